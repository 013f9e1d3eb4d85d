//! The addresses of what is behind signing in.

use super::{
    CHARTER_ENDING, CHARTERS, DESK, DESK_DATES, DESK_MEETING, DESK_MEETINGS, DESK_ORGANISATIONS,
    DUE, FORUM_STAGE, IMPORT, IMPORT_PREVIEW, INVITATION_ACCEPTANCE, INVITATION_WITHDRAWAL,
    INVITATIONS, JOB_REVIVAL, KEEPER_ENDING, LOGO_REMOVAL, MEETING_CANCELLATION, MEETING_CHANNELS,
    MEETING_DATE, MEETING_REPLIES, MY_CALENDAR_ICS, MY_FOLLOWING, PASSKEY_REMOVAL, PEOPLE,
    PLAN_ANNOUNCEMENT, PLAN_CHECK, PLAN_REMOVAL, PLAN_SESSION_REMOVAL, PLAN_STEP, ROLE_ENDING,
    SAVED_PLAN, SESSION_ENDING, SETTINGS, SETTINGS_LOGO, SIGN_IN_LINK, TEXT_WITHDRAWAL, fill,
    in_language,
};

/// The link of a mail: a page with one button.
pub fn sign_in_link(secret: &str) -> String {
    fill(SIGN_IN_LINK, &[secret])
}

/// Where a text of an act is taken back.
pub fn text_withdrawal(area: &str, act: &str) -> String {
    fill(TEXT_WITHDRAWAL, &[area, act])
}

/// Your calendar, for programs that have its secret address, in a language by its code.
pub fn my_calendar_ics(secret: &str, language: &str) -> String {
    in_language(&fill(MY_CALENDAR_ICS, &[secret]), language)
}

/// Where you change what you follow in an area.
pub fn my_following(area: &str) -> String {
    fill(MY_FOLLOWING, &[area])
}

/// Where you sign out elsewhere.
pub fn session_ending(session: &str) -> String {
    fill(SESSION_ENDING, &[session])
}

/// Where you remove a passkey.
pub fn passkey_removal(passkey: &str) -> String {
    fill(PASSKEY_REMOVAL, &[passkey])
}

/// Where you accept an invitation.
pub fn invitation_acceptance(invitation: &str) -> String {
    fill(INVITATION_ACCEPTANCE, &[invitation])
}

/// What can be done in an area.
pub fn desk(area: &str) -> String {
    fill(DESK, &[area])
}

/// Where a sheet is loaded.
pub fn import(area: &str) -> String {
    fill(IMPORT, &[area])
}

/// What a sheet would change.
pub fn import_preview(area: &str, sheet: &str) -> String {
    fill(IMPORT_PREVIEW, &[area, sheet])
}

/// Who holds which role.
pub fn people(area: &str) -> String {
    fill(PEOPLE, &[area])
}

/// Where somebody is invited.
pub fn invitations(area: &str) -> String {
    fill(INVITATIONS, &[area])
}

/// Where an invitation is taken back.
pub fn invitation_withdrawal(area: &str, invitation: &str) -> String {
    fill(INVITATION_WITHDRAWAL, &[area, invitation])
}

/// Where a role is ended.
pub fn role_ending(area: &str, role: &str) -> String {
    fill(ROLE_ENDING, &[area, role])
}

/// Where organisations are registered.
pub fn desk_organisations(area: &str) -> String {
    fill(DESK_ORGANISATIONS, &[area])
}

/// Where a forum goes from one stage to the next.
pub fn forum_stage(area: &str, organisation: &str) -> String {
    fill(FORUM_STAGE, &[area, organisation])
}

/// Where meetings are planned.
pub fn desk_meetings(area: &str) -> String {
    fill(DESK_MEETINGS, &[area])
}

/// Where one meeting is moved or called off.
pub fn desk_meeting(area: &str, subject: &str) -> String {
    fill(DESK_MEETING, &[area, subject])
}

/// Who comes to a meeting, and what is arranged for it.
pub fn meeting_replies(area: &str, subject: &str) -> String {
    fill(MEETING_REPLIES, &[area, subject])
}

/// Gives a meeting another date.
pub fn meeting_date(area: &str, subject: &str) -> String {
    fill(MEETING_DATE, &[area, subject])
}

/// Calls a meeting off.
pub fn meeting_cancellation(area: &str, subject: &str) -> String {
    fill(MEETING_CANCELLATION, &[area, subject])
}

/// Where people are told of a meeting.
pub fn meeting_channels(area: &str, subject: &str) -> String {
    fill(MEETING_CHANNELS, &[area, subject])
}

/// Where something that a charter asks for is noted as done.
pub fn due(area: &str, subject: &str, fact: &str) -> String {
    fill(DUE, &[area, subject, fact])
}

/// Where a date is saved that people are to keep free.
pub fn desk_dates(area: &str) -> String {
    fill(DESK_DATES, &[area])
}

/// Begins the plan of a meeting of which the date was saved.
pub fn saved_plan(area: &str, subject: &str) -> String {
    fill(SAVED_PLAN, &[area, subject])
}

/// One page of the plan of a meeting.
pub fn plan_step(area: &str, plan: &str, step: &str) -> String {
    fill(PLAN_STEP, &[area, plan, step])
}

/// Takes a time out of a plan.
pub fn plan_session_removal(area: &str, plan: &str) -> String {
    fill(PLAN_SESSION_REMOVAL, &[area, plan])
}

/// Everything that was said in a plan.
pub fn plan_check(area: &str, plan: &str) -> String {
    fill(PLAN_CHECK, &[area, plan])
}

/// Announces what was planned.
pub fn plan_announcement(area: &str, plan: &str) -> String {
    fill(PLAN_ANNOUNCEMENT, &[area, plan])
}

/// Gives a plan up.
pub fn plan_removal(area: &str, plan: &str) -> String {
    fill(PLAN_REMOVAL, &[area, plan])
}

/// Where charters are adopted.
pub fn charters(area: &str) -> String {
    fill(CHARTERS, &[area])
}

/// Ends a charter from a day.
pub fn charter_ending(area: &str) -> String {
    fill(CHARTER_ENDING, &[area])
}

/// How an area looks and what it asks of staff.
pub fn settings(area: &str) -> String {
    fill(SETTINGS, &[area])
}

/// Where its logo is chosen.
pub fn settings_logo(area: &str) -> String {
    fill(SETTINGS_LOGO, &[area])
}

/// Where its logo is taken away.
pub fn logo_removal(area: &str) -> String {
    fill(LOGO_REMOVAL, &[area])
}

/// Where a job is tried again.
pub fn job_revival(job: &str) -> String {
    fill(JOB_REVIVAL, &[job])
}

/// Where the role of an operator, or of somebody who looks after an area, is ended.
pub fn keeper_ending(role: &str) -> String {
    fill(KEEPER_ENDING, &[role])
}
