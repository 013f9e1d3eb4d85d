### Mails.

mail-sign-in-subject = Sign in to Alongside
mail-sign-in-lead = Someone, most likely you, asked to sign in to Alongside with this address. Open this link:
# $minutes (Number)
mail-sign-in-how = It works once, for { $minutes } minutes, in the browser where you asked for it.
mail-sign-in-not-you = If it was not you, do nothing. Nobody can sign in without this link.
mail-sign-in-button = Sign in
mail-invitation-subject = You are invited to Alongside
# $role (String) - with where it is held
mail-invitation-lead = You are invited to take part: { $role }.
mail-invitation-what = Alongside shows in public whether parent carers and services work together as they agreed.
# $day (String)
mail-invitation-how = To accept, sign in with this address by { $day }. There is nothing to pay and no password to think up.
mail-invitation-button = Sign in and accept
mail-invitation-not-you = If you did not expect this, you can leave it. The invitation then ends by itself.
# $origin (String)
mail-from = This mail was sent by Alongside at { $origin }. It goes to you alone. You get it only because of what is said above.
