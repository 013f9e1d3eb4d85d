### Lists: subjects of one kind, organisations, the record.

# $month (String) - a month in words
# $year (Number)
month-of-year = { $month } { $year }

kind-meetings = Meetings
kind-consultations = Consultations
kind-claims = Expenses claims
kind-projects = Projects
kind-promises = Promises
kind-reports = Reports
kind-bodies = Groups and boards
kind-complaints = Complaints

# $kind (String) - many of one kind, such as Meetings
# $area (String)
subjects-heading = { $kind } in { $area }
subjects-lead = Beside each one you see how many standards were kept and how many were missed. Open it to see why.
subjects-coming = Coming up
subjects-past = What has been
subjects-undated = Without a day in the record
subjects-none = The record has none of these yet.
subjects-none-found = This organisation has none of these in the record.
subjects-no-results = no results yet
subjects-kinds = Other lists
subjects-calendar = Put all meetings into your calendar
subjects-ahead = See what is planned, month by month
# $area (String)
calendar-heading = What is planned in { $area }
calendar-lead = Six months at a time. A date to keep free is not announced yet, and no notice is counted from it.
calendar-none = Nothing is planned yet.
calendar-saved = Date to keep free
calendar-moved = Moved
calendar-off = Called off
calendar-earlier = The six months before
calendar-later = The six months after
calendar-months = Other months
calendar-saved-lead = Keep this date free. The meeting is not announced yet: this is no notice of it.
subjects-filter = Choose whose to see

# $first (String)
# $last (String)
# $total (String)
list-showing = { $first } to { $last } of { $total }

# $area (String)
organisations-heading = Who takes part in { $area }
organisations-lead = These organisations work together here. They stand in the order of their names. Nobody is ranked.
organisations-none = No organisation is in the record yet.
organisations-stage = How far the forum is

organisation-council = Council
organisation-forum = Parent carer forum
organisation-nhs-body = NHS body
organisation-support-group = Support group
organisation-school = School
organisation-host = Organisation that hosts a forum

stage-none = not begun
stage-forming = forming
stage-established = established
stage-dormant = resting
stage-closed = closed
stage-none-means = There is no forum yet.
stage-forming-means = Parent carers are setting it up.
stage-established-means = It has its members, its steering group and its rules.
stage-dormant-means = It is there, but it is not active now.
stage-closed-means = It has ended.

# $area (String)
record-heading = The record of { $area }
record-lead = This is what organisations did in public, newest first. Each line is an act: something done at one time by one organisation.
record-corrections = Nothing here is changed or taken out later. A mistake is put right by another act, and both stay.
record-none = The record is empty. It fills as meetings are called and papers are shared.
record-feed = Follow what changes (Atom feed)

# $name (String)
record-by = by { $name }
record-by-unknown = by an organisation whose name is no longer shown

# $name (String)
# $from (String)
# $to (String)
record-stage = { $name }, from { $from } to { $to }

# $title (String)
# $day (String)
record-charter = { $title }, from { $day }
record-reason = Reason given

subject-calendar = Put it into your calendar
subject-calendar-body = Put all meetings of this group into your calendar
subject-flyer = A flyer to print
# $title (String)
flyer-title = Flyer: { $title }
flyer-back = Back to the meeting
flyer-print = Print this page: everything around the flyer stays off the paper.
flyer-pdf = The flyer as PDF, one page A4
flyer-pdf-none = There is no PDF of this flyer: our type for it lacks some of these letters, or there is more than fits on a page. Print this page instead. Most browsers can save it as PDF too.
# $organiser (String)
flyer-over = { $organiser } invites you
flyer-over-none = You are invited
flyer-when = When
# $how (String)
# $place (String)
flyer-way = { $how }: { $place }
flyer-more = Everything about it, and how you can take part, is here:
flyer-code = Code to scan with a phone. It leads to the address beside it.
# $contact (String)
flyer-questions = Questions? Write to { $contact }
told-by = How people were told
# $how (String)
# $day (String)
told-by-line = { $how }: { $day }
told-by-website = On this website
told-by-email = By email
told-by-text = By text message
told-by-whatsapp = On WhatsApp
told-by-schools = Through schools
told-by-flyer = By flyers
subject-acts = What was done, and when
