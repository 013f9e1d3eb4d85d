### Standards and results: the charter, every result with its sum, filters; one meeting; one organisation.

# $area (String)
standards-heading = What was agreed in { $area }, and what became of it
standards-lead = Each result is worked out from dated facts. Open one to see its sum and where its facts come from.
standards-source = Source
standards-file = The whole agreement as a file
standards-none = This area has not taken up an agreement yet.
standards-school-terms = School holidays are counted from the term dates of
standards-results = Every result
standards-filter = Choose what to see
standards-filter-standard = Standard
standards-filter-result = Result
standards-filter-organisation = Organisation
standards-filter-from = From this day
standards-filter-to = Up to this day
standards-filter-day-hint = Such as 2021-06-14
standards-filter-any = All
standards-filter-show = Show
standards-filter-clear = Show everything again
standards-csv = Take these results with you as a table (CSV)

# $first (String)
# $last (String)
# $total (String)
standards-showing = Results { $first } to { $last } of { $total }
standards-no-results = There is no result like this.
pages-label = Pages of results
pages-previous = Previous
pages-next = Next

# $number (String)
pages-page = Page { $number }

finding-rests-on = Rests on
finding-recorded = the record
finding-claimed = a claim: somebody says so, it is not recorded
finding-undated = nothing recorded with a date
finding-act-by = Last day to keep it
finding-source = Source
finding-organiser = Organised by
finding-many = Many taken together

told-beside = This meeting has other times too. Come to the one that suits you:
told-series = This meeting is one of a series. The others are:
told-heading = What it is about
told-level = How far people are taken in
told-level-inform = They are told
told-level-consult = They are asked. Others decide, and say why.
told-level-participate = They work on it together with others, who decide and say why.
told-level-co-produce = They decide together with others, as equals.
told-purpose = What it is for
told-open = What is still open
told-decided = What is decided already
told-used = What becomes of what you say
told-ways = How you can take part
told-venue = In a room
told-online = By video
told-phone = By phone
told-joining = How to join is told to those who come.
told-withdrawn = These words were taken back.
told-off = This meeting is called off.
told-rapid = Announced at short notice: the agreement was not kept. The reason is below.

subject-results = What became of each standard
subject-results-none = No standard was in force for this.
subject-facts = What the record holds
subject-facts-none = The record holds no date or number for this.
subject-claims = What somebody says
subject-claims-lead = A claim tells you where to look. It is never counted as measured.
subject-excuse = Reason given

# $who (String)
subject-excuse-agreed = agreed by { $who }
subject-excuse-not-agreed = nobody is named who agreed to it, so it does not excuse
subject-body = Group
subject-source = Where the facts come from
subject-source-record = This record saw each step as it was taken.
subject-yes = Yes
subject-no = No

fact-announced = Announced
fact-save-the-date = Date saved, without time and place
fact-starts = Takes place
fact-ends = Ends
fact-opened = Opened
fact-closed = Closes
fact-responded = Answered
fact-agenda = Agenda open
fact-papers = Papers shared
fact-minutes = Notes published
fact-submitted = Sent in
fact-paid = Paid
fact-cancelled = Called off
fact-rescheduled = Given a new date
fact-due = To be done by
fact-interpreter = Interpreter booked
fact-evening = In the evening
fact-ways = Ways to take part

organisation-lead = This is one organisation beside its own past. It is not set against any other: they do different work with different means.

# $name (String)
organisation-trend = { $name } over time
organisation-all = See every result of this organisation
organisation-nothing = There are no results for this organisation yet.
