### Who could come to meetings.

who-heading = Who could come
who-lead = What people told us about the meetings of the last 12 months: who wanted to come, who could not, and why. Anybody can say so on the page of a meeting, with or without an account.
# $step (Number)
who-rounded = Numbers of people are given to the nearest { $step }, and never for fewer than { $step }, so that nobody can be recognised. They are what people told us here: those who told us nothing are not counted.
who-none = No meeting of the last 12 months is in the record.
who-meetings = When meetings were
who-time-day = In the daytime
who-time-evening = In the evening
who-time-weekend = At the weekend
who-time-unknown = At an hour we do not know
# $count (Number)
# $all (Number)
who-count-of = { $count } of { $all }
who-notice = How early people were told
# $days (Number)
# $count (Number)
who-notice-usual = Half of them were told { $days } days ahead or earlier. We know it of { $count } meetings.
who-notice-unknown = We do not know it of any of these meetings.
who-people = What people said
who-wanted = Wanted to come
who-waited = Of them, found no place
who-first = Of them, came for the first time
# $said (String)
who-first-of = of { $said } who said whether it was
who-cannot = Could not come
who-reasons = Why people could not come
who-reasons-none = Nobody told us that they could not come.
who-nobody = nobody
# $step (Number)
who-few = fewer than { $step }
# $count (Number)
who-about = about { $count }
who-each = Each meeting
# $days (Number)
who-days =
    { $days ->
        [one] { $days } day’s notice
       *[other] { $days } days’ notice
    }
# $count (String)
who-wanted-line = Wanted to come: { $count }
# $count (String)
who-cannot-line = could not: { $count }
