### The desk of an area. These pages are in English only.

language-name = English

# $area (String)
desk-heading = The desk of { $area }
desk-lead = What you can do here.

# $count (String)
desk-told = { $count } people get updates about this area. Nobody can see who they are.
desk-told-few = Fewer than five people get updates about this area, so the number is not shown. Nobody can see who they are.
desk-nothing = Your roles do not let you change anything here yet. Ask whoever looks after this area.
desk-due = What is due next
desk-due-none = Nothing is due. The agreement asks for nothing that has not been done.
# $day (String)
desk-overdue = Was due by { $day }
desk-late = late
desk-tell-now = Now
desk-tell-means = It is announced on the website, and not noted yet that people were told in another way.
desk-why = Why?
# $count (String)
desk-more = And { $count } more after these.
desk-back = Back to the desk
desk-meetings = Meetings
desk-meetings-means = Plan a meeting to a date that keeps the agreement, announce it, move it or call it off.
desk-import = Load a sheet
desk-import-means = Bring meetings and other things from a spreadsheet or a calendar into the record. You see what would change first.
desk-people = People and invitations
desk-people-means = See who holds which role, end a role, and invite people by email.
desk-organisations = Organisations
desk-organisations-means = Register who takes part, and say how far the forum is.
desk-charters = Agreements
desk-charters-means = Take up a charter, or a new version of one, from a day.
desk-settings = Settings
desk-settings-means = The colour, the logo, whom to write to, and what is asked of staff.

said-sheet-loaded = The sheet was loaded. The record and every page show it now.
said-invitation-sent = The invitation is on its way.
said-invitation-taken-back = The invitation was taken back.
said-role-ended = The role was ended.
said-organisation-registered = The organisation was registered.
said-stage-changed = The forum's stage was changed.
said-charter-ended = The agreement will end. What is made public before that day is still held against it.
said-meeting-announced = The meeting is announced. Everyone can see it now.
said-meeting-moved = The meeting has a new date. Everyone can see it now.
said-meeting-called-off = The meeting is called off. Everyone can see it now.
said-people-told = It is noted. Everyone can see how people were told.
said-done-noted = It is noted. Everyone can see it now.
said-plan-given-up = The plan was given up.
said-date-saved = The date is saved. Everyone can see that it is to be kept free.
said-charter-adopted = The agreement was taken up. Every result was worked out anew.
said-settings-kept = The settings were saved.
said-logo-kept = The logo was saved. Every page shows it now.
said-logo-removed = The logo was taken away.
said-area-opened = The area was opened.
said-job-revived = The job will be tried again.

import-heading = Load a sheet
import-lead = Choose a spreadsheet or a calendar. Nothing changes until you have seen what it would do and pressed a button.
import-file = The file
# $megabytes (Number)
import-file-hint = CSV, Excel (XLSX), OpenDocument (ODS), JSON or calendar (ICS), up to { $megabytes } megabytes. Leave out names of children and families: everything in it becomes public.
import-organisation = In whose name?
import-organisation-hint = The record will say that this organisation added it.
import-see = See what it would change
import-how = What the columns are called
import-how-1 = Each row is one meeting or the like, with a column “id” that stays the same for ever.
import-how-2 = Columns for dates are called as in the record: announced, starts, papers, minutes. Days are written 2021-06-14 or 14/06/2021.
import-how-3 = You can load the same file again. What is in the record already stays as it is.

problems-heading = This file cannot be loaded yet
# $file (String)
problems-lead = Nothing was changed. Mend these in { $file }, then choose the file again.
# $shown (String)
# $total (String)
problems-shown = The first { $shown } of { $total }:

preview-heading = This is what would change
# $file (String)
preview-lead = From { $file }. Nothing has changed yet.
preview-new = New
preview-changed = Changed
preview-unchanged = As it is
preview-nothing = The record holds everything in this file already. There is nothing to load.
preview-notes = Good to know
preview-table = What is new or changes
preview-what = What
preview-values = Values
# $shown (String)
# $total (String)
preview-shown = The first { $shown } of { $total }
# $was (String)
# $now (String)
preview-was-now = { $was } becomes { $now }
preview-empty = nothing
# $now (String)
preview-added = { $now }, not in the record before
preview-confirm = Put this into the record
preview-confirm-means = This is public at once, and is not taken out later. Mistakes are put right by loading a corrected file.
preview-other = Choose another file

people-heading = People and invitations
people-lead = Only those who look after this area see this page. Who a forum's members are is for the forum alone.
people-held = Who holds which role
people-held-none = Nobody holds a role here yet.
people-name = Name
people-unnamed = No name yet
people-role = Role
people-since = Since
# $day (String)
people-from = since { $day }
# $role (String)
# $name (String)
people-end = ({ $role }, { $name })
people-end-short = End this role
people-sent = Invitations on their way
people-sent-none = No invitation is open.
# $day (String)
people-until = open until { $day }
people-take-back = Take back
# $email (String)
people-take-back-of = the invitation to { $email }
people-invite = Invite someone
people-invite-lead = They get one email and sign in with that address. Nobody else sees it.
people-email = Their email address
people-offer = What will they do?
people-send = Send the invitation

role-member-means = A parent carer who belongs to the forum or group
role-representative-means = Speaks for parent carers in meetings
role-co-ordinator-means = Runs the forum from day to day
role-steering-member-means = One of those who steer the forum
role-officer-means = Works for the service and keeps its part of the record
role-sponsor-means = The senior person who answers for the agreement
role-scrutineer-means = Looks on and asks questions
role-finance-means = Pays claims
role-area-administrator-means = Looks after the settings and the people of the area
role-operator-means = Runs the machine

register-heading = Organisations
register-lead = Everyone who takes part in this area. Each answers for the data it holds.
register-none = None is registered yet.
register-there = Who is registered
# $stage (String)
register-stage = Stage: { $stage }
# $name (String)
register-stage-new = New stage of { $name }
register-stage-button = Change the stage
register-new = Register an organisation
register-name = What is it called?
register-name-hint = Its full name, as it writes it. It becomes public.
register-kind = What is it?
register-button = Register it

meetings-heading = Meetings
meetings-lead = Plan a meeting one question at a time. You see what the agreement says of each date before anything is public.
meetings-organisation = In whose name?
meetings-plan = Plan a meeting
meetings-plans = Plans you have begun
meetings-unnamed = A meeting without a name yet
meetings-give-up = Give it up
meetings-coming = Coming up
meetings-none = No meeting is coming up.
meetings-off = called off
meetings-change = Move it or call it off
meetings-tell = Tell people
meetings-saved = date to keep free
meetings-announce = Plan and announce it
meetings-save = Save a date
meetings-save-means = People can keep it free before time and place are known. It is no notice.
date-heading = Save a date
date-lead = Everyone sees that the date is to be kept free. It is no announcement: the notice that the agreement asks for is counted from the day on which you announce the meeting with time and place.
date-button = Save the date

meeting-heading = Move a meeting or call it off
meeting-public = The page that everyone sees
meeting-move = Give it another date
meeting-move-lead = The notice is counted anew from now: people have to arrange their lives again.
meeting-move-saved = It is still no announcement: nobody is written to, and the calendars show the new day.
meeting-move-saved-button = Keep the new day
# $weeks (Number)
meeting-sign-language = Interpreters of British Sign Language advise booking { $weeks } weeks ahead, and this meeting is sooner. If somebody may need one, ask today whether one is free.
meeting-day = On which day is it now?
meeting-why = Why is it moved?
meeting-why-hint = One sentence. It becomes public. Name nobody.
meeting-move-button = Move the meeting
meeting-off = Call it off
meeting-off-lead = It stays on the record as called off. It cannot be taken up again: plan a new one.
meeting-off-why = Why is it called off?
meeting-off-button = Call the meeting off

# $here (String)
# $all (String)
plan-place-of = Question { $here } of { $all }
plan-back = Back
plan-continue = Continue
plan-heading-purpose = What is the meeting for?
plan-heading-level = How far are people taken in?
plan-heading-input = What can people still change?
plan-heading-ways = How can people take part?
plan-heading-dates = When is it?
plan-title = What is it called?
plan-title-hint = As it will stand in calendars, such as “Short breaks: choosing next year’s activities”.
plan-purpose = What is it for?
plan-purpose-hint = In words that somebody understands who has never been to one.
plan-body = Which group or project does it belong to?
plan-body-hint = Such as “SEND board” or “Short breaks review”. Leave it empty if it belongs to none.
plan-level = How far are people taken in?
plan-level-hint = Say what will really happen. The meeting is held against it.
level-inform = They are told
level-inform-means = You explain what is happening. Nothing is asked.
level-consult = They are asked
level-consult-means = You ask what people think. You decide, and say why.
level-participate = They work on it with you
level-participate-means = You work on it together. Somebody else decides, and says why.
level-co-produce = They decide with you
level-co-produce-means = From the first question to the decision, as equals.
plan-open = What is still open?
plan-open-hint = What people can change by coming.
plan-decided = What is decided already?
plan-decided-hint = Money, law, or a choice that was made. Write “Nothing” if nothing is.
plan-used = What becomes of what people say?
plan-used-hint = Who reads it, who decides, by when, and how people hear of it.
plan-means = How can people take part?
plan-means-hint = Choose all that apply.
means-venue = In a room
means-online = By video
means-phone = By phone
plan-place = Where is the room?
plan-place-hint = Name and address, with the postcode. It becomes public. Leave it empty if there is no room.
plan-dates-lead = For each time you see whether it keeps the agreement if you announce it now.
plan-times = The times so far
plan-first-time = Choose a time
plan-another-time = Add another time
plan-offers = The next days that keep the agreement if you announce it now:
plan-pair = Some people can only come in the daytime, others only in the evening. Offer both for the same meeting:
# $when (String)
plan-pair-button = Add { $when }
plan-every = Does it come again?
plan-every-hint = Each meeting of a series is held against the agreement by itself. Days in holidays, and days of the faiths that we know of, are left out. Where the dates of the schools here are not known, the usual ones in England are used: check them.
plan-every-once = No
plan-every-week = Every week
plan-every-two-weeks = Every two weeks
plan-every-four-weeks = Every four weeks
plan-every-month = Every month, on the same weekday of the month
plan-every-half-term = Once in each half of a school term
plan-times-in-all = How many meetings in all?
plan-times-in-all-hint = From 2 to 12. Only for a series.
plan-series = These are meetings of one series. Each has its own page and its own notice.
plan-left-out = Left out of the series:
plan-day = On which day?
plan-day-hint = Such as 14 June 2027
plan-from = From when?
plan-from-hint = Such as 18:00
plan-to = Until when?
plan-to-hint = Such as 19:30. You may leave it empty.
plan-add-time = Add this time
plan-remove = Take it out
plan-keeps = Keeps the agreement
plan-breaks = Breaks the agreement
plan-to-do = What to do by when
# $day (String)
plan-by = By { $day }
# $starts (String)
# $ends (String)
plan-from-to = { $starts } to { $ends }

check-heading = Check before you announce it
# $organisation (String)
check-lead = Announced in the name of { $organisation }.
check-change = Change
check-change-times = Change the times
check-lacks = Something is still to say:
check-announce = Announce it
check-breaks = This breaks the agreement. You can announce it all the same if you say why, and what you do so that people can take part. Both become public. The meeting still counts as one that did not keep the agreement.
check-reason = Why can the agreement not be kept?
check-reason-hint = Name nobody.
check-measures = What do you do about it?
check-measures-hint = Such as a second session, a recording, or more time to write in.
check-public = When you press the button, all of this becomes public and is written into the record.
check-button = Announce the meeting
texts-none = Nobody who follows has asked for text messages.

# $people (String)
# $pieces (String)
texts-few = Fewer than { $people } people who follow get a text message. In all that is at most { $pieces } texts as providers count them.

# $cost (String)
texts-few-cost = They cost at most { $cost }.

# $people (String)
# $pieces (String)
texts-many = { $people } people who follow get a text message. In all that is { $pieces } texts as providers count them.

# $cost (String)
texts-many-cost = They cost about { $cost }.
meeting-texts = If you move it or call it off:

charters-heading = Agreements
charters-lead = A charter is a dated list of standards. Each meeting is held against the version that counted when it was made public.
charters-now = In force now
charters-now-none = No charter is in force.
charters-before = Before, and from later on
# $day (String)
charters-from = from { $day }
# $from (String)
# $until (String)
charters-from-until = from { $from } until the day before { $until }
charters-adopt = Take up a charter
charters-choose = Which?
charters-own = One of our own
charters-text = Its text
charters-text-hint = Only for one of your own: the whole file, in the TOML format for charters. Or choose the file below.
charters-file = Its file
charters-file-hint = Only for one of your own, in place of its text.
charters-end = End a charter
charters-end-lead = From that day on nothing new is held against it. To change a charter, take up its new version instead: the old one ends by itself.
charters-end-which = Which one ends?
charters-end-day = From which day does it no longer count?
charters-end-button = End it
charters-mistakes = What in the text cannot be read
charters-day = From which day does it count?
charters-day-hint = Such as 2021-06-14
charters-button = Take it up

done-why = Why
done-hint = Note it once parent carers have it. The day is public at once, and so is when you noted it. It names your organisation, and nobody in it.
done-day = On which day was it done?
done-button = Note it
channels-heading = Tell people
channels-words = Words to send
channels-words-lead = It stands on this website already. Copy these words, and change them as you like. Send them to people one by one, or so that nobody sees who else gets them.
channels-email = For an email
channels-email-hint = To those who asked you to write to them.
channels-text = For a text message
channels-text-hint = Short, because long ones are sent in parts.

# $units (String)
# $pieces (String)
channels-text-pieces = This is { $units } characters long. Providers count it as { $pieces }.
channels-whatsapp = For WhatsApp
channels-whatsapp-hint = The stars make the name bold.
channels-schools = For the newsletters of schools
channels-schools-hint = Ask schools to put it into what they send to parents.
channels-schools-first = For parents and carers of children and young people with special educational needs or disabilities:
channels-flyers = Flyers
channels-flyers-lead = One page to print and put up, with a code to scan. Each language has its own.
channels-noted = How people were told
channels-few = fewer than 5

# $mails (String)
channels-followers-mails = The service itself writes to those who follow: { $mails } by email.

# $texts (String)
channels-followers-texts = The service itself writes to those who follow: { $texts } by text message.

# $mails (String)
# $texts (String)
channels-followers = The service itself writes to those who follow: { $mails } by email, { $texts } by text message.
channels-which = Which ways did you use?
channels-which-hint = What you tick is public at once and stays in the record, for all times of this meeting. It names your organisation, and nobody in it.
channels-day = On which day?
channels-button = Note it

settings-heading = Settings
settings-colour = Colour
settings-colour-hint = Six figures or letters a to f, such as 6b2d73. We make it darker or lighter until it can be seen well.
settings-contact = Whom people can write to
settings-contact-hint = An email address. It is public.
settings-passkey = Are staff asked for a passkey?
settings-passkey-hint = A passkey keeps other people's data safe even if a mail account is not.
settings-passkey-yes = Yes, they cannot go on without one
settings-passkey-no = They are asked, and can go on without
settings-texts = Can people be told by text message?
settings-texts-hint = Each text costs money. Who pays for them is up to you and whoever runs this service.
settings-texts-yes = Yes, whoever follows can choose texts
settings-texts-no = No, by email alone
settings-witnesses = How many witnesses have to sign the record?
settings-witnesses-hint = Only when so many outside have signed does its page say that it is witnessed. The page of the record names them.
settings-button = Save
settings-logo = Logo
settings-logo-lead = A picture that stands before the name of the area at the head of every page.
settings-logo-now = This is shown now:
settings-logo-says-now = People who cannot see it are told:
settings-logo-file = The picture
settings-logo-another = Another picture
# $megabytes (Number)
settings-logo-file-hint =
    A PNG, JPEG or WebP file of up to { $megabytes } { $megabytes ->
        [one] megabyte
       *[other] megabytes
    }. It is made smaller to fit, and shown on a light ground. Nothing else that is in the file is kept.
settings-logo-says = What are people told who cannot see it?
settings-logo-says-hint = Write the words in the picture, or what it shows, such as “Two hands that meet”. If it says only the name of the area, write that name: it is not read out twice.
settings-logo-button = Save the logo
settings-logo-remove = Take the logo away

stale-heading = Somebody was faster
stale-lead = What this form is about was changed meanwhile. Nothing of yours was saved, so that you do not undo what they did without seeing it.
stale-typed = What you had typed
stale-do = Copy what you need, look at how it is now, and fill the form in again.
stale-back = See how it is now

operator-heading = The operator's page
operator-areas = Areas
operator-areas-none = There is no area yet.
operator-new-area = Open an area
operator-queue = What is waiting to be done
operator-due = Due now
operator-later = For later
operator-running = Being done
operator-buried = Could not be done
operator-jobs = What could not be done
operator-jobs-none = There is nothing. Everything that was to be done was done.
operator-kind = Kind
# $attempts (String)
operator-attempts = tried { $attempts } times
# $time (String)
operator-last = last { $time }
operator-error = What went wrong
# $kind (String)
operator-revive = Try { $kind } again
operator-revive-lead = A mail that may have gone out is not sent again by itself. Try it again only if nobody got it.
operator-keepers = Who looks after the service and its areas
operator-keepers-lead = There is always one operator: the role of the last cannot be ended.
operator-invite = Invite somebody
operator-invite-lead = Another operator, who can open areas and see what could not be done. Or somebody to look after one area.
operator-invite-to = To look after
operator-invite-all = The whole service, as an operator

area-form-heading = Open an area
area-form-name = What do people call it?
area-form-slug = Its name in addresses
area-form-slug-hint = Small letters, figures and hyphens, such as north-exampleshire. It never changes.
area-form-gss = Its code in the national register
area-form-gss-hint = A letter and eight figures, such as E09000014. Leave it empty if there is none.
area-form-council = What is its council called?
area-form-button = Open it

demo-heading = Try it out
demo-lead = Everything here is invented. Choose who you want to be; a link to sign in then comes under “Mails and text messages” on this page.
demo-accounts = Who you can be
# $name (String)
demo-sign-in = Sign in as { $name }
demo-mails = Mails and text messages
demo-mails-lead = The demo sends no mail and no text. What it would have sent stands here, newest first. Load this page again to see new ones.
demo-mails-none = There is nothing yet.
# $email (String)
demo-to = To { $email }

### Who comes to a meeting, and what is arranged for it.

replies-heading = Who comes
replies-link = Who comes
replies-private = Only those at your organisation who prepare meetings see this page. Names and needs are deleted a month after the meeting. Do not copy them elsewhere.
replies-coming = Coming
replies-coming-none = Nobody has said so yet.
# $count (Number)
replies-count =
    { $count ->
        [one] { $count } person
       *[other] { $count } people
    }
replies-waiting = Waiting for a place
replies-waiting-lead = In the order in which they get one. Nobody is chosen by hand.
replies-cannot = Cannot come
replies-cannot-none = Nobody has said so.
# $language (String)
replies-language = Language: { $language }
# $email (String)
replies-email = They may be written to: { $email }
replies-needs-all = What is needed
replies-needs-none = Nobody has asked for anything yet.
# $weeks (Number)
replies-sign-language = Somebody needs a British Sign Language interpreter. Interpreters advise booking { $weeks } weeks ahead, and this meeting is sooner: book today, and think of moving the meeting if none is free.
replies-interpreter = Somebody needs an interpreter. Share the papers two weeks before the meeting, so that they can prepare.
replies-arrange = What is arranged
replies-room = How many people does the room hold?
replies-room-hint = Leave it empty if there is space for everybody. People who come when it is full wait for a place.
replies-rule = Who gets the next place when it is full?
replies-rule-order = Whoever asked first
replies-rule-new-first = Those who say it is their first meeting, then whoever asked first
replies-joining = How do people join by video or phone?
replies-joining-hint = A link or a number. Only those who have said that they come this way are told, by email. It is never on a public page, in a calendar or in the record.
replies-save = Save
said-meeting-prepared = Saved. Whoever needs to know is told.

withdrawal-heading = Take back a text
withdrawal-back = Back to the act
withdrawal-lead = A text that must not stay, such as the name of a child, can be taken back. Use this for nothing else: a mistake is put right by another act, and both stay.
withdrawal-which = Which text is to go?
withdrawal-why = Why does it have to go?
withdrawal-why-hint = The page of the act will say this, and the day.
withdrawal-why-personal = It tells of somebody who can be recognised
withdrawal-why-legal = A court or a law asks for it
withdrawal-why-erasure = Somebody asked for their data to be erased
withdrawal-why-safety = It could put somebody in danger
withdrawal-why-copyright = It belongs to somebody else
withdrawal-words = Words that must go wherever they stand
withdrawal-words-hint = Such as a name. They are looked for in all texts of this area, and you are shown what was found. Leave it empty to look for the whole text alone.
withdrawal-go-on = Look where it stands
withdrawal-check = Nothing has gone yet. Read what goes and what does not. It cannot be undone.
withdrawal-all = These texts go
# $count (Number)
withdrawal-others = { $count ->
    [one] One more text holds these words. It was published by an organisation for which you may not do this: ask them, or whoever looks after the area.
   *[other] { $count } more texts hold these words. They were published by organisations for which you may not do this: ask them, or whoever looks after the area.
}
# $count (Number)
withdrawal-plans = { $count ->
    [one] One meeting that is planned and not announced holds these words. Its plan is given up.
   *[other] { $count } meetings that are planned and not announced hold these words. Their plans are given up.
}
withdrawal-goes = What goes
withdrawal-goes-text = The text and its salt, from the database. Nobody can bring them back, we included.
withdrawal-goes-shown = It is shown on no page, in no feed, file or mail from now on, and in no view of an earlier day.
withdrawal-stays = What does not go
withdrawal-stays-act = The act, its day, and a fingerprint from which nobody can find the text.
withdrawal-stays-copies = What was published already: copies and mirrors that others hold, mails that were sent, search engines. Ask whoever has them.
withdrawal-stays-backups = Backups, until they are deleted by their own rules. Tell whoever runs this service.
withdrawal-stays-sheets = Sheets that were sent in and not loaded. They go within a day.
withdrawal-button = Take it back for good
said-text-withdrawn = It was taken back. The act says so, and why.
meeting-acts = Everything done about it in public, with a receipt of each
