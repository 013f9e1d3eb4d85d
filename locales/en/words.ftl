### Small words that many pages use: days, numbers, results.

# $weekday (Number) - 1 for Monday to 7 for Sunday
# $day (Number) - the day of the month
# $month (String) - the month in words
# $year (Number)
day = { NUMBER($weekday) ->
    [1] Mon
    [2] Tue
    [3] Wed
    [4] Thu
    [5] Fri
    [6] Sat
   *[7] Sun
} { $day } { $month } { $year }

# $day (String) - a day in words
# $time (String) - such as 7:30pm
day-and-time = { $day } at { $time }

# $month (Number)
month = { NUMBER($month) ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}

# $month (Number)
month-short = { NUMBER($month) ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] June
    [7] July
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[12] Dec
}

# $first (String) - the first month
# $last (String) - the last month
# $year (Number)
quarter = { $first } to { $last } { $year }

# $figure (Number) - a whole number from 0 to 100
percent = { $figure }{"\u00A0"}%

outcome-kept = Kept
outcome-missed = Missed
outcome-excused = Excused
outcome-no-evidence = No evidence
outcome-due = Not due yet
outcome-claimed-kept = Claimed kept
outcome-claimed-missed = Claimed missed
outcome-kept-means = The record shows that the standard was kept.
outcome-missed-means = The record shows that the standard was not kept, and by how much.
outcome-excused-means = It was not kept, for a reason that somebody agreed to. The result names both.
outcome-no-evidence-means = What would show it is not in the record. This is never counted as kept.
outcome-due-means = The last day to keep the standard has not passed.
outcome-claimed-kept-means = Somebody says it was kept. The record does not show it.
outcome-claimed-missed-means = Somebody says it was missed. The record does not show it.

# $kept (String)
# $measured (String)
kept-of = { $kept } of { $measured }
none-measured = none measured
too-few = too few to say

# $share (String)
# $low (String)
# $high (String)
share-range = { $share }, between { $low } and { $high }

strength-law = Law
strength-agreed = Agreed
strength-ideal = Good practice
strength-law-means = The law requires it
strength-agreed-means = Both sides agreed it
strength-ideal-means = Good practice. To miss it is not unlawful

kind-meeting = Meeting
kind-consultation = Consultation
kind-claim = Expenses claim
kind-project = Project
kind-promise = Promise
kind-report = Report
kind-body = Group or board
kind-complaint = Complaint

not-stated = not stated
in-english = The sums and the charters are in English.

thousands-mark = ,
# "12" where the hours of a day are counted to twelve with am and pm, else "24".
hours-of-the-day = 12

# $name (String)
table-of = Table: { $name }

# $message (String)
error-prefix = Error: { $message }
error-summary = There is something to put right

# Stands between the parts of a list, with a space after it.
list-mark = ,
