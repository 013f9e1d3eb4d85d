### A page as it stood on a day that is over.

# $day (String) - a day in words
stood-banner = You are looking at this page as it stood at the end of { $day }. It is rebuilt from the record.

# $day (String)
# $began (String) - the day on which the record began
stood-before = The record began on { $began }, which is later. This is what is known now, judged as of { $day }.
stood-now = See it as it is now
stood-label = See this page as it stood on
stood-hint = What was public at the end of that day. Texts that were taken back since are not shown.
stood-button = Show that day
