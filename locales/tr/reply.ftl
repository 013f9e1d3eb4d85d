### Saying whether you come to a meeting.

reply-invite = Gelecek misiniz?
reply-invite-come = Gelmek istiyorum
reply-invite-cannot = Gelemiyorum

reply-heading = Gelmek istiyorum
reply-lead = Hesap gerekmez. Toplantı başlayana kadar fikrinizi değiştirebilirsiniz, kimse nedenini sormaz.
reply-over = Bu toplantı başladı. Artık yanıt verilemez.
reply-organiser = Bu toplantıyı { $organiser } düzenliyor.

reply-means = Nasıl katılmak istersiniz?
reply-name = Size nasıl hitap edelim?
reply-name-hint = Adınız yeter. Bunu yalnızca { $organiser } içinde toplantıyı hazırlayanlar görür.
reply-email = E-posta adresiniz
reply-email-hint = Nasıl katılacağınızı ve değişiklikleri bildirmek için kullanırız. Aşağıda izin vermedikçe düzenleyenler görmez. Salona geliyorsanız boş bırakabilirsiniz.
reply-account = Hesabınızın adresine yazarız. Aşağıda izin vermedikçe düzenleyenler görmez.
reply-first = Onlarla ilk toplantınız mı?
reply-first-hint = Boş bırakabilirsiniz. Yalnızca sayılar gösterilir, kimin ne dediği asla.
reply-yes = Evet
reply-no = Hayır
reply-needs = Katılmak için bir şeye ihtiyacım var
reply-needs-who = Bunu yalnızca { $organiser } içinde toplantıyı hazırlayanlar görür. Toplantıdan bir ay sonra silinir.
reply-need-professional = Söylenenleri çevirecek ya da yazacak biri
reply-need-support = Duymak ya da konuşmak için yardım
reply-need-format = Belgeler başka biçimde
reply-need-contact = Bana başka yoldan ulaşılması
reply-need-longer = Daha çok zaman
reply-need-place = İçeri girmek ve kalmak için
need-sign-language = İngiliz İşaret Dili tercümanı
need-interpreter = Başka bir dil için tercüman
need-lipspeaker = Dudak okuma için konuşmacı
need-captions = Konuşulurken yazılan altyazı
need-deafblind = Sağır ve kör kişiler için tercüman
need-loop = İşitme döngüsü
need-supporter = Bana yardım eden biriyle geliyorum
need-easy-read = Kolay okunur metin
need-large-print = Büyük punto
need-braille = Braille
need-audio = Sesli
need-translation = Başka bir dilde
need-by-phone = Telefonla
need-by-text = Kısa mesajla
need-breaks = Aralar ya da konuşmak için daha çok zaman
need-step-free = Basamaksız giriş
need-changing-places = Changing Places tuvaleti
need-quiet = Sessiz bir oda
need-child-care = Orada çocuğa bakacak biri
reply-language = Hangi dil?
reply-language-hint = Tercüman ya da başka dilde belge seçtiyseniz.
reply-note = Hazırlamamız gereken başka bir şey var mı?
reply-note-hint = Lütfen çocuğunuzun sağlığı hakkında yazmayın.
reply-contact = Bu konuda bana yazabilirler
reply-contact-hint = O zaman { $organiser } e-posta adresinizi de görür.
reply-send = Gönder
reply-keep = Değişiklikleri kaydet

reply-places =
    { $left ->
        [0] Salondaki yer: { $places }. Hepsi dolu, bekleme listesine alınırsınız.
       *[other] Salondaki yer: { $places }. Boş: { $left }.
    }
reply-rule-order = Doluysa, boşalan yer ilk isteyene verilir.
reply-rule-new-first = Doluysa, boşalan yer önce bunun ilk toplantısı olduğunu söyleyenlere, sonra ilk isteyene verilir.

reply-stands-coming = Yeriniz var
reply-stands-coming-lead = Gelmek istediğinizi söylediniz. Sizi görmeyi bekliyoruz.
reply-stands-waiting = Bekleme listesindesiniz
reply-stands-waiting-lead = Sıranız { $place }. Yer boşalırsa sizindir; e-posta adresiniz bizdeyse size haber veririz.
reply-stands-declined = Gelemeyeceğinizi söylediniz
reply-stands-declined-lead = Bildirdiğiniz için teşekkürler. Bir sonraki toplantı daha iyi olsun diye sayılır.
reply-stands-withdrawn = Artık gelemeyeceğinizi söylediniz
reply-stands-withdrawn-lead = Bildirdiğiniz için teşekkürler. Kendiniz hakkında yazdıklarınız silindi.
reply-joining = Nasıl katılınır
reply-joining-later = Nasıl katılacağınız toplantıdan önce e-posta ile bildirilecek.
reply-change = Söylediklerinizi değiştirin
reply-change-again = Buraya yazdıklarınız önceki yanıtınızın yerine geçer. Bu tarayıcıyı başkası da kullanabileceği için öncekini göstermiyoruz.
reply-come-after-all = Yine de gelebilirim
reply-cannot-after-all = Artık gelemiyorum
reply-not-me = Bu tarayıcıda yanıt veren ben değildim
reply-not-me-button = Kendi adıma yanıt ver

cannot-heading = Gelemiyorum
cannot-lead = En yakın olanı seçin. Bir dokunuş yeter.
cannot-who = Kimin hangi nedeni verdiğini kimse görmez. Nedenler sayılır ve toplantıdan sonra gösterilir; beş kişiden az olanlar asla gösterilmez.
cannot-notice = Bana çok geç haber verildi
cannot-time = Gün ya da saat bana uymuyor
cannot-venue = Oraya gidemem ya da bu yolla katılamam
cannot-care = Evde ya da işte bana ihtiyaç var
cannot-language = Benim dilimde değil
cannot-other = Başka bir neden
cannot-unsaid = Söylemek istemiyorum

reply-link-heading = Yanıtınız
reply-link-change = Yanıta bakın ya da değiştirin
reply-link-cannot = Artık gelemiyorum
reply-link-unknown = Bu bağlantı hiçbir yanıta götürmüyor. Yanıtlar toplantıdan bir ay sonra silinir.

mail-reply-coming-subject = Yeriniz var: { $title }
mail-reply-waiting-subject = Bekleme listesindesiniz: { $title }
mail-reply-coming = { $title } toplantısına gelmek istediğinizi söylediniz, { $when }. Yeriniz var.
mail-reply-waiting = { $title } toplantısına gelmek istediğinizi söylediniz, { $when }. Salon dolu olduğu için bekleme listesindesiniz. Yer boşalırsa sizindir ve size yazarız.
mail-reply-place = Yer: { $place }
mail-reply-joining = Nasıl katılınır: { $how }
mail-reply-joining-later = Nasıl katılacağınız toplantıdan önce e-posta ile bildirilecek.
mail-reply-change = Başlayana kadar fikrinizi değiştirebilirsiniz, kimse nedenini sormaz:
mail-reply-button = Bakın, değiştirin ya da gelemeyeceğinizi söyleyin
mail-reply-not-you = Bu siz değilseniz bağlantıyı açın ve gelemeyeceğinizi söyleyin. O zaman hakkınızda hiçbir şey saklanmaz.
mail-reply-moved-subject = Yeni zaman: { $title }
mail-reply-moved = { $title } toplantısının yeni zamanı: { $when }. Gelmek istediğinizi söylemiştiniz. Yeni zaman size uymuyorsa lütfen bildirin.
mail-reply-off-subject = İptal: { $title }
mail-reply-off = { $title }, { $when }, iptal edildi. Bir şey yapmanız gerekmez.
mail-reply-soon-subject = Yakında: { $title }
mail-reply-soon = { $title } yakında: { $when }. Gelmek istediğinizi söylemiştiniz.
mail-reply-still-waiting = Hâlâ bekleme listesindesiniz.
mail-reply-page = Bilinenler:
mail-reply-page-button = Bakın
