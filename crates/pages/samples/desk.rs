//! The desk of an area.

use alongside_charter::{Kind, When};
use alongside_domain::act::WithdrawalReason;
use alongside_domain::{ForumStage, OrganisationKind, Role};
use alongside_pages::Error;
use alongside_pages::form::Typed;
use alongside_pages::links;
use alongside_pages::public::{Said, Shell, SubjectLink};
use alongside_pages::staff::{
    AdoptedCharter, BuiltIn, ChangedValue, ChartersForm, Desk, DeskPart, DoneForm, DueLine, Ending,
    HeldRole, ImportForm, ImportPreview, ImportProblems, ImportRow, ImportedBy, LogoForm,
    OrganisationsForm, PeoplePage, Registered, RoleOffer, SentInvitation, SettingsForm, StalePage,
    TextLine, ToTell, WithdrawalForm, WithdrawalReach,
};
use jiff::civil::date;

use super::place::{HOSTILE, Place, State};
use super::{meetings, replies};

const SLUG: &str = "exampleshire";

pub(crate) fn each(
    place: &Place,
    shell: Shell<'_>,
    show: &mut dyn FnMut(&str, Result<String, Error>),
) {
    let parts = [
        DeskPart::Meetings,
        DeskPart::Import,
        DeskPart::People,
        DeskPart::Organisations,
        DeskPart::Charters,
        DeskPart::Settings,
    ];
    let line = |day, is_overdue| DueLine {
        subject: SubjectLink {
            kind: Kind::Meeting,
            id: "m-1",
            title: place.or_hostile("Spring meeting"),
        },
        action: "Publish the notes".to_owned(),
        fact: Some("minutes".to_owned()),
        by: date(2026, 11, day),
        is_overdue,
        says: "Notes of a meeting are out within ten working days.".to_owned(),
        sum: "No published notes are recorded yet.".to_owned(),
    };
    let due = [line(20, true), line(27, false)];
    let to_tell = ToTell {
        subject: line(20, true).subject,
        starts: When::Day(date(2027, 1, 12)),
    };
    let desk = Desk {
        told: (place.state != State::Empty).then_some(1_204),
        shell: Shell {
            address: &links::desk(SLUG),
            said: (place.state == State::Usual).then_some(Said::SheetLoaded),
            ..shell
        },
        to_tell: if place.state == State::Empty {
            &[]
        } else {
            std::slice::from_ref(&to_tell)
        },
        due: match place.state {
            State::Empty => Some(&[]),
            _ => Some(&due),
        },
        more: 3,
        parts: if place.state == State::Empty {
            &[]
        } else {
            &parts
        },
    };
    show("desk", desk.render());
    let done = DoneForm {
        shell: Shell {
            address: &links::due(SLUG, "m-1", "minutes"),
            ..shell
        },
        due: &due[0],
        day: Typed {
            value: place.or_hostile("2026-11-24"),
            error: match place.state {
                State::Hostile => HOSTILE,
                State::Long => "This day has not come yet; note it once it is done.",
                _ => "",
            },
        },
    };
    show("desk-done", done.render());
    import(place, shell, show);
    show("people", people(place, shell));
    meetings::each(place, shell, show);
    show("desk-replies", replies::desk(place, shell));
    show("desk-organisations", organisations(place, shell));
    show("charters", charters(place, shell));
    show("settings", settings(place, shell));
    let stale = StalePage {
        shell,
        typed: &[("What is it called?", place.or_hostile("NHS Exampleshire"))],
        back: &links::desk_organisations(SLUG),
    };
    show("stale", stale.render());
    show("withdrawal", withdrawal(place, shell, None));
    let reach = WithdrawalReach {
        of_others: 2,
        plans: 1,
    };
    show("withdrawal-check", withdrawal(place, shell, Some(reach)));
}

fn withdrawal(
    place: &Place,
    shell: Shell<'_>,
    reach: Option<WithdrawalReach>,
) -> Result<String, Error> {
    const ACT: &str = "019caf00-0000-7000-8000-000000000001";
    let line = |commitment, text, is_chosen| TextLine {
        commitment,
        text,
        is_chosen,
    };
    WithdrawalForm {
        shell: Shell {
            address: &links::text_withdrawal(SLUG, ACT),
            ..shell
        },
        act: ACT,
        texts: &[
            line("salted:01", place.or_hostile("About Sam Okoro"), true),
            line("salted:02", "The hall was flooded", reach.is_some()),
        ],
        texts_error: error(place, "Choose what is to go."),
        reason: reach.map(|_| WithdrawalReason::Personal),
        reason_error: error(place, "Choose why it has to go."),
        words: Typed {
            value: place.or_hostile("Sam Okoro"),
            error: error(place, "Write at least three letters, or leave it empty."),
        },
        reach,
    }
    .render()
}

/// What is wrong, where something is.
pub(crate) const fn error(place: &Place, says: &'static str) -> &'static str {
    match place.state {
        State::Usual | State::Empty => "",
        _ => place.or_hostile(says),
    }
}

fn import(place: &Place, shell: Shell<'_>, show: &mut dyn FnMut(&str, Result<String, Error>)) {
    let organisations = [
        ImportedBy {
            id: "o1",
            name: place.council,
        },
        ImportedBy {
            id: "o2",
            name: "Exampleshire Parent Carer Forum",
        },
    ];
    let form = ImportForm {
        shell: Shell {
            address: &links::import(SLUG),
            ..shell
        },
        most_megabytes: 20,
        organisations: organisations
            .get(..if place.state == State::Usual { 1 } else { 2 })
            .unwrap_or_default(),
        chosen: "o1",
        error: error(place, "Choose a file"),
    };
    show("import", form.render());
    let file = place.or_hostile("meetings.csv");
    let problem = "meetings.csv, row 3, column C \"announced\": \"31/04/2021\" is not a day: April has \
        30 days. Write it like 30/04/2021 or 30 April 2021.";
    let problems = [place.or_hostile(problem).to_owned()];
    let page = ImportProblems {
        shell: form.shell,
        form,
        file,
        problems: &problems,
        total: if place.state == State::Many { 1_000 } else { 1 },
    };
    show("import-problems", page.render());
    let value = |name, was, now| ChangedValue { name, was, now };
    let row = |title, is_new, values| ImportRow {
        title,
        is_new,
        values,
    };
    let new = [
        value("announced", "", "Mon 14 June 2021"),
        value(
            "source",
            "",
            place.or_hostile("Notes of the steering group"),
        ),
    ];
    let changed = [
        value("papers", "", "Fri 2 July 2021"),
        value("starts", "Mon 5 July 2021", "Tue 6 July 2021"),
    ];
    let rows = [
        row(place.or_hostile("Steering group"), true, new.as_slice()),
        row("SEND partnership board", false, &changed),
    ];
    let is_empty = place.state == State::Empty;
    let preview = ImportPreview {
        shell: Shell {
            address: &links::import_preview(SLUG, "sheet-1"),
            ..shell
        },
        sheet: "sheet-1",
        file,
        version: 42,
        new: usize::from(!is_empty),
        changed: usize::from(!is_empty) * if place.state == State::Many { 99 } else { 1 },
        unchanged: 17,
        rows: if is_empty { &[] } else { &rows },
        notes: &[place
            .or_hostile("Two rows say only what somebody claims. They are shown as claims.")
            .to_owned()],
    };
    show("import-preview", preview.render());
}

fn people(place: &Place, shell: Shell<'_>) -> Result<String, Error> {
    let held = |id, name, email, role, at, may_end| HeldRole {
        id,
        name,
        email,
        role,
        place: at,
        since: date(2024, 4, 1),
        may_end,
    };
    let all = [
        held(
            "r1",
            place.person(),
            "sam@exampleshire.example",
            Role::Officer,
            place.council,
            true,
        ),
        held(
            "r2",
            "",
            place.or_hostile("ade@forum.example"),
            Role::AreaAdministrator,
            place.name,
            false,
        ),
    ];
    let sent = SentInvitation {
        id: "i1",
        email: place.or_hostile("jo@exampleshire.example"),
        role: Role::Sponsor,
        place: place.council,
        until: date(2026, 12, 1),
    };
    let offer = |value, role, at| RoleOffer {
        value,
        role,
        place: at,
    };
    let offers = [
        offer("officer:o1", Role::Officer, place.council),
        offer("sponsor:o1", Role::Sponsor, place.council),
        offer(
            "co-ordinator:o2",
            Role::CoOrdinator,
            "Exampleshire Parent Carer Forum",
        ),
    ];
    let is_empty = place.state == State::Empty;
    PeoplePage {
        shell: Shell {
            address: &links::people(SLUG),
            ..shell
        },
        held: if is_empty { &[] } else { &all },
        invitations: if is_empty {
            &[]
        } else {
            std::slice::from_ref(&sent)
        },
        offers: if is_empty { &[] } else { &offers },
        email: Typed {
            value: place.or_hostile(""),
            error: error(place, "Write an email address, such as name@example.org"),
        },
        role: Typed {
            value: "sponsor:o1",
            error: error(place, "Choose what they will do"),
        },
    }
    .render()
}

fn organisations(place: &Place, shell: Shell<'_>) -> Result<String, Error> {
    let all = [
        Registered {
            id: "o1",
            name: place.council,
            kind: OrganisationKind::Council,
            stage: None,
            next: &[],
        },
        Registered {
            id: "o2",
            name: place.or_hostile("Exampleshire Parent Carer Forum"),
            kind: OrganisationKind::Forum,
            stage: Some(ForumStage::Forming),
            next: &[ForumStage::Established, ForumStage::Closed],
        },
    ];
    OrganisationsForm {
        shell: Shell {
            address: &links::desk_organisations(SLUG),
            ..shell
        },
        version: 42,
        organisations: if place.state == State::Empty {
            &[]
        } else {
            &all
        },
        may_register: true,
        name: Typed {
            value: place.or_hostile(""),
            error: error(place, "Write what it is called"),
        },
        kind: Some(OrganisationKind::NhsBody),
        kind_error: error(place, "Choose what it is"),
    }
    .render()
}

fn charters(place: &Place, shell: Shell<'_>) -> Result<String, Error> {
    let charter = |title, until| AdoptedCharter {
        title,
        id: "exampleshire-2024",
        from: date(2024, 4, 1),
        until,
    };
    let now = [charter(
        place.or_hostile("The Exampleshire agreement"),
        None,
    )];
    let before = [charter("What went before", Some(date(2026, 4, 1)))];
    let built_in = [
        BuiltIn {
            id: "default",
            title: "What Alongside proposes",
        },
        BuiltIn {
            id: "amaze-2020",
            title: place.or_hostile("Amaze, 2020"),
        },
    ];
    let is_wrong = !matches!(place.state, State::Usual | State::Empty);
    let mistakes = ["line 4: `says` is missing. Write what the standard says.".to_owned()];
    let is_empty = place.state == State::Empty;
    ChartersForm {
        shell: Shell {
            address: &links::charters(SLUG),
            ..shell
        },
        version: 42,
        now: if is_empty { &[] } else { &now },
        before: if is_empty { &[] } else { &before },
        built_in: &built_in,
        chosen: if is_wrong { "" } else { "default" },
        text: Typed {
            value: match place.state {
                State::Hostile => HOSTILE,
                _ if is_wrong => "id = 'x'\n",
                _ => "",
            },
            error: error(place, "This text is not a charter yet"),
        },
        from: Typed {
            value: "",
            error: error(place, "Write a day, such as 2021-06-14"),
        },
        mistakes: if is_wrong { &mistakes } else { &[] },
        file_error: "",
        ending: Ending {
            chosen: Typed {
                value: "",
                error: error(place, "Choose which one ends"),
            },
            from: Typed {
                value: "",
                error: error(place, "Write a day, such as 2021-06-14"),
            },
        },
    }
    .render()
}

fn settings(place: &Place, shell: Shell<'_>) -> Result<String, Error> {
    SettingsForm {
        shell: Shell {
            address: &links::settings(SLUG),
            said: (place.state == State::Usual).then_some(Said::SettingsKept),
            ..shell
        },
        version: 42,
        colour: Typed {
            value: place.or_hostile("6b2d73"),
            error: error(place, "Write six figures or letters a to f, such as 6b2d73"),
        },
        contact: Typed::new("help@exampleshire.example"),
        asks_for_passkey: true,
        witnesses: Some(Typed::new("2")),
        sends_texts: (place.state != State::Usual).then_some(true),
        logo: LogoForm {
            seen: place.logo(),
            most_megabytes: 1,
            file_error: error(place, "Choose the file of the picture."),
            says: Typed {
                value: place.or_hostile(""),
                error: error(place, "There is nothing written here yet."),
            },
        },
    }
    .render()
}
