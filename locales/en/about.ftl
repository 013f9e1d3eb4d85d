### About, accessibility, privacy and what the words mean.

about-heading = About this service
about-lead = Alongside helps parent carers and services to work together as they agreed, and shows in the open whether they did.
about-how = How it works
about-how-1 = Both sides agree on standards, such as three weeks' notice of a meeting. The standards are a file that anyone can read.
about-how-2 = What happens is written down with its date: when a meeting was announced, when its papers came, when its notes were out.
about-how-3 = The service holds the dates against the standards. Nobody types a result in, and nobody can take one away.
about-fair = Fair to everyone
about-fair-1 = Where there is no evidence, we say so. It is never counted as kept.
about-fair-2 = What somebody says is shown as a claim. It is never counted as a record.
about-fair-3 = No place is ranked against another. Each stands beside its own past.
about-range = The share and its range
about-range-1 = A share from a few results can be high or low by chance. So a range stands beside it. If things go on in the same way, the true share is very likely to lie inside.
about-range-2 = With fewer than five results we write “too few to say”. (The range is Wilson's 95 % interval.)

accessibility-heading = Accessibility
accessibility-lead = We want everyone to be able to read and use these pages.
accessibility-can = What you can do
accessibility-can-1 = Make the text four times as large, and read on a narrow phone without moving sideways.
accessibility-can-2 = Use the keyboard alone, a screen reader, your own colours, or a dark screen.
accessibility-can-3 = Switch scripts off. The pages work without them.
accessibility-can-4 = Print every page.
accessibility-not = What does not work yet
accessibility-not-1 = The sums, the agreements and the pages for staff are in English only, whatever language you choose.
accessibility-not-2 = Papers that others put on their own sites may not be accessible. Ask the organisation for another form.
accessibility-how = How we check
accessibility-how-1 = We hold these pages to level AA of the Web Content Accessibility Guidelines 2.2. Every page is tested by a program in light and dark, wide and narrow. People have not tested all of them yet.
accessibility-tell = Tell us

# $contact (String)
accessibility-tell-1 = If something does not work for you, write to { $contact }. Say which page, and what you use.

privacy-heading = Privacy
privacy-lead = You can read everything that is public here without saying who you are.
privacy-read = When you read
privacy-read-1 = We set cookies only to remember the language you chose, to know that a form comes from the browser that opened it, and to keep you signed in. Nobody follows you from page to page.
privacy-shown = Who is shown
privacy-shown-1 = No child is ever named. Grown-ups are shown by their role where the role is enough.
privacy-shown-2 = Numbers so small that someone could be known by them are held back.
privacy-meetings = When you say that you come to a meeting
privacy-meetings-1 = Your name and what you need are seen by those who prepare the meeting and by nobody else, and are deleted a month after it. Your email address they see only if you tick it. If you say that you cannot come, only the reason is kept, and nobody sees who gave it.
privacy-told = When you ask for updates
privacy-told-1 = We keep your address or phone number, your language and what you asked for, until you stop it with the link in any message. What nobody confirms is forgotten after a day. The machine alone writes there: nobody here can see who follows what, only how many, and never a number under five. A text message passes through the company that sends it.
privacy-told-2 = Each message has a link of its own. Whoever has that message can use it to change or stop the updates for a year, and for nothing else.
privacy-told-3 = If you make an address for your own calendar, whoever has it sees which meetings you come to and what you follow. We keep only a mark by which we know the address again. You can take it away at any time on your page.
privacy-ask = Your rights

# $contact (String)
privacy-ask-1 = You can ask what is held about you, have it put right, or have it taken away. Write to { $contact }.
privacy-ask-2 = If you are not content with the answer, you can complain to the Information Commissioner's Office (ICO).

glossary-heading = What words mean
glossary-lead = We use the same word for the same thing everywhere.
glossary-parent-carer = Parent carer
glossary-parent-carer-means = Someone who brings up a disabled child or young person.
glossary-forum = Parent carer forum
glossary-forum-means = A group of parent carers who speak with services on behalf of families in an area.
glossary-charter = Charter
glossary-charter-means = What both sides agreed, as a list of standards with dates.
glossary-standard = Standard
glossary-standard-means = One line of a charter that can be tested, such as three weeks' notice of a meeting.
glossary-finding = Result
glossary-finding-means = What a standard came to for one meeting, consultation or the like.
glossary-fact = Fact
glossary-fact-means = Something with a date or a number that is known about a meeting or the like.
glossary-record = Record
glossary-record-means = The list of what was done in public in an area. It is added to and never changed.
glossary-consultation = Consultation
glossary-consultation-means = A call for views that is open for some time.
glossary-working-day = Working day
glossary-working-day-means = Monday to Friday, without bank holidays.
glossary-results = The results
