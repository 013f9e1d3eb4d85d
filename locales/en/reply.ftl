### Saying whether you come to a meeting.

reply-invite = Will you come?
reply-invite-come = I’d like to come
reply-invite-cannot = I can’t come

reply-heading = I’d like to come
reply-lead = No account is needed. You can change your mind until the meeting begins, and nobody asks why.
reply-over = This meeting has begun. Nobody can reply to it any more.
# $organiser (String)
reply-organiser = { $organiser } organises this meeting.

reply-means = How would you like to take part?
reply-name = What should we call you?
# $organiser (String)
reply-name-hint = A first name is enough. Only those who prepare the meeting at { $organiser } see it.
reply-email = Your email address
reply-email-hint = We use it to tell you how to join and what changes. Those who organise the meeting do not see it, unless you say so below. If you come to the room you can leave it empty.
reply-account = We write to you at the address of your account. Those who organise the meeting do not see it, unless you say so below.
reply-first = Is it your first meeting with them?
reply-first-hint = You can leave this out. Only numbers are shown, never who said what.
reply-yes = Yes
reply-no = No
reply-needs = I need something to take part
# $organiser (String)
reply-needs-who = Only those who prepare the meeting at { $organiser } see this. It is deleted a month after the meeting.
reply-need-professional = Somebody to interpret or write down what is said
reply-need-support = Help to hear or to speak
reply-need-format = Papers in another form
reply-need-contact = To be reached in another way
reply-need-longer = More time
reply-need-place = To get in and to stay
need-sign-language = British Sign Language interpreter
need-interpreter = Interpreter for another language
need-lipspeaker = Lipspeaker
need-captions = Captions, typed as people speak
need-deafblind = Interpreter for deafblind people
need-loop = Hearing loop
need-supporter = I bring somebody who helps me
need-easy-read = Easy Read
need-large-print = Large print
need-braille = Braille
need-audio = Audio
need-translation = In another language
need-by-phone = By phone
need-by-text = By text message
need-breaks = Breaks, or more time to speak
need-step-free = No steps
need-changing-places = Changing Places toilet
need-quiet = A quiet room
need-child-care = Somebody to look after a child there
reply-language = Which language?
reply-language-hint = If you ticked an interpreter or a paper in another language.
reply-note = Anything else we should prepare?
reply-note-hint = Please do not write about your child’s health here.
reply-contact = They may write to me about this
# $organiser (String)
reply-contact-hint = Then { $organiser } sees your email address too.
reply-send = Send
reply-keep = Save what you changed

# $places (Number)
# $left (Number)
reply-places =
    { $left ->
        [0] Places in the room: { $places }. All are taken, so you go on the waiting list.
       *[other] Places in the room: { $places }. Left: { $left }.
    }
reply-rule-order = If it is full, the next place goes to whoever asked first.
reply-rule-new-first = If it is full, the next place goes to those who say it is their first meeting, and then to whoever asked first.

reply-stands-coming = You have a place
reply-stands-coming-lead = You told us that you would like to come. We look forward to seeing you.
reply-stands-waiting = You are on the waiting list
# $place (Number)
reply-stands-waiting-lead = You are number { $place }. If a place becomes free it is yours, and if we have your email address we tell you.
reply-stands-declined = You told us that you can’t come
reply-stands-declined-lead = Thank you for telling us. It is counted, so that the next meeting can be better.
reply-stands-withdrawn = You told us that you can’t come after all
reply-stands-withdrawn-lead = Thank you for telling us. What you had said about yourself is deleted.
reply-joining = How to join
reply-joining-later = You will be told how to join by email before the meeting.
reply-change = Change what you told us
reply-change-again = What you write here takes the place of what you told us before. We do not show it, because somebody else may use this browser.
reply-come-after-all = I can come after all
reply-cannot-after-all = I can’t come after all
reply-not-me = It was not me who replied in this browser
reply-not-me-button = Reply for myself

cannot-heading = I can’t come
cannot-lead = Choose what comes closest. One tap is enough.
cannot-who = Nobody sees who gave which reason. The reasons are counted and shown after the meeting, never for fewer than five people.
cannot-notice = I was told too late
cannot-time = The day or time does not suit me
cannot-venue = I can’t get there, or not take part this way
cannot-care = I am needed at home or at work
cannot-language = It is not in my language
cannot-other = Something else
cannot-unsaid = I’d rather not say

reply-link-heading = Your reply
reply-link-change = Look at it or change it
reply-link-cannot = I can’t come after all
reply-link-unknown = This link leads to no reply. Replies are deleted a month after the meeting.

# $title (String)
mail-reply-coming-subject = You have a place: { $title }
# $title (String)
mail-reply-waiting-subject = You are on the waiting list: { $title }
# $title (String)
# $when (String)
mail-reply-coming = You said that you would like to come to { $title }, { $when }. You have a place.
# $title (String)
# $when (String)
mail-reply-waiting = You said that you would like to come to { $title }, { $when }. The room is full, so you are on the waiting list. If a place becomes free it is yours, and we write to you.
# $place (String)
mail-reply-place = Where: { $place }
# $how (String)
mail-reply-joining = How to join: { $how }
mail-reply-joining-later = You will be told how to join by email before the meeting.
mail-reply-change = You can change your mind until it begins, and nobody asks why:
mail-reply-button = Look at it, change it or say you can’t come
mail-reply-not-you = If it was not you, open the link and say that you can’t come. Then nothing is kept about you.
# $title (String)
mail-reply-moved-subject = New time: { $title }
# $title (String)
# $when (String)
mail-reply-moved = { $title } has a new time: { $when }. You said that you would like to come. If the new time does not suit you, please tell us.
# $title (String)
mail-reply-off-subject = Called off: { $title }
# $title (String)
# $when (String)
mail-reply-off = { $title }, { $when }, is called off. You need not do anything.
# $title (String)
mail-reply-soon-subject = Soon: { $title }
# $title (String)
# $when (String)
mail-reply-soon = { $title } is soon: { $when }. You said that you would like to come.
mail-reply-still-waiting = You are still on the waiting list.
mail-reply-page = What is known about it:
mail-reply-page-button = Look at it
