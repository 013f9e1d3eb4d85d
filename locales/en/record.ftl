### The record: its acts, each by itself, and how anybody checks it.

record-acts = What was done
record-filter-act = What was done
record-filter-meeting = Meeting or other matter
# $fact (String)
# $told (String)
record-filter-fact = { $fact }; { $told }
record-filter-none = Nothing in the record fits what you chose.
# $place (String) - counted from 0
record-entry = Entry { $place }
record-waiting = Waiting to be signed, usually within half a minute
record-unsigned = Not signed yet: this service has signed no record for this area
record-more = About this act, with its receipt
record-receipt = Receipt
record-reason-gone = A reason was given. It was withdrawn.
record-check = How to check this record yourself
# $entries (String)
record-check-says = You need nobody’s word for it, ours included. { $entries } entries are signed, one after the other. If one of them were changed, left out or put in later, the signature would no longer fit.
record-check-copy = Take a copy of everything, and have every signature and every result worked out anew:
record-check-receipt = Or check one receipt, with the key of the record that you noted earlier:
record-files = Files for other programs
record-checkpoint = The signed checkpoint
record-key = The public key
record-lines = All entries with their texts, as JSON lines
record-copy = How to take a copy

act-when = When
act-who = Who
act-about = About
act-place = Place in the record
act-receipt-heading = Receipt
act-receipt = Download a receipt: it proves this later without us
act-receipt-check = Keep the file. To check it, without asking anybody, you need this program and the key:
act-receipt-waiting = This is done and public. It is about to be signed, usually within half a minute. Then its receipt is here.
act-again = Look again
act-entry = The exact entry
act-entry-says = This is what is signed, to the letter. It holds no words: a fingerprint stands for each text, so that a text which must go can be withdrawn without changing the record.
act-texts = The texts that belong to it
act-texts-says = The salt, decoded from hexadecimal, and the text behind it, have this SHA-256. So nobody can put another text in its place.
act-text = Text
act-salt = Salt
act-commitment = Fingerprint in the entry
# $day (String)
# $reason (String)
act-text-withdrawn = This text was withdrawn on { $day } because { $reason }.
act-text-missing = This text is not here.
act-withdraw = Take back a text of this act

withdrawal-personal = it told of somebody who can be recognised
withdrawal-legal = a court or a law asks for it
withdrawal-erasure = somebody asked for their data to be erased
withdrawal-safety = it could put somebody in danger
withdrawal-copyright = it belonged to somebody else
