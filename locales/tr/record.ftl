### The record: its acts, each by itself, and how anybody checks it.

record-acts = Neler yapıldı
record-filter-act = Ne yapıldı
record-filter-meeting = Toplantı ya da başka konu
record-filter-fact = { $fact }; { $told }
record-filter-none = Kayıtta seçtiğinize uyan bir şey yok.
record-entry = Kayıt satırı { $place }
record-waiting = İmzalanmayı bekliyor, çoğunlukla yarım dakika içinde
record-unsigned = Henüz imzalanmadı: bu hizmet bu bölge için kayıt imzalamadı
record-more = Bu eylem hakkında, makbuzuyla birlikte
record-receipt = Makbuz
record-reason-gone = Bir gerekçe verilmişti. Geri alındı.
record-check = Bu kaydı kendiniz nasıl denetlersiniz
record-check-says = Kimsenin sözüne, bizimkine de, güvenmeniz gerekmez. { $entries } satır art arda imzalanmıştır. Biri değiştirilse, çıkarılsa ya da sonradan eklense imza artık uymaz.
record-check-copy = Her şeyin bir kopyasını alın; her imzayı ve her sonucu yeniden hesaplatın:
record-check-receipt = Ya da tek bir makbuzu, daha önce not ettiğiniz kayıt anahtarıyla denetleyin:
record-files = Başka programlar için dosyalar
record-checkpoint = İmzalı kontrol noktası
record-key = Açık anahtar
record-lines = Bütün satırlar metinleriyle, JSON satırları olarak
record-copy = Kopya nasıl alınır

act-when = Ne zaman
act-who = Kim
act-about = Konu
act-place = Kayıttaki yeri
act-receipt-heading = Makbuz
act-receipt = Makbuzu indirin: bunu ileride biz olmadan kanıtlar
act-receipt-check = Dosyayı saklayın. Kimseye sormadan denetlemek için bu program ve anahtar gerekir:
act-receipt-waiting = Bu yapıldı ve herkese açık. Birazdan, çoğunlukla yarım dakika içinde imzalanacak. Makbuzu o zaman burada olur.
act-again = Yeniden bak
act-entry = Satırın tam hali
act-entry-says = İmzalanan, harfi harfine budur. İçinde söz yoktur: her metnin yerinde bir parmak izi durur. Böylece gitmesi gereken bir metin, kayıt değişmeden geri alınabilir.
act-texts = Ona ait metinler
act-texts-says = Onaltılıktan çözülen tuzun ve ardından metnin SHA-256 değeri budur. Böylece kimse yerine başka bir metin koyamaz.
act-text = Metin
act-salt = Tuz
act-commitment = Satırdaki parmak izi
act-text-withdrawn = Bu metin { $day } günü geri alındı, çünkü { $reason }.
act-text-missing = Bu metin burada yok.
act-withdraw = Bu eylemin bir metnini geri al

withdrawal-personal = tanınabilecek birinden söz ediyordu
withdrawal-legal = bir mahkeme ya da yasa bunu istiyor
withdrawal-erasure = biri verilerinin silinmesini istedi
withdrawal-safety = birini tehlikeye atabilirdi
withdrawal-copyright = başkasına aitti
