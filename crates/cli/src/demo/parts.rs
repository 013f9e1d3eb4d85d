//! Parts of acts.

use alongside_app::{Failure, Record};
use alongside_charter::Kind;
use alongside_domain::act::{
    About, Day, Digest, Key, Opening, Paper, PaperForm, Party, SubjectKind, Value, Whole,
};
use alongside_domain::{OrganisationId, Wording};
use jiff::civil::Date;

pub(super) fn about(
    record: &mut Record<'_, '_, '_>,
    kind: Kind,
    title: &str,
    body: &str,
    organiser: OrganisationId,
) -> Result<About, Failure> {
    let title = record.seal(&words(title)?);
    let body = match body {
        "" => None,
        body => Some(record.seal(&words(body)?)),
    };
    Ok(About {
        kind: SubjectKind(kind),
        title: Some(title),
        organiser: Some(Party::Organisation(organiser)),
        body,
        part_of: None,
    })
}

/// A paper of which the demo has no file.
pub(super) fn paper(record: &mut Record<'_, '_, '_>, title: &str) -> Result<Paper, Failure> {
    let file = Opening::of_file(record.call().salt(), Digest::of(title.as_bytes()));
    let commitment = file.commitment();
    record.beside([file]);
    Ok(Paper {
        file: commitment,
        form: PaperForm::Original,
        language: None,
        title: record.seal(&words(title)?),
    })
}

pub(super) fn words(text: &str) -> Result<Wording, Failure> {
    Wording::new(text).map_err(|why| unfit(&why))
}

pub(super) fn key(name: &str) -> Result<Key, Failure> {
    Key::try_from(name.to_owned()).map_err(|why| unfit(&why))
}

pub(super) fn day(day: Date) -> Result<Day, Failure> {
    Day::try_from(day).map_err(|why| unfit(&why))
}

pub(super) fn number(number: i64) -> Result<Value, Failure> {
    let whole = Whole::try_from(number).map_err(|why| unfit(&why))?;
    Ok(Value::Number(whole))
}

/// The story is written here, so this does not come up.
fn unfit(why: &dyn std::fmt::Display) -> Failure {
    Failure::wrong("demo", why)
}
