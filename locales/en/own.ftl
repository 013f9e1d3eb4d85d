### Signing in, and your page.

sign-in-heading = Sign in
sign-in-lead = You need no password. Write your email address, and we send you a link.
sign-in-email = Your email address
sign-in-email-hint = We use it to send you the link, and show it to nobody who may not see it.
sign-in-email-missing = Write your email address, such as name@example.org
sign-in-email-not = This is not an email address. Write it like name@example.org
sign-in-button = Send me a link
sign-in-passkey = Or use a passkey
sign-in-passkey-lead = If you added a passkey before, you can sign in with your finger, your face or the PIN of your device.
sign-in-passkey-button = Sign in with a passkey
sign-in-public = You need not sign in to read what is public.

sent-heading = Look at your email
# $minutes (Number)
sent-lead = If the address is known here, a link is on its way. It works once, for { $minutes } minutes.
sent-same-browser = Open the link in this same browser, on this device.
sent-nothing = Nothing there after a few minutes?
sent-nothing-spam = Look in the folder for spam or junk.
sent-nothing-address = Check that you wrote the address to which you were invited.
sent-nothing-again = Ask for another link
sent-demo = This is a demo. It sends no mail, but shows what it would have sent.
sent-demo-link = See the mails of the demo

open-heading = You are nearly there
open-lead = Press the button to sign in here.
open-button = Sign me in
open-why = Why the button? Some mail programs open links by themselves to check them. The button is for you alone.

refused-heading = This link does not work any more
refused-too-old = A link works for a short time only, and this one is too old.
refused-used = A link works once, and this one was used.
refused-other-browser = It was asked for in another browser or on another device. It works only there.
refused-unknown = It may be too old, used already, or cut off by your mail program.
refused-do = Ask for a new link. It takes a minute.
refused-button = Ask for a new link

me-heading = Your page
me-lead = Only you can see this page.
me-name = What should we call you?
me-name-hint = Those who work with you here see it. It can be a first name.
me-name-button = Save
me-email = Your email address
me-invitations = You are invited
# $day (String)
me-invitation-until = You can accept until { $day }.
me-accept = Accept
me-meetings = Meetings you replied to
me-roles = What you do here
me-roles-none = You hold no role yet. If someone invited you, ask them to which address.
me-to-area = See the area
me-to-desk = Go to the desk
me-to-operator = Go to the operator's page
me-sessions = Where you are signed in
me-sessions-lead = If you do not know one of these, sign it out.
me-session-this = This one
# $day (String)
me-session-began = Signed in { $day }
# $day (String)
me-session-seen = last used { $day }
me-session-unknown = A browser
me-session-end = Sign out
me-passkeys = Your passkeys
me-passkeys-none = You have none. With one you sign in without waiting for a mail.
me-passkey-unnamed = Passkey
# $day (String)
me-passkey-added = Added { $day }
# $day (String)
me-passkey-used = last used { $day }
me-passkey-unused = never used yet
me-passkey-remove = Remove
me-passkey-add = Add a passkey
me-whole-service = the whole service

# $role (String)
# $place (String)
me-role-in = { $role }, { $place }

me-following = What you follow
# $what (String) - what is followed, as in follow-area, follow-body or follow-meeting-called.
me-follows-each = { $what }. We write each time.
# $what (String) - what is followed, as in follow-area, follow-body or follow-meeting-called.
me-follows-weekly = { $what }. We write once a week.
me-following-change = Change or stop
me-calendar-lead = Have your meetings in the calendar of your phone. They stay up to date by themselves.
me-calendar-link = Put your meetings into your calendar
own-calendar = My meetings
my-calendar-heading = Your meetings in your calendar
my-calendar-lead = Your phone or computer can show your meetings beside everything else you have on. When one is moved or called off, your calendar shows it, often within a few hours.
my-calendar-what = What is in it
my-calendar-what-coming = The meetings you said you come to.
my-calendar-what-follow = The meetings of what you follow by email, and dates to keep free.
my-calendar-what-off = What was called off stays in it, marked as called off.
my-calendar-what-join = How to join by phone or video is not in it. You find that on the page of your reply.
my-calendar-secret = The address is a secret
my-calendar-secret-lead = Whoever has the address can read your calendar without signing in. Tell it to nobody. If somebody else has got hold of it, make a new one: the old one then opens nothing.
# $day (String) - a day.
my-calendar-made = The address was made on { $day }. We keep no copy of it, so we cannot show it again.
my-calendar-make = Make the address
my-calendar-renew = Make a new address
my-calendar-end = Take the address away
my-calendar-address = The address of your calendar
my-calendar-once = Use it now: it is shown this once.
my-calendar-open = Add it on this device
my-calendar-iphone = iPhone and iPad: press the button, then press Subscribe.
my-calendar-google = Google Calendar, also on Android: copy the address. On a computer, open Google Calendar, go to Other calendars, then From URL, and paste it there. Your phone shows it soon after.
my-calendar-other = Outlook and others: choose to add a calendar from the web, and paste the address.

passkey-heading = Add a passkey
passkey-lead = A passkey lets you sign in with your finger, your face or the PIN of your device. Nothing to remember, and nobody can steal it by a false mail.
passkey-how = Your device keeps the passkey. We never see your finger, your face or your PIN.
passkey-staff = We ask this of you because you can see other people's data. A mail alone is not enough to keep it safe.
passkey-button = Add a passkey on this device
passkey-not-now = Not now
passkey-no-script = This needs scripts, and they are switched off or did not load. Switch them on and open this page again.
passkey-not-here = This browser has no passkeys. Use a newer browser, or your phone, and open this page there.
passkey-cancelled = No passkey was used. You can try again.
passkey-failed = That did not work. Try again in a minute.
passkey-refused = This passkey is not known here. Use the link by email.
passkey-other = If it does not work on this device, sign in on another one, such as your phone, and add it there.

role-member = Member of the forum
role-representative = Parent representative
role-co-ordinator = Co-ordinator
role-steering-member = Member of the steering group
role-officer = Officer
role-sponsor = Sponsor
role-scrutineer = Scrutineer
role-finance = Finance
role-area-administrator = Area administrator
role-operator = Operator
