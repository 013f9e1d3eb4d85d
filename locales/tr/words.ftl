day = { $day } { $month } { $year } { NUMBER($weekday) ->
    [1] Pazartesi
    [2] Salı
    [3] Çarşamba
    [4] Perşembe
    [5] Cuma
    [6] Cumartesi
   *[7] Pazar
}
day-and-time = { $day }, saat { $time }
month = { NUMBER($month) ->
    [1] Ocak
    [2] Şubat
    [3] Mart
    [4] Nisan
    [5] Mayıs
    [6] Haziran
    [7] Temmuz
    [8] Ağustos
    [9] Eylül
    [10] Ekim
    [11] Kasım
   *[12] Aralık
}
month-short = { NUMBER($month) ->
    [1] Oca
    [2] Şub
    [3] Mar
    [4] Nis
    [5] May
    [6] Haz
    [7] Tem
    [8] Ağu
    [9] Eyl
    [10] Eki
    [11] Kas
   *[12] Ara
}
quarter = { $first } – { $last } { $year }
percent = %{ $figure }
outcome-kept = Uyuldu
outcome-missed = Uyulmadı
outcome-excused = Mazur görüldü
outcome-no-evidence = Kanıt yok
outcome-due = Süresi dolmadı
outcome-claimed-kept = Uyulduğu söyleniyor
outcome-claimed-missed = Uyulmadığı söyleniyor
outcome-kept-means = Kayıt, standarda uyulduğunu gösteriyor.
outcome-missed-means = Kayıt, standarda uyulmadığını ve ne kadar geride kalındığını gösteriyor.
outcome-excused-means = Uyulmadı; birinin kabul ettiği bir nedeni var. Sonuç ikisini de yazar.
outcome-no-evidence-means = Bunu gösterecek bilgi kayıtta yok. Hiçbir zaman uyulmuş sayılmaz.
outcome-due-means = Standarda uymak için son gün geçmedi.
outcome-claimed-kept-means = Biri uyulduğunu söylüyor. Kayıt bunu göstermiyor.
outcome-claimed-missed-means = Biri uyulmadığını söylüyor. Kayıt bunu göstermiyor.
kept-of = { $measured } içinde { $kept }
none-measured = ölçülen yok
too-few = bir şey söylemek için çok az
share-range = { $share }, { $low } ile { $high } arasında
strength-law = Yasa
strength-agreed = Anlaşma
strength-ideal = İyi uygulama
strength-law-means = Yasa bunu gerektirir
strength-agreed-means = İki taraf da kabul etti
strength-ideal-means = İyi uygulama. Uymamak yasaya aykırı değildir
kind-meeting = Toplantı
kind-consultation = Görüş alma
kind-claim = Masraf talebi
kind-project = Proje
kind-promise = Söz
kind-report = Rapor
kind-body = Grup ya da kurul
kind-complaint = Şikâyet
not-stated = belirtilmemiş
in-english = Hesaplar ve anlaşmalar İngilizcedir.
thousands-mark = .
hours-of-the-day = 24
table-of = Tablo: { $name }
error-prefix = Hata: { $message }
error-summary = Düzeltilecek bir şey var
list-mark = ,
