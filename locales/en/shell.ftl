### What stands around every page: header, navigation, footer.

language-name = English

shell-skip = Skip to the main part
shell-nav = Main parts
shell-nav-home = Is it working?
shell-nav-standards = Standards
shell-languages = Language
shell-breadcrumbs = You are here
shell-all-areas = All areas
shell-footer = About this service
shell-footer-about = About
shell-footer-accessibility = Accessibility
shell-footer-privacy = Privacy
shell-footer-demo = Accounts and mails of this demo
shell-footer-glossary = What words mean
shell-footer-record = The record
shell-footer-promise = Every result here is worked out from dated facts. None is typed in.
shell-unchecked = A native reader has not yet checked this translation. Where it seems wrong, the English page counts.
shell-notice = Good to know

# $day (String) - a day in words
shell-as-of = As known on { $day }
shell-as-of-later = What happened later was not looked at.

shell-nav-meetings = Meetings
shell-nav-organisations = Who takes part
shell-sign-in = Sign in
shell-your-page = Your page
shell-sign-out = Sign out
shell-desk = Desk
shell-account = You
shell-said = Done

said-signed-in = You are signed in.
said-signed-out = You are signed out.
said-signed-out-elsewhere = That browser is signed out.
said-signed-out-unused = You were away for a while, so we signed you out. Sign in again to go on.
said-signed-out-in-time = You have been signed in for as long as is safe. Sign in again to go on.
said-name-kept = Your name was saved.
said-passkey-added = The passkey was added. You can use it the next time you sign in.
said-passkey-removed = The passkey was removed.
said-invitation-accepted = You accepted the invitation.
said-follow-kept = Kept. We write to you as you chose.
said-calendar-ended = The address of your calendar is gone. It opens nothing any more.
