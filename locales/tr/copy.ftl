### Bir bölgenin sayfalarının, klasörden açılan kopyası.

copy-banner = Bu, { $origin } adresinin { $when } tarihinde alınmış bir kopyasıdır. Artık değişmez.
copy-more = Bu kopyada neler var ve nasıl denetlenir

copy-heading = { $place } kopyası
copy-lead = Burada herkese açık olan her şey tek bir klasörde saklanabilir. İnternet olmadan, bir bellekten, herhangi bir tarayıcıda açılır.
copy-get = Nasıl alınır

copy-get-1 = Herkes bir kopya alabilir. Bu hizmeti işletenlere sorun: { $contact }. Kopyayı şu komutla çıkarırlar:
copy-in = İçinde neler var
copy-in-pages = Herkese açık her sayfa, her dilde, hesaplarıyla birlikte.
copy-in-files = Sözleşmeler, sonuçlar ve takvimler, başka programların okuduğu dosyalar olarak.
copy-in-record = “record” klasöründe imzalı kayıt ve onu denetlemek için gereken her şey.
copy-in-no-record = İmzalı kayıt yok: bu hizmetin imzalayacak bir anahtarı yoktu.
copy-not = İçinde neler yok
copy-not-online = Toplantıya yanıt vermek gibi yalnızca çevrimiçi çalışanlar. Oraya giden bağlantılarda “çevrimiçi” yazar.
copy-not-private = Herkese açık olmayanlar ve kopya alınmadan önce geri çekilen metinler.
copy-check = Nasıl denetlenir
copy-check-files = Bir dosyanın bozulup bozulmadığını görmek için kopyanın klasöründe şunu çalıştırın:
copy-check-record = Birinin kaydı ya da bir sonucu değiştirip değiştirmediğini görmek ve her sonucu yeniden hesaplatmak için:
copy-check-alone = Kaydı Alongside olmadan, yalnızca Python ile denetlemek için:
copy-check-key = Kopyayı değiştiren, anahtarını da değiştirmiş olabilir. Bu yüzden anahtarı başka yerden aldığınız biriyle karşılaştırın: örneğin kaydın çevrimiçi sayfasındaki ya da başka birinin sakladığı bir kopyadaki ile.
copy-online = çevrimiçi
