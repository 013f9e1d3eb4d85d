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
shell-footer-glossary = What words mean
shell-footer-record = The record
shell-footer-promise = Every result here is worked out from dated facts. None is typed in.
shell-unchecked = A native reader has not yet checked this translation. Where it seems wrong, the English page counts.
shell-notice = Good to know

# $day (String) - a day in words
shell-as-of = As known on { $day }
shell-as-of-later = What happened later was not looked at.
