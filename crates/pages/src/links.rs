//! Links: the address of every page, in one place.
//!
//! Each pattern is what a router mounts; each function fills one in. Addresses never break: a page
//! that moves keeps its old pattern here.

mod behind;
mod open;

pub use behind::*;
pub use open::*;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// The first page of the instance: its areas.
pub const HOME: &str = "/";
/// What the service is.
pub const ABOUT: &str = "/about";
/// The accessibility statement.
pub const ACCESSIBILITY: &str = "/accessibility";
/// What is kept of whom, and why.
pub const PRIVACY: &str = "/privacy";
/// What the words mean.
pub const GLOSSARY: &str = "/glossary";
/// A file of the look: style, font, icon, script.
pub const ASSET: &str = "/assets/{file}";
/// A small stylesheet for one colour, six hexadecimal figures.
pub const BRAND: &str = "/brand/{colour}/area.css";
/// The logo of an area, by the name of its file.
pub const LOGO: &str = "/{area}/logo/{file}";
/// The first page of an area: is it working here?
pub const AREA: &str = "/{area}";
/// Standards and findings of an area.
pub const STANDARDS: &str = "/{area}/standards";
/// The file of a charter that was adopted, by the digest that acts name it by.
pub const CHARTER_FILE: &str = "/{area}/standards/{version}";
/// The findings of an area as a table.
pub const STANDARDS_CSV: &str = "/{area}/standards.csv";
/// The record of an area: its acts.
pub const RECORD: &str = "/{area}/record";
/// How long the signed record of an area is, and its hash.
pub const RECORD_CHECKPOINT: &str = "/{area}/record/checkpoint";
/// The public key that the record of an area began with.
pub const RECORD_KEY: &str = "/{area}/record/key";
/// Entries and hashes of the record of an area, in the files of C2SP tlog-tiles.
pub const RECORD_TILE: &str = "/{area}/record/tile/{*tile}";
/// The file that proves that an entry is in the record of an area.
pub const RECORD_RECEIPT: &str = "/{area}/record/entries/{entry}/receipt";
/// One act of the record of an area.
pub const RECORD_ACT: &str = "/{area}/record/acts/{act}";
/// The entries of the record of an area with their texts, as JSON lines.
pub const RECORD_LINES: &str = "/{area}/record/entries.jsonl";
/// What is different between two days.
pub const CHANGES: &str = "/{area}/changes";
/// What a copy of an area's pages is, and how it is checked.
pub const COPY: &str = "/{area}/copy";
/// What changed lately in an area, as a feed.
pub const CHANGES_ATOM: &str = "/{area}/changes.atom";
/// The meetings of an area for a calendar.
pub const MEETINGS_ICS: &str = "/{area}/meetings.ics";
/// Who takes part in an area.
pub const ORGANISATIONS: &str = "/{area}/organisations";
/// An organisation's own history.
pub const ORGANISATION: &str = "/{area}/organisations/{organisation}";
/// Where somebody asks to be told of an area by mail.
pub const FOLLOW: &str = "/{area}/follow";
/// What is said once somebody asked.
pub const FOLLOW_SENT: &str = "/follow/sent";
/// The link of a mail to somebody who is told: where they say that it was them, and change it.
pub const FOLLOW_LINK: &str = "/follow/{secret}";
/// Where they end it; mail programs do so by themselves (RFC 8058).
pub const FOLLOW_ENDING: &str = "/follow/{secret}/ending";
/// What is planned, month by month.
pub const CALENDAR: &str = "/{area}/calendar";
/// The subjects of one kind; `{kind}` is its plural.
pub const SUBJECTS: &str = "/{area}/{kind}";
/// One subject; `{kind}` is the plural of its kind. With `.ics` at the end, for a calendar.
pub const SUBJECT: &str = "/{area}/{kind}/{subject}";
/// Who could come to the meetings of the last year.
pub const WHO_COULD_COME: &str = "/{area}/who-could-come";
/// Where somebody says that they would like to come to a meeting, and sees how it stands.
pub const REPLY: &str = "/{area}/meetings/{subject}/reply";
/// Where somebody says that they cannot come, and why.
pub const CANNOT_COME: &str = "/{area}/meetings/{subject}/cannot-come";
/// The browser forgets the reply of whoever used it before.
pub const NOT_MY_REPLY: &str = "/{area}/meetings/{subject}/reply/not-mine";
/// The link of a mail to a reply: a page that leads on to it.
pub const REPLY_LINK: &str = "/replies/{secret}";
/// A flyer of a meeting, to print.
pub const FLYER: &str = "/{area}/{kind}/{subject}/flyer";
/// The same as PDF.
pub const FLYER_PDF: &str = "/{area}/{kind}/{subject}/flyer.pdf";
/// What machines can ask for.
pub const API: &str = "/api";
/// The same as `OpenAPI` describes it.
pub const API_DESCRIPTION: &str = "/api/openapi.json";
/// The areas.
pub const API_AREAS: &str = "/api/areas";
/// One area.
pub const API_AREA: &str = "/api/areas/{area}";
/// The subjects of an area.
pub const API_SUBJECTS: &str = "/api/areas/{area}/subjects";
/// One subject.
pub const API_SUBJECT: &str = "/api/areas/{area}/subjects/{subject}";
/// The findings of an area.
pub const API_FINDINGS: &str = "/api/areas/{area}/findings";
/// The standards of an area.
pub const API_STANDARDS: &str = "/api/areas/{area}/standards";
/// Who takes part in an area.
pub const API_ORGANISATIONS: &str = "/api/areas/{area}/organisations";
/// Who could come to the meetings of an area.
pub const API_WHO_COULD_COME: &str = "/api/areas/{area}/who-could-come";
/// The acts of an area.
pub const API_ACTS: &str = "/api/areas/{area}/acts";
/// Where somebody signs in.
pub const SIGN_IN: &str = "/sign-in";
/// What is said once a link was asked for.
pub const SIGN_IN_SENT: &str = "/sign-in/sent";
/// The link of a mail: a page with one button.
pub const SIGN_IN_LINK: &str = "/sign-in/link/{secret}";
/// What a passkey is to sign; JSON.
pub const SIGN_IN_CHALLENGE: &str = "/sign-in/passkey/challenge";
/// What a passkey signed; JSON.
pub const SIGN_IN_PASSKEY: &str = "/sign-in/passkey";
/// Where somebody signs out.
pub const SIGN_OUT: &str = "/sign-out";
/// Your page.
pub const ME: &str = "/me";
/// Where you say what you are called.
pub const ME_NAME: &str = "/me/name";
/// Where you make, renew and take away the address of your calendar.
pub const MY_CALENDAR: &str = "/me/calendar";
/// Where you take the address of your calendar away.
pub const MY_CALENDAR_REMOVAL: &str = "/me/calendar/removal";
/// Your calendar, for programs that have its secret address.
pub const MY_CALENDAR_ICS: &str = "/calendars/{secret}/meetings.ics";
/// Where you change what you follow in an area.
pub const MY_FOLLOWING: &str = "/me/following/{area}";
/// Where you sign out elsewhere.
pub const SESSION_ENDING: &str = "/me/sessions/{session}/ending";
/// Where you add a passkey.
pub const PASSKEY_NEW: &str = "/me/passkeys/new";
/// What a new passkey is to sign; JSON.
pub const PASSKEY_CHALLENGE: &str = "/me/passkeys/challenge";
/// What a new passkey signed; JSON.
pub const PASSKEYS: &str = "/me/passkeys";
/// Where you remove a passkey.
pub const PASSKEY_REMOVAL: &str = "/me/passkeys/{passkey}/removal";
/// Where you accept an invitation.
pub const INVITATION_ACCEPTANCE: &str = "/me/invitations/{invitation}/acceptance";
/// What can be done in an area.
pub const DESK: &str = "/{area}/desk";
/// Where a sheet is loaded.
pub const IMPORT: &str = "/{area}/desk/import";
/// What a sheet would change.
pub const IMPORT_PREVIEW: &str = "/{area}/desk/import/{sheet}";
/// Who holds which role.
pub const PEOPLE: &str = "/{area}/desk/people";
/// Where somebody is invited.
pub const INVITATIONS: &str = "/{area}/desk/invitations";
/// Where an invitation is taken back.
pub const INVITATION_WITHDRAWAL: &str = "/{area}/desk/invitations/{invitation}/withdrawal";
/// Where a role is ended.
pub const ROLE_ENDING: &str = "/{area}/desk/roles/{role}/ending";
/// Where organisations are registered.
pub const DESK_ORGANISATIONS: &str = "/{area}/desk/organisations";
/// Where a forum goes from one stage to the next.
pub const FORUM_STAGE: &str = "/{area}/desk/organisations/{organisation}/stage";
/// Where meetings are planned.
pub const DESK_MEETINGS: &str = "/{area}/desk/meetings";
/// Where one meeting is moved or called off.
pub const DESK_MEETING: &str = "/{area}/desk/meetings/{subject}";
/// Who comes to a meeting, and what is arranged for it.
pub const MEETING_REPLIES: &str = "/{area}/desk/meetings/{subject}/replies";
/// Gives a meeting another date.
pub const MEETING_DATE: &str = "/{area}/desk/meetings/{subject}/date";
/// Where a text of an act is taken back.
pub const TEXT_WITHDRAWAL: &str = "/{area}/desk/acts/{act}/withdrawal";
/// Where people are told of a meeting, and it is noted how.
pub const MEETING_CHANNELS: &str = "/{area}/desk/meetings/{subject}/channels";
/// Calls a meeting off.
pub const MEETING_CANCELLATION: &str = "/{area}/desk/meetings/{subject}/cancellation";
/// Where a date is saved that people are to keep free.
pub const DESK_DATES: &str = "/{area}/desk/dates";
/// Begins the plan of a meeting of which the date was saved.
pub const SAVED_PLAN: &str = "/{area}/desk/dates/{subject}/plan";
/// One page of the plan of a meeting.
pub const PLAN_STEP: &str = "/{area}/desk/meetings/plans/{plan}/{step}";
/// Takes a time out of a plan.
pub const PLAN_SESSION_REMOVAL: &str = "/{area}/desk/meetings/plans/{plan}/dates/removal";
/// Everything that was said in a plan, to be looked at before it is announced.
pub const PLAN_CHECK: &str = "/{area}/desk/meetings/plans/{plan}/check";
/// Announces what was planned.
pub const PLAN_ANNOUNCEMENT: &str = "/{area}/desk/meetings/plans/{plan}/announcement";
/// Gives a plan up.
pub const PLAN_REMOVAL: &str = "/{area}/desk/meetings/plans/{plan}/removal";
/// Where something that a charter asks for is noted as done.
pub const DUE: &str = "/{area}/desk/due/{subject}/{fact}";
/// Where charters are adopted.
pub const CHARTERS: &str = "/{area}/desk/charters";
/// Ends a charter from a day.
pub const CHARTER_ENDING: &str = "/{area}/desk/charters/ending";
/// How an area looks and what it asks of staff.
pub const SETTINGS: &str = "/{area}/desk/settings";
/// Where its logo is chosen.
pub const SETTINGS_LOGO: &str = "/{area}/desk/settings/logo";
/// Where its logo is taken away.
pub const LOGO_REMOVAL: &str = "/{area}/desk/settings/logo/removal";
/// Areas, queue and jobs that could not be done.
pub const OPERATOR: &str = "/operator";
/// Where an area is opened.
pub const OPERATOR_NEW_AREA: &str = "/operator/areas/new";
/// Where a job is tried again.
pub const JOB_REVIVAL: &str = "/operator/jobs/{job}/revival";
/// Where an operator is invited.
pub const OPERATOR_INVITATIONS: &str = "/operator/invitations";
/// Where the role of an operator, or of somebody who looks after an area, is ended.
pub const KEEPER_ENDING: &str = "/operator/roles/{role}/ending";
/// Accounts to try, and the mails that the demo sent.
pub const DEMO: &str = "/demo";

/// Every pattern, so that a router can be held against them.
pub const ALL: [&str; 103] = [
    HOME,
    ABOUT,
    ACCESSIBILITY,
    PRIVACY,
    GLOSSARY,
    ASSET,
    BRAND,
    LOGO,
    AREA,
    STANDARDS,
    CHARTER_FILE,
    STANDARDS_CSV,
    RECORD,
    RECORD_CHECKPOINT,
    RECORD_KEY,
    RECORD_TILE,
    RECORD_RECEIPT,
    RECORD_ACT,
    RECORD_LINES,
    CHANGES,
    COPY,
    CHANGES_ATOM,
    MEETINGS_ICS,
    ORGANISATIONS,
    ORGANISATION,
    FOLLOW,
    FOLLOW_SENT,
    FOLLOW_LINK,
    FOLLOW_ENDING,
    CALENDAR,
    SUBJECTS,
    SUBJECT,
    WHO_COULD_COME,
    REPLY,
    CANNOT_COME,
    NOT_MY_REPLY,
    REPLY_LINK,
    FLYER,
    FLYER_PDF,
    API,
    API_DESCRIPTION,
    API_AREAS,
    API_AREA,
    API_SUBJECTS,
    API_SUBJECT,
    API_FINDINGS,
    API_STANDARDS,
    API_ORGANISATIONS,
    API_WHO_COULD_COME,
    API_ACTS,
    SIGN_IN,
    SIGN_IN_SENT,
    SIGN_IN_LINK,
    SIGN_IN_CHALLENGE,
    SIGN_IN_PASSKEY,
    SIGN_OUT,
    ME,
    ME_NAME,
    MY_CALENDAR,
    MY_CALENDAR_REMOVAL,
    MY_CALENDAR_ICS,
    MY_FOLLOWING,
    SESSION_ENDING,
    PASSKEY_NEW,
    PASSKEY_CHALLENGE,
    PASSKEYS,
    PASSKEY_REMOVAL,
    INVITATION_ACCEPTANCE,
    DESK,
    IMPORT,
    IMPORT_PREVIEW,
    PEOPLE,
    INVITATIONS,
    INVITATION_WITHDRAWAL,
    ROLE_ENDING,
    DESK_ORGANISATIONS,
    FORUM_STAGE,
    DESK_MEETINGS,
    DESK_MEETING,
    MEETING_REPLIES,
    MEETING_DATE,
    MEETING_CANCELLATION,
    DUE,
    MEETING_CHANNELS,
    TEXT_WITHDRAWAL,
    DESK_DATES,
    SAVED_PLAN,
    PLAN_STEP,
    PLAN_SESSION_REMOVAL,
    PLAN_CHECK,
    PLAN_ANNOUNCEMENT,
    PLAN_REMOVAL,
    CHARTERS,
    CHARTER_ENDING,
    SETTINGS,
    SETTINGS_LOGO,
    LOGO_REMOVAL,
    OPERATOR,
    OPERATOR_NEW_AREA,
    JOB_REVIVAL,
    OPERATOR_INVITATIONS,
    KEEPER_ENDING,
    DEMO,
];

/// First steps of addresses that no area may have as its name.
pub const TAKEN: [&str; 19] = [
    "about",
    "accessibility",
    "api",
    "areas",
    "assets",
    "brand",
    "calendars",
    "demo",
    "follow",
    "glossary",
    "health",
    "me",
    "metrics",
    "operator",
    "privacy",
    "ready",
    "replies",
    "sign-in",
    "sign-out",
];

/// Letters and figures, and what RFC 3986 leaves unreserved.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// Whether an area may be called this in addresses.
///
/// ```
/// use alongside_pages::links;
/// assert!(links::may_name_an_area("exampleshire"));
/// assert!(!links::may_name_an_area("glossary"));
/// assert!(!links::may_name_an_area("Example shire"));
/// ```
pub fn may_name_an_area(slug: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    !slug.is_empty()
        && slug.chars().all(is_plain)
        && !slug.starts_with('-')
        && !slug.ends_with('-')
        && !TAKEN.contains(&slug)
}

/// The same address in another language.
pub fn in_language(address: &str, code: &str) -> String {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let mut parts: Vec<&str> = query
        .split('&')
        .filter(|part| !part.is_empty() && !part.starts_with("lang="))
        .collect();
    let language = format!("lang={}", utf8_percent_encode(code, PLAIN));
    parts.push(&language);
    format!("{path}?{}", parts.join("&"))
}

/// The question behind an address: names and values, empty values left out.
///
/// ```
/// use alongside_pages::links::Query;
/// let query = Query::new().and("standard", "meeting notice").and("from", "");
/// assert_eq!(query.to_string(), "?standard=meeting%20notice");
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query(String);

impl Query {
    /// Nothing asked.
    pub fn new() -> Self {
        Self::default()
    }

    /// The same with one more name and value.
    #[must_use]
    pub fn and(mut self, name: &str, value: &str) -> Self {
        if !value.is_empty() {
            self.0.push(if self.0.is_empty() { '?' } else { '&' });
            self.0.push_str(name);
            self.0.push('=');
            self.0.extend(utf8_percent_encode(value, PLAIN));
        }
        self
    }
}

impl std::fmt::Display for Query {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// The pattern with its `{…}` filled in, in their order.
fn fill(pattern: &str, values: &[&str]) -> String {
    let mut values = values.iter();
    let mut address = String::with_capacity(pattern.len() + 24);
    for step in pattern.split('/').skip(1) {
        address.push('/');
        if step.starts_with('{') {
            let value = values.next().copied().unwrap_or_default();
            // A step of dots alone would be taken for a way up.
            if value.chars().all(|c| c == '.') {
                address.push_str(&value.replace('.', "%2E"));
            } else {
                address.extend(utf8_percent_encode(value, PLAIN));
            }
        } else {
            address.push_str(step);
        }
    }
    address
}

#[cfg(test)]
mod tests {
    use alongside_charter::Kind;

    use super::*;

    #[test]
    fn what_is_filled_in_stays_one_step_of_the_address() {
        for (id, shown) in [
            ("m1", "/exampleshire/meetings/m1"),
            (
                "2021/06/14 (b)",
                "/exampleshire/meetings/2021%2F06%2F14%20%28b%29",
            ),
            ("..", "/exampleshire/meetings/%2E%2E"),
            ("\"><script>", "/exampleshire/meetings/%22%3E%3Cscript%3E"),
            ("Ŵyl?x#y", "/exampleshire/meetings/%C5%B4yl%3Fx%23y"),
        ] {
            assert_eq!(
                subject("exampleshire", Kind::Meeting, id, &Query::new()),
                shown
            );
        }
    }

    #[test]
    fn no_area_takes_the_place_of_a_page() {
        for pattern in ALL {
            let first = pattern.split('/').nth(1).unwrap_or_default();
            if first.starts_with('{') {
                continue;
            }
            assert!(!may_name_an_area(first), "{first}");
        }
    }

    #[test]
    fn a_language_takes_the_place_of_the_one_before() {
        assert_eq!(in_language("/a", "tr"), "/a?lang=tr");
        assert_eq!(
            in_language("/a?standard=x&lang=tr&page=2", "ar"),
            "/a?standard=x&page=2&lang=ar"
        );
    }
}
