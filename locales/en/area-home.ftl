### The first page of an area: is it working here?

# $area (String)
area-home-heading = Is it working in { $area }?
area-home-lead = Parent carers and services agreed how to work together. This page shows whether they kept to it.
area-home-found = How often the standards were kept

# $share (String) - "7 of 9"
area-home-kept = Kept { $share } that could be measured.

# $rapid (String)
# $announced (String)
# $share (String) - "7 of 9"
area-home-rapid = Announced at short notice, against the agreement: { $rapid } of { $announced } meetings. Without them: kept { $share } that could be measured.

# $share (String)
# $low (String)
# $high (String)
area-home-share = That is { $share }. By chance alone it could lie between { $low } and { $high }.
area-home-too-few = That is too few to say how it is going.
area-home-none-measured = Nothing could be measured yet.
area-home-nothing = There is nothing in the record yet. It fills as meetings are called and papers are shared.
area-home-see-all = See every result with its sum

# $area (String)
area-home-trend = { $area } beside its own past
area-home-trend-lead = Each column is three months, named by the first of them. The full part is what was kept, the striped part what was missed.
area-home-trend-none = There is no past to show yet.
area-home-trend-few = A dashed column has fewer than five results, which is too few to say.
area-home-trend-table = The same as a table
area-home-quarter = Three months
area-home-kept-of = Kept, of measured
area-home-not-measured = Not measured

area-home-standards = Standard by standard
area-home-standard = Standard
area-home-order = They stand in the order of the charter. This is history, not a league table.

area-home-coming = What is coming up
area-home-saved = Date to keep free, not announced yet
area-home-coming-none = No meeting or consultation is planned in the record.
area-home-changes = What changed lately
area-home-changes-none = Nothing was added to the record lately.

area-home-who = Who works together here
area-home-council = Council
area-home-forum = Parent carer forum
area-home-forum-none = There is none yet
area-home-charters = Agreements

# $day (String)
area-home-charter-since = kept here since { $day }

act-described = Described
act-announced = Announced
act-rescheduled = Given a new date
act-cancelled = Called off
act-papers = Papers shared
act-minutes = Notes published
act-opened = Opened for views
act-closed = Closed
act-responded = Answered
act-decided = Decided
act-promised = Promised
act-paid = Paid
act-added = Added to the record
act-area-opened = The record was begun
act-organisation-registered = Joined
act-organisation-renamed = Given a new name
act-organisation-ended = Ended
act-stage-changed = Stage changed
act-charter-adopted = Agreement taken up
act-charter-ended = Agreement ended
act-fact-recorded = Something known was added
act-people-told = People were told, and by which way was noted
act-claim-recorded = A claim was added
act-corrected = Put right
act-date-saved = Date saved
act-closing-moved = Closing day moved
act-excused = Reason given
act-struck = Struck out
act-withdrawn = A text was taken back
