### A copy of an area's pages, which opens from a folder.

# $origin (String) - the address of the service
# $when (String) - a day and the time in words
copy-banner = This is a copy of { $origin }, made on { $when }. It does not change any more.
copy-more = What is in this copy, and how to check it

# $place (String)
copy-heading = A copy of { $place }
copy-lead = All that is public here can be kept as one folder. It opens from a memory stick, without the internet, in any browser.
copy-get = How to get one

# $contact (String) - a mail address, or the address of a page
copy-get-1 = Anyone may have a copy. Ask whoever runs this service: { $contact }. They make it with this command:
copy-in = What is in it
copy-in-pages = Every public page, in every language, with its sums.
copy-in-files = The charters, the results and the calendars, as files that other programs read.
copy-in-record = The signed record in the folder “record”, and all that is needed to check it.
copy-in-no-record = No signed record: this service had no key to sign one with.
copy-not = What is not in it
copy-not-online = What works only online, such as answering a meeting. Links that lead there say “online”.
copy-not-private = Anything that was not public, and texts that were taken back before the copy was made.
copy-check = How to check it
copy-check-files = To see whether a file was damaged, run this in the folder of the copy:
copy-check-record = To see whether somebody changed the record or a result, and have every result worked out anew:
copy-check-alone = To check the record without Alongside, with Python alone:
copy-check-key = Whoever changed a copy could have changed its key too. So compare the key with one that you have from elsewhere, such as the page of the record online or a copy that somebody else keeps.
copy-online = online
