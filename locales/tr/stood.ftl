### Geçmiş bir gündeki haliyle bir sayfa.

stood-banner = Bu sayfanın { $day } günü sonundaki halini görüyorsunuz. Kayıttan yeniden oluşturuldu.

stood-before = Kayıt { $began } tarihinde, yani daha sonra başladı. Bu, bugün bilinenlerin { $day } tarihine göre değerlendirilmesidir.
stood-now = Şimdiki halini görün
stood-label = Bu sayfanın şu günkü halini görün
stood-hint = O günün sonunda herkese açık olan. Sonradan geri çekilen metinler gösterilmez.
stood-button = O günü göster
