### Following by email: the pages and the mails.

follow-link = Get updates about this

# $place (String)
follow-heading = Get updates about { $place }
follow-lead = We write to you when a meeting is announced, moved or called off. You need no account.
follow-email = Your email address
follow-email-hint = We send a mail there to ask whether it was you. Nobody here sees who gets updates.
follow-to = Your email address or UK mobile number
follow-to-hint = We send a message there to ask whether it was you. Texts cost you nothing. Nobody here sees who gets updates.
follow-to-instead = A UK mobile number, if you want text messages instead
follow-to-instead-hint = Such as 07700 900123. Leave it empty to get emails. Texts cost you nothing.
follow-to-missing = Write your email address or UK mobile number
follow-to-wrong = Write an email address like name@example.org, or a UK mobile number like 07700 900123
follow-what = What do you want to hear of?

# $place (String)
follow-area = Every meeting in { $place }

# $body (String)
follow-body = Every meeting of { $body }
follow-meeting = This meeting, all its times, and a reminder before it

# $title (String)
follow-meeting-called = The meeting “{ $title }”, with reminders
follow-pace = How often?
follow-pace-each = Each time
follow-pace-each-hint = As soon as something happens
follow-pace-weekly = Once a week
follow-pace-weekly-hint = On Thursdays, if there was anything
follow-pace-none = Not any more
follow-what-choose = Choose what you want to hear of
follow-pace-choose = Choose how often
follow-language = In which language?
follow-button = Get updates

# $address (String)
follow-signed-in = We write to { $address }. You can end it with a link in every mail.

follow-sent-heading = Look for our message
follow-sent-lead = We have sent you a message. Open the link in it within a day to say that it was you. Without that, you get nothing more.
follow-sent-spam = Nothing there after a few minutes? Look in the folder for spam or junk, and check that you wrote where to reach you as it is.

# $place (String)
follow-confirm-heading = Do you want updates about { $place }?
follow-confirm-lead = You get nothing until you press the button.
follow-confirm-button = Yes, write to me

# $place (String)
follow-change-heading = Your updates about { $place }
follow-change-lead = Change how often we write, or end it.
follow-change-button = Save
follow-new = Not confirmed yet
follow-told = What we told you about
follow-told-off = This meeting does not take place.
follow-meetings = See all meetings
follow-end = End all of it
follow-end-button = Stop all these updates

# $place (String)
follow-end-heading = Stop all updates about { $place }?
follow-end-lead = We then forget where to reach you. You can ask again at any time.
follow-ended-heading = You get no more of these updates
follow-ended-lead = We have forgotten where to reach you. A message that is on its way already may still come.
follow-gone-heading = This link does not work any more
follow-gone-lead = It was used to end everything, it is more than a year old, or nobody said yes within a day. Links in newer messages still work.
follow-home = See what is public

# $place (String)
mail-follow-subject = Do you want emails about { $place }?

# $what (String)
mail-follow-lead = Someone, most likely you, asked that we write to this address about: { $what }.
mail-follow-how = Open this link within a day to say yes. Otherwise you get nothing more.
mail-follow-not-you = If it was not you, do nothing. We forget the address after a day.
mail-follow-button = Yes, write to me

# $place (String)
mail-follow-again-subject = Your emails about { $place }
mail-follow-again-lead = You get these emails already. With this link you can change how often, or end it.
mail-follow-again-button = Change or end it

# $title (String)
mail-news-announced = New meeting: { $title }

# $title (String)
mail-news-moved = New time: { $title }

# $title (String)
mail-news-off = Called off: { $title }

# $title (String)
mail-reminder-week = In a week: { $title }

# $title (String)
mail-reminder-day = Tomorrow: { $title }

# $place (String)
mail-week = This week in { $place }

# $when (String)
mail-told-was = It was to be { $when }. That has changed.
mail-told-moved = It has a new time.
mail-told-announced = A new meeting was announced.
mail-told-off = It does not take place.

# $why (String)
mail-told-why = Why: { $why }

# $when (String)
mail-told-when = When: { $when }

# $when (String)
mail-told-was-planned = It was planned for: { $when }

# $from (String)
# $until (String)
mail-told-from-until = { $from } to { $until }

# $ways (String)
mail-told-how = How: { $ways }

# $purpose (String)
mail-told-purpose = What it is for: { $purpose }
mail-told-more = Read more
mail-told-calendar = For your calendar

# $place (String)
mail-told-because = You get this because you asked for emails about { $place }.
mail-told-change = Change what you get
mail-told-end = Stop all these emails

# $place (String)
text-follow = { $place }: do you want texts about meetings?
text-follow-how = Say yes here within a day:

# $place (String)
text-follow-again = { $place }: you get texts about meetings.
text-follow-again-how = Change or stop them:

# $count (String)
# $place (String)
text-week = This week: { $count } new or changed in { $place }.

# $count (String)
text-more = And { $count } more
text-answer = Answer or stop texts:
text-read = Read more or stop texts:
