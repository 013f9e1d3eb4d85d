//! A meeting is planned: one page for each thing to say, and one to look at all of it and announce it.

use alongside_charter::When;
use alongside_domain::Instant;
use alongside_domain::act::{Level, Means};
use alongside_domain::meeting::{Draft, Every, Session, Step};
use askama::Template;
use jiff::civil::Date;

use super::texts::Texts;
use crate::form::{Choice, Choices, Field, Typed, errors};
use crate::links;
use crate::markup::without_control_characters;
use crate::public::Shell;
use crate::words::{DeskSays, isolated};

/// One standard, as it stands if the meeting is announced now.
#[derive(Debug, Clone, Copy)]
pub struct PlanDuty<'a> {
    /// The standard in words.
    pub says: &'a str,
    /// What to do for it.
    pub action: &'a str,
    /// The last day to do it, where one follows.
    pub by: Option<Date>,
    /// The sum in words.
    pub sum: &'a str,
}

/// A time of the plan with what the charters say of it.
#[derive(Debug, Clone, Copy)]
pub struct PlanSession<'a> {
    /// Which.
    pub session: Session,
    /// The standards that it is too late to keep.
    pub misses: &'a [PlanDuty<'a>],
    /// The standards that can be kept, and by when what has to be done.
    pub to_do: &'a [PlanDuty<'a>],
    /// What to know of the day.
    pub remarks: &'a [String],
}

/// A plan as its pages show it.
#[derive(Debug, Clone, Copy)]
pub struct Plan<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its version; a hidden field sends it back.
    pub version: i64,
    /// What was said so far.
    pub draft: &'a Draft,
    /// Its times, judged.
    pub sessions: &'a [PlanSession<'a>],
}

/// One page of a plan.
#[derive(Debug, Clone, Copy)]
pub struct PlanPage<'a> {
    /// What stands around it; with an area.
    pub shell: Shell<'a>,
    /// The plan.
    pub plan: Plan<'a>,
    /// Which page.
    pub step: Step,
    /// What was typed and could not be taken, by the name of its field; empty where the plan itself is shown.
    pub typed: &'a [(&'a str, Typed<'a>)],
    /// Days that keep every standard if the meeting is announced now.
    pub offers: &'a [Date],
    /// The other half of the day, to be added by one press.
    pub pair: Option<Session>,
}

/// What a form sends where a meeting does not come again.
pub const ONCE: &str = "once";

/// The ways that were ticked, as one value.
const BETWEEN: char = ' ';

impl PlanPage<'_> {
    /// The page as HTML.
    pub fn render(&self) -> Result<String, crate::Error> {
        let shell = self.shell.at_the_desk();
        let page = PlanView {
            shell,
            page: self,
            controls: self.controls(shell.d()),
        };
        Ok(without_control_characters(page.render()?))
    }

    /// What was typed into a field, or else what the plan says.
    fn typed<'t>(&'t self, name: &str, known: &'t str) -> Typed<'t> {
        let found = self.typed.iter().find(|(field, _)| *field == name);
        found.map_or(Typed::new(known), |(_, typed)| *typed)
    }

    fn controls(&self, d: &DeskSays) -> Vec<Control> {
        let draft = self.plan.draft;
        let field =
            |name: &str, label, hint, known| Field::new(name, label, hint, self.typed(name, known));
        match self.step {
            Step::Purpose => vec![
                Control::Line(field(
                    "title",
                    d.plan_title(),
                    d.plan_title_hint(),
                    &draft.title,
                )),
                Control::Text(field(
                    "purpose",
                    d.plan_purpose(),
                    d.plan_purpose_hint(),
                    &draft.purpose,
                )),
                Control::Line(field(
                    "body",
                    d.plan_body(),
                    d.plan_body_hint(),
                    &draft.body,
                )),
            ],
            Step::Level => vec![Control::Radios(self.level(d))],
            Step::Input => vec![
                Control::Text(field(
                    "open",
                    d.plan_open(),
                    d.plan_open_hint(),
                    &draft.open,
                )),
                Control::Text(field(
                    "decided",
                    d.plan_decided(),
                    d.plan_decided_hint(),
                    &draft.decided,
                )),
                Control::Text(field(
                    "used",
                    d.plan_used(),
                    d.plan_used_hint(),
                    &draft.used,
                )),
            ],
            Step::Ways => vec![
                Control::Boxes(self.means(d)),
                Control::Line(field(
                    "place",
                    d.plan_place(),
                    d.plan_place_hint(),
                    &draft.place,
                )),
            ],
            Step::Dates => {
                let mut controls = vec![
                    Control::Line(field("day", d.plan_day(), d.plan_day_hint(), "")),
                    Control::Line(field("from", d.plan_from(), d.plan_from_hint(), "")),
                    Control::Line(field("to", d.plan_to(), d.plan_to_hint(), "")),
                ];
                // Further times of one meeting make no series of it.
                if draft.sessions.is_empty() {
                    controls.push(Control::Radios(self.every(d)));
                    let times = field(
                        "times",
                        d.plan_times_in_all(),
                        d.plan_times_in_all_hint(),
                        "",
                    );
                    controls.push(Control::Line(times));
                }
                controls
            }
        }
    }

    fn level(&self, d: &DeskSays) -> Choices {
        let known = self.plan.draft.level.map_or("", Level::name);
        let typed = self.typed("level", known);
        let option = |level: Level| {
            let (label, hint) = level_words(level, d);
            Choice {
                value: level.name().to_owned(),
                label,
                hint,
                is_chosen: typed.value == level.name(),
            }
        };
        Choices {
            name: "level".to_owned(),
            label: d.plan_level(),
            hint: d.plan_level_hint(),
            error: typed.error.to_owned(),
            options: Level::ALL.map(option).into(),
        }
    }

    fn every(&self, d: &DeskSays) -> Choices {
        let typed = self.typed("every", ONCE);
        let option = |value: &str, label| Choice {
            value: value.to_owned(),
            label,
            is_chosen: typed.value == value,
            ..Choice::default()
        };
        let words = |every| match every {
            Every::Week => d.plan_every_week(),
            Every::TwoWeeks => d.plan_every_two_weeks(),
            Every::FourWeeks => d.plan_every_four_weeks(),
            Every::Month => d.plan_every_month(),
            Every::HalfTerm => d.plan_every_half_term(),
        };
        let mut options = vec![option(ONCE, d.plan_every_once())];
        options.extend(Every::ALL.map(|every| option(every.name(), words(every))));
        Choices {
            name: "every".to_owned(),
            label: d.plan_every(),
            hint: d.plan_every_hint(),
            error: typed.error.to_owned(),
            options,
        }
    }

    fn means(&self, d: &DeskSays) -> Choices {
        let known: Vec<&str> = self.plan.draft.means.iter().map(|of| of.name()).collect();
        let known = known.join(&BETWEEN.to_string());
        let typed = self.typed("means", &known);
        let option = |means: Means| Choice {
            value: means.name().to_owned(),
            label: means_words(means, d),
            is_chosen: typed.value.split(BETWEEN).any(|of| of == means.name()),
            ..Choice::default()
        };
        Choices {
            name: "means".to_owned(),
            label: d.plan_means(),
            hint: d.plan_means_hint(),
            error: typed.error.to_owned(),
            options: Means::ALL.map(option).into(),
        }
    }
}

/// A field in the form that suits it.
enum Control {
    Line(Field),
    Text(Field),
    Radios(Choices),
    Boxes(Choices),
}

impl Control {
    fn told(&self) -> [&str; 3] {
        match self {
            Self::Line(field) | Self::Text(field) => field.told(),
            Self::Radios(choices) | Self::Boxes(choices) => choices.told(),
        }
    }
}

#[derive(Template)]
#[template(path = "staff/plan.html")]
struct PlanView<'p> {
    shell: Shell<'p>,
    page: &'p PlanPage<'p>,
    controls: Vec<Control>,
}

impl PlanView<'_> {
    fn errors(&self) -> Vec<[&str; 3]> {
        errors(self.controls.iter().map(Control::told))
    }

    fn heading(&self) -> String {
        heading(self.page.step, self.shell.d())
    }

    fn place(&self) -> String {
        let at = Step::ALL.iter().position(|step| *step == self.page.step);
        let words = self.shell.words;
        let (here, all) = (at.unwrap_or_default() + 1, Step::ALL.len() + 1);
        self.shell
            .d()
            .plan_place_of(words.count(here), words.count(all))
    }

    fn action(&self) -> String {
        links::plan_step(self.shell.slug(), self.page.plan.id, self.page.step.name())
    }

    fn removal(&self) -> String {
        links::plan_session_removal(self.shell.slug(), self.page.plan.id)
    }

    /// Where it goes on once there is a time.
    fn check(&self) -> String {
        links::plan_check(self.shell.slug(), self.page.plan.id)
    }

    /// The fields that add the other half of the day, and what it is.
    fn pair(&self) -> Option<([(&'static str, String); 3], String)> {
        let pair = self.page.pair.as_ref()?;
        let zone = self.shell.zone();
        let civil = |at: Instant| zone.to_datetime(at.timestamp());
        let hour = |at| civil(at).strftime("%H:%M").to_string();
        let fields = [
            ("day", civil(pair.starts).date().to_string()),
            ("from", hour(pair.starts)),
            ("to", pair.ends.map_or_else(String::new, hour)),
        ];
        Some((fields, when(&self.shell, pair)))
    }

    fn is_dates(&self) -> bool {
        self.page.step == Step::Dates
    }

    fn back(&self) -> String {
        let before = Step::ALL
            .into_iter()
            .rev()
            .find(|step| *step < self.page.step);
        match before {
            Some(step) => links::plan_step(self.shell.slug(), self.page.plan.id, step.name()),
            None => links::desk_meetings(self.shell.slug()),
        }
    }

    fn when(&self, session: &Session) -> String {
        when(&self.shell, session)
    }

    fn by(&self, duty: &PlanDuty<'_>) -> Option<String> {
        Some(self.shell.day(duty.by?))
    }
}

/// Everything that was said, with what the charters say of it, and the button that announces it.
#[derive(Debug, Clone, Copy)]
pub struct PlanCheck<'a> {
    /// What stands around it; with an area.
    pub shell: Shell<'a>,
    /// The plan.
    pub plan: Plan<'a>,
    /// In whose name.
    pub organisation: &'a str,
    /// Why a standard is not kept.
    pub reason: Typed<'a>,
    /// What is done about it.
    pub measures: Typed<'a>,
    /// What else keeps it from being announced; empty where nothing does.
    pub error: &'a str,
    /// The texts that go out then, where the area sends any.
    pub texts: Option<Texts<'a>>,
}

impl PlanCheck<'_> {
    /// The page as HTML.
    pub fn render(&self) -> Result<String, crate::Error> {
        let shell = self.shell.at_the_desk();
        let d = shell.d();
        let page = CheckView {
            shell,
            page: self,
            reason: Field::new(
                "reason",
                d.check_reason(),
                d.check_reason_hint(),
                self.reason,
            ),
            measures: Field::new(
                "measures",
                d.check_measures(),
                d.check_measures_hint(),
                self.measures,
            ),
        };
        Ok(without_control_characters(page.render()?))
    }
}

#[derive(Template)]
#[template(path = "staff/plan_check.html")]
struct CheckView<'p> {
    shell: Shell<'p>,
    page: &'p PlanCheck<'p>,
    reason: Field,
    measures: Field,
}

impl CheckView<'_> {
    /// What goes out by text message when it is announced.
    fn texts(&self) -> Option<String> {
        Some(self.page.texts?.says(&self.shell))
    }

    fn errors(&self) -> Vec<[&str; 3]> {
        let heading = [
            "dates",
            self.page.plan.draft.title.as_str(),
            self.page.error,
        ];
        errors([heading, self.reason.told(), self.measures.told()])
    }

    /// What was said, with the page to change it on.
    fn rows(&self) -> Vec<(String, String, String)> {
        let (d, draft) = (self.shell.d(), self.page.plan.draft);
        let change =
            |step: Step| links::plan_step(self.shell.slug(), self.page.plan.id, step.name());
        let level = draft.level.map(|level| level_words(level, d).0);
        let means = draft.means.iter().map(|means| match means {
            Means::Venue => format!("{} ({})", means_words(*means, d), isolated(&draft.place)),
            Means::Online | Means::Phone => means_words(*means, d),
        });
        let means: Vec<String> = means.collect();
        [
            (d.plan_title(), draft.title.clone(), Step::Purpose),
            (d.plan_purpose(), draft.purpose.clone(), Step::Purpose),
            (d.plan_body(), draft.body.clone(), Step::Purpose),
            (d.plan_level(), level.unwrap_or_default(), Step::Level),
            (d.plan_open(), draft.open.clone(), Step::Input),
            (d.plan_decided(), draft.decided.clone(), Step::Input),
            (d.plan_used(), draft.used.clone(), Step::Input),
            (d.plan_means(), means.join(", "), Step::Ways),
        ]
        .map(|(label, value, step)| (label, value, change(step)))
        .into()
    }

    /// The page on which something is still to say.
    fn lacks(&self) -> Option<(String, String)> {
        let step = self.page.plan.draft.lacks()?;
        let href = links::plan_step(self.shell.slug(), self.page.plan.id, step.name());
        Some((heading(step, self.shell.d()), href))
    }

    fn breaks(&self) -> bool {
        let mut sessions = self.page.plan.sessions.iter();
        sessions.any(|of| !of.misses.is_empty())
    }

    fn dates(&self) -> String {
        links::plan_step(self.shell.slug(), self.page.plan.id, Step::Dates.name())
    }

    fn action(&self) -> String {
        links::plan_announcement(self.shell.slug(), self.page.plan.id)
    }

    fn when(&self, session: &Session) -> String {
        when(&self.shell, session)
    }

    fn by(&self, duty: &PlanDuty<'_>) -> Option<String> {
        Some(self.shell.day(duty.by?))
    }
}

/// What a level is called, and what it means.
fn level_words(level: Level, d: &DeskSays) -> (String, String) {
    match level {
        Level::Inform => (d.level_inform(), d.level_inform_means()),
        Level::Consult => (d.level_consult(), d.level_consult_means()),
        Level::Participate => (d.level_participate(), d.level_participate_means()),
        Level::CoProduce => (d.level_co_produce(), d.level_co_produce_means()),
    }
}

fn means_words(means: Means, d: &DeskSays) -> String {
    match means {
        Means::Venue => d.means_venue(),
        Means::Online => d.means_online(),
        Means::Phone => d.means_phone(),
    }
}

fn heading(step: Step, d: &DeskSays) -> String {
    match step {
        Step::Purpose => d.plan_heading_purpose(),
        Step::Level => d.plan_heading_level(),
        Step::Input => d.plan_heading_input(),
        Step::Ways => d.plan_heading_ways(),
        Step::Dates => d.plan_heading_dates(),
    }
}

fn when(shell: &Shell<'_>, session: &Session) -> String {
    let (words, zone) = (shell.words, shell.zone());
    let moment = |at: Instant| words.moment(When::At(at.timestamp()), &zone);
    let starts = moment(session.starts);
    let Some(ends) = session.ends else {
        return starts;
    };
    let civil = |at: Instant| zone.to_datetime(at.timestamp());
    let (from, to) = (civil(session.starts), civil(ends));
    let ends = if from.date() == to.date() {
        words.hour(to)
    } else {
        moment(ends)
    };
    shell.d().plan_from_to(starts, ends)
}
