### İki gün arasında ne farklı.

changes-heading = Ne değişti

changes-lead = Kayda göre { $from } günü sonu ile { $to } günü sonu arasında farklı olanlar.
changes-from = Şu günün sonundan
changes-to = Şu günün sonuna
changes-button = Değişenleri göster
changes-none = Farklı bir şey yok.
changes-area = Kimler katılıyor, ne kararlaştırıldı
changes-subjects = Toplantılar ve diğer konular
changes-new = Yeni

changes-joined = { $name } katılıyor
changes-ended = { $name } artık katılmıyor
changes-stage = { $name } artık: { $stage }
changes-adopted = Kabul edildi: { $title }
changes-nothing = bilinen yok
changes-not-asked = sorulmuyor

changes-from-to = { $before } → { $after }
changes-link = İki gün arasında nelerin değiştiğini görün
