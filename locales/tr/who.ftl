### Who could come to meetings.

who-heading = Kim gelebildi
who-lead = Son 12 ayın toplantıları için bize söylenenler: kim gelmek istedi, kim gelemedi ve neden. Bunu herkes, hesabı olsun olmasın, toplantının sayfasında söyleyebilir.
who-rounded = Kişi sayıları en yakın { $step } sayısına yuvarlanır ve { $step } kişiden azı asla gösterilmez; böylece kimse tanınamaz. Yalnızca burada söyleyenler sayılır.
who-none = Kayıtta son 12 ayın toplantısı yok.
who-meetings = Toplantılar ne zamandı
who-time-day = Gündüz
who-time-evening = Akşam
who-time-weekend = Hafta sonu
who-time-unknown = Saati bilinmiyor
who-count-of = { $all } içinden { $count }
who-notice = Ne kadar önce haber verildi
who-notice-usual = Yarısı { $days } gün ya da daha önce bildirildi. Bunu { $count } toplantı için biliyoruz.
who-notice-unknown = Bu toplantıların hiçbiri için bilinmiyor.
who-people = İnsanlar ne dedi
who-wanted = Gelmek istedi
who-waited = Bunlardan yer bulamadı
who-first = Bunlardan ilk kez geldi
who-first-of = ilk olup olmadığını söyleyen { $said } kişi içinden
who-cannot = Gelemedi
who-reasons = İnsanlar neden gelemedi
who-reasons-none = Kimse gelemeyeceğini söylemedi.
who-nobody = hiç kimse
who-few = { $step } kişiden az
who-about = yaklaşık { $count }
who-each = Her toplantı
who-days =
    { $days ->
       *[other] { $days } gün önceden haber
    }
who-wanted-line = Gelmek istedi: { $count }
who-cannot-line = gelemedi: { $count }
