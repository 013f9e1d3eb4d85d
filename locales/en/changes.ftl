### What is different between two days.

changes-heading = What changed

# $from (String) - a day in words
# $to (String)
changes-lead = What is different between the end of { $from } and the end of { $to }, as the record has it.
changes-from = From the end of
changes-to = To the end of
changes-button = Show what changed
changes-none = Nothing is different.
changes-area = Who takes part, and what was agreed
changes-subjects = Meetings and other matters
changes-new = New

# $name (String)
changes-joined = { $name } takes part
# $name (String)
changes-ended = { $name } no longer takes part
# $name (String)
# $stage (String)
changes-stage = { $name } is now: { $stage }
# $title (String)
changes-adopted = Adopted: { $title }
changes-nothing = nothing known
changes-not-asked = not asked

# $before (String)
# $after (String)
changes-from-to = { $before } → { $after }
changes-link = See what changed between two days
