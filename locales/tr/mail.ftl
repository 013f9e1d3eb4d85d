# Anadili Türkçe olan bir okurun denetimini bekliyor. (Awaiting a native reader's check.)

mail-sign-in-subject = Alongside'da oturum açın
mail-sign-in-lead = Biri, büyük olasılıkla siz, bu adresle Alongside'da oturum açmak istedi. Bu bağlantıyı açın:
mail-sign-in-how = { $minutes } dakika boyunca, istediğiniz tarayıcıda bir kez çalışır.
mail-sign-in-not-you = Siz değilseniz bir şey yapmayın. Bu bağlantı olmadan kimse oturum açamaz.
mail-sign-in-button = Oturum aç
mail-invitation-subject = Alongside'a davetlisiniz
mail-invitation-lead = Katılmaya davetlisiniz: { $role }.
mail-invitation-what = Alongside, ebeveyn bakıcıların ve hizmetlerin anlaştıkları gibi birlikte çalışıp çalışmadığını herkese açık gösterir.
mail-invitation-how = Kabul etmek için { $day } gününe dek bu adresle oturum açın. Ödenecek bir şey, uydurulacak bir parola yok.
mail-invitation-button = Oturum aç ve kabul et
mail-invitation-not-you = Beklemiyorduysanız bırakabilirsiniz. Davet o zaman kendiliğinden sona erer.
mail-from = Bu postayı { $origin } adresindeki Alongside gönderdi. Yalnız size gider. Yalnız yukarıda yazan nedenle alıyorsunuz.
