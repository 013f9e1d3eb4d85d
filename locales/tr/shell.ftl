# Anadili Türkçe olan bir okurun denetimini bekliyor. (Awaiting a native reader's check.)

language-name = Türkçe
shell-skip = Ana bölüme geç
shell-nav = Ana bölümler
shell-nav-home = İşliyor mu?
shell-nav-standards = Standartlar
shell-languages = Dil
shell-breadcrumbs = Buradasınız
shell-all-areas = Tüm bölgeler
shell-footer = Bu hizmet hakkında
shell-footer-about = Hakkında
shell-footer-accessibility = Erişilebilirlik
shell-footer-privacy = Gizlilik
shell-footer-glossary = Sözcüklerin anlamı
shell-footer-record = Kayıt
shell-footer-promise = Buradaki her sonuç tarihli olgulardan hesaplanır. Hiçbiri elle yazılmaz.
shell-unchecked = Bu çeviriyi anadili Türkçe olan bir okur henüz denetlemedi. Yanlış görünen yerde İngilizce sayfa geçerlidir.
shell-notice = Bilmenizde yarar var
shell-as-of = { $day } günü bilinene göre
shell-as-of-later = Sonra olanlara bakılmadı.
