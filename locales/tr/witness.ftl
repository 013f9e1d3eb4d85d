### Kaydı başka kimler imzaladı.

witnessed-heading = Başka kimler imzaladı
witnessed-means = Her biri kaydın büyüdüğünü gördü ve yalnızca öncesinde hiçbir şey değişmediyse imzalar.

witnessed-all = Dışarıdan en az { $needed } tanık { $count } girdinin tümünü imzaladı.

witnessed-part = Dışarıdan en az { $needed } tanık { $count } girdiyi imzaladı; toplam { $published } girdi var. En yeniler birkaç dakika içinde imzalanır.

witnessed-not = Tanıklı değil: bu bölge dışarıdan { $needed } imza ister ve daha azı var.

witnessed-line = İlk { $count } girdiyi imzaladı: { $when }
witnessed-never = Henüz imzalamadı
