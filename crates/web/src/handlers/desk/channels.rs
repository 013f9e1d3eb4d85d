//! Where people are told of a meeting, and it is noted how.

use alongside_app::Failure as App;
use alongside_app::tell_people::{Wish, tell_people};
use alongside_charter::{Fact, Subject, fact};
use alongside_domain::meeting::Channel;
use alongside_pages::form::Typed;
use alongside_pages::public::{Said, Shell, SubjectLink, has_flyer};
use alongside_pages::staff::Channels;
use alongside_pages::{Language, Words, links};
use jiff::civil::Date;

use super::meetings::changeable;
use super::texts::Readers;
use super::{again, done, here, shell, today};
use crate::answer::Answer;
use crate::areas::Known;
use crate::asked::Asked;
use crate::failure::Failure;
use crate::handlers::flyers;
use crate::handlers::subjects::id_of;

/// Words to send, flyers, and which ways were used.
pub(crate) fn page(asked: &Asked) -> Result<Answer, Failure> {
    let known = here(asked)?;
    let today = today(asked, &known);
    let filled = Filled {
        day: Typed::new(&today),
        ..Filled::default()
    };
    Ok(asked.html(filled_in(asked, &known, &filled)?))
}

/// It is noted which ways were used.
pub(crate) fn note(asked: &Asked) -> Result<Answer, Failure> {
    let (known, fields) = (here(asked)?, asked.fields()?);
    let subject = changeable(asked, &known)?;
    let (slug, id) = (&known.area.slug, id_of(&subject.id)?);
    let ticked = fields.all("channels").map(Channel::from_name);
    let ticked: Option<Vec<Channel>> = ticked.collect();
    let wish = Wish {
        channels: &ticked.ok_or(Failure::Unreadable)?,
        day: fields.get("day"),
    };
    match asked.change(|tx, call| tell_people(tx, call, slug, id, &wish)) {
        Ok(()) => {
            let back = links::meeting_channels(slug.as_str(), &subject.id);
            done(asked, &back, Said::PeopleTold)
        }
        Err(App::Wrong(wrong)) => {
            let filled = Filled {
                ticked: Some(wish.channels),
                error: wrong.with("channels"),
                day: Typed {
                    value: wish.day,
                    error: wrong.with("day"),
                },
            };
            Ok(again(asked, filled_in(asked, &known, &filled)?))
        }
        Err(failure) => Err(failure.into()),
    }
}

/// What was ticked and typed, and what is wrong with it.
#[derive(Default)]
struct Filled<'a> {
    /// Nothing where nobody was asked yet: what the service did itself is ticked.
    ticked: Option<&'a [Channel]>,
    error: &'a str,
    day: Typed<'a>,
}

fn filled_in(asked: &Asked, known: &Known, filled: &Filled<'_>) -> Result<String, Failure> {
    let subject = changeable(asked, known)?;
    if !has_flyer(subject) {
        return Err(Failure::NotFound);
    }
    let around = known.place();
    let shell = shell(asked, &around)?;
    let day = |name: &str| day(known, subject, name);
    let used: Vec<(Channel, Date)> = Channel::ALL
        .into_iter()
        .filter_map(|channel| Some((channel, day(channel.fact())?)))
        .collect();
    let sheets = asked.read(|snapshot| {
        let one = |language: Language| {
            let words = Shell {
                words: Words::of(language),
                ..shell
            };
            let sheet = flyers::of(asked, snapshot, known, subject, words, |_, sheet| {
                Ok(sheet.clone())
            });
            Ok::<_, Failure>((language, sheet?))
        };
        Language::ALL
            .into_iter()
            .map(one)
            .collect::<Result<Vec<_>, _>>()
    })?;
    let readers = Readers::of(asked, known, subject)?;
    let told_by = [Channel::Email, Channel::Text]
        .into_iter()
        .zip(readers.both);
    let told_by: Vec<Channel> = told_by
        .filter_map(|(channel, count)| (count > 0).then_some(channel))
        .collect();
    let page = Channels {
        shell,
        subject: SubjectLink::from(subject),
        starts: super::meetings::starts(subject).ok_or(Failure::NotFound)?,
        announced: day(fact::ANNOUNCED).ok_or(Failure::NotFound)?,
        sheets: &sheets,
        used: &used,
        ticked: filled.ticked.unwrap_or(&told_by),
        error: filled.error,
        day: filled.day,
        followers: readers.both,
    };
    Ok(page.render()?)
}

/// The day that a fact names.
fn day(known: &Known, subject: &Subject, name: &str) -> Option<Date> {
    let when = subject.fact(name).and_then(Fact::when)?;
    Some(when.day(&known.area.zone))
}
