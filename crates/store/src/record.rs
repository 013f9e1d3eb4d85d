//! The record of an area: its acts, and what they leave.
//!
//! [`keep`] is the only way in. It adds the act to the outbox, puts its texts beside it, and keeps what the act leaves
//! of the area, the organisation or the subject it is about, all in the caller's transaction. What is kept is what
//! [`State::replay`] of the acts would give, which the tests hold.

use std::collections::BTreeMap;

use alongside_domain::act::{
    Act, Commitment, Deed, Disclosed, Key, NotDisclosed, Opening, SubjectId, WithdrawalReason,
};
use alongside_domain::replay::{KnownArea, KnownOrganisation, KnownSubject, Parts, State};
use alongside_domain::{Adoption, AreaSlug, GssCode, Instant, OrganisationId};
use serde::de::DeserializeOwned;
use uuid::Uuid;

use crate::sql::{Error, Row, Snapshot, Transaction, Value, json, statements};
use crate::{areas, outbox};

statements! {
    AREA = "select name_text, gss, opened_at, version, last_at from areas where slug = $1";
    ORGANISATIONS = "select id, kind, name, registered_at, stage, ended_at, successor from organisations
        where area = $1";
    KEEP_ORGANISATION = "insert into organisations (id, area, kind, name, registered_at, stage, ended_at, successor)
        values ($1, $2, $3, $4, $5, $6, $7, $8)
        on conflict (id) do update set name = $4, stage = $6, ended_at = $7, successor = $8";
    ADOPTIONS = "select charter, version, from_day, told_at from adoptions where area = $1 order by number";
    KEEP_ADOPTION = "insert into adoptions (area, number, charter, version, from_day, told_at)
        values ($1, $2, $3, $4, $5, $6)";
    SUBJECT = "select id, known from subjects where id = $2 and area = $1";
    SUBJECTS = "select id, known from subjects where area = $1";
    CHANGED = "select id, known from subjects where area = $1 and changed > $2";
    KEEP_SUBJECT = "insert into subjects (id, area, changed, known)
        values ($1, $2, (select version from areas where slug = $2), $3)
        on conflict (id) do update set changed = (select version from areas where slug = $2), known = $3";
    TEXTS = "select commitment, opening, withdrawn from texts where area = $1";
    TEXTS_OF_NONE = "select commitment, opening, withdrawn from texts where area = $1 and subject is null";
    TEXTS_OF = "select commitment, opening, withdrawn from texts where area = $1 and subject = $2";
    TEXTS_BESIDE = "select opening from texts where act = $1 and opening is not null";
    TEXTS_BETWEEN = "select texts.act, texts.opening from texts inner join outbox on outbox.id = texts.act
        where outbox.area = $1 and outbox.at >= $2 and outbox.at <= $3 and texts.opening is not null";
    TEXTS_BESIDE_ANY = "select act, opening from texts where subject = $1 and area = $2 and opening is not null";
    ALL_TEXTS = "select commitment, act, opening from texts where area = $1 and opening is not null";
    KEEP_TEXT = "insert into texts (commitment, area, subject, act, opening) values ($1, $2, $3, $4, $5)";
    TAKE_TEXT_BACK = "update texts set opening = null, withdrawn = $3, withdrawn_by = $4
        where commitment = $2 and area = $1";
    TAKEN_BACK = "select texts.commitment, texts.withdrawn, outbox.at from texts
        inner join outbox on outbox.id = texts.withdrawn_by where texts.act = $1";
}

/// What is known of an area, or of a part of it.
#[derive(Debug, Clone)]
pub struct Known {
    /// What the acts left.
    pub state: State,
    /// How many changes there were.
    pub version: i64,
    /// The instant of the last act.
    pub last: Instant,
}

/// How much of an area is asked for.
#[derive(Debug, Clone, Copy)]
pub enum Of<'a> {
    /// The area, its organisations and charters, and these subjects.
    Subjects(&'a [SubjectId]),
    /// The same, and the subjects changed after this version.
    ChangedSince(i64),
    /// Everything.
    All,
}

/// What is known of an area; nothing where there is none of this name.
pub fn load(
    snapshot: &mut Snapshot<'_>,
    area: &AreaSlug,
    of: Of<'_>,
) -> Result<Option<Known>, Error> {
    let slug = || Value::from(area.as_str());
    let found = snapshot.row(AREA, &[slug()], |row| {
        Ok((
            row.parse(0)?,
            row.parse_any(1)?,
            row.get::<Instant>(2)?,
            row.get::<i64>(3)?,
            row.get::<Instant>(4)?,
        ))
    })?;
    let Some((name, gss, opened, version, last)) = found else {
        return Ok(None);
    };
    let mut parts = Parts {
        organisations: snapshot.rows(ORGANISATIONS, &[slug()], organisation)?,
        adoptions: snapshot.rows(ADOPTIONS, &[slug()], adoption)?,
        ..Parts::default()
    };
    parts.area = Some(KnownArea {
        slug: area.clone(),
        name,
        gss,
        opened,
    });
    match of {
        Of::All => {
            parts.subjects = snapshot.rows(SUBJECTS, &[slug()], subject)?;
            take_texts(&mut parts, snapshot.rows(TEXTS, &[slug()], text)?);
        }
        Of::Subjects(_) | Of::ChangedSince(_) => {
            take_texts(&mut parts, snapshot.rows(TEXTS_OF_NONE, &[slug()], text)?);
            parts.subjects = match of {
                Of::Subjects(ids) => one_by_one(snapshot, area, ids)?,
                Of::ChangedSince(version) => {
                    snapshot.rows(CHANGED, &[slug(), version.into()], subject)?
                }
                Of::All => Vec::new(),
            };
            for place in 0..parts.subjects.len() {
                let Some((id, _)) = parts.subjects.get(place) else {
                    break;
                };
                let texts = snapshot.rows(TEXTS_OF, &[slug(), (*id).into()], text)?;
                take_texts(&mut parts, texts);
            }
        }
    }
    Ok(Some(Known {
        state: State::from(parts),
        version,
        last,
    }))
}

/// Keeps an act that `state` has applied, and what it leaves.
///
/// An act that is not later than the last of its area is an error: acts of an area follow one another.
pub fn keep(
    tx: &mut Transaction<'_>,
    id: Uuid,
    disclosed: &Disclosed,
    state: &State,
) -> Result<(), Error> {
    let act = disclosed.act();
    if let (Deed::AreaOpened { name, gss }, Some(_)) = (&act.deed, state.area()) {
        let called = disclosed.text(*name).unwrap_or(act.area.as_str());
        let gss = gss.as_ref().map(GssCode::as_str);
        areas::open(tx, &act.area, called, *name, gss, act.at)?;
    } else if !areas::move_on(tx, act.area.as_str(), act.at)? {
        return Err(Error::other(
            "an act is not later than the last of its area",
        ));
    }
    add(tx, id, disclosed)?;
    if let Some(subject) = act.deed.subject() {
        return keep_subject(tx, &act.area, subject, state);
    }
    areas::reshape(tx, act.area.as_str())?;
    keep_what_is_about_the_area(tx, id, act, state)
}

/// An act as it was kept, with those of its texts that were not taken back.
pub fn disclosed(snapshot: &mut Snapshot<'_>, act: &outbox::Act) -> Result<Disclosed, Error> {
    let texts: Vec<Opening> = snapshot.rows(TEXTS_BESIDE, &[act.id.into()], |row| row.json(0))?;
    with_texts(act, texts)
}

/// Acts of one area that follow one another, in their order, each as [`disclosed`].
pub fn disclosed_in_turn(
    snapshot: &mut Snapshot<'_>,
    acts: &[outbox::Act],
) -> Result<Vec<Disclosed>, Error> {
    let (Some(one), Some(other)) = (acts.first(), acts.last()) else {
        return Ok(Vec::new());
    };
    let values = [
        one.area.as_str().into(),
        one.at.min(other.at).into(),
        one.at.max(other.at).into(),
    ];
    let texts = snapshot.rows(TEXTS_BETWEEN, &values, beside)?;
    with_their_texts(acts, texts)
}

/// The acts about one subject, in their order, each as [`disclosed`].
pub fn disclosed_about(
    snapshot: &mut Snapshot<'_>,
    subject: SubjectId,
    acts: &[outbox::Act],
) -> Result<Vec<Disclosed>, Error> {
    let Some(one) = acts.first() else {
        return Ok(Vec::new());
    };
    let values = [subject.into(), one.area.as_str().into()];
    let texts = snapshot.rows(TEXTS_BESIDE_ANY, &values, beside)?;
    with_their_texts(acts, texts)
}

/// A text that can be shown, with the act that commits to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// What stands for it in the act.
    pub commitment: Commitment,
    /// The id of the act.
    pub act: Uuid,
    /// The text.
    pub text: String,
}

/// Every text of an area that can be shown, in no order.
pub fn texts(snapshot: &mut Snapshot<'_>, area: &AreaSlug) -> Result<Vec<Shown>, Error> {
    snapshot.rows(ALL_TEXTS, &[area.as_str().into()], |row| {
        Ok(Shown {
            commitment: row.parse(0)?,
            act: row.get(1)?,
            text: row.json::<Opening>(2)?.text().to_owned(),
        })
    })
}

/// A text of an act that was taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TakenBack {
    /// What stands for it in the act.
    pub text: Commitment,
    /// Why.
    pub reason: WithdrawalReason,
    /// When.
    pub at: Instant,
}

/// The texts of an act that were taken back, in no order.
pub fn taken_back(snapshot: &mut Snapshot<'_>, act: Uuid) -> Result<Vec<TakenBack>, Error> {
    snapshot.rows(TAKEN_BACK, &[act.into()], |row| {
        Ok(TakenBack {
            text: row.parse(0)?,
            reason: row.json(1)?,
            at: row.get(2)?,
        })
    })
}

fn beside(row: &Row<'_>) -> Result<(Uuid, Opening), Error> {
    Ok((row.get(0)?, row.json(1)?))
}

fn with_their_texts(
    acts: &[outbox::Act],
    texts: Vec<(Uuid, Opening)>,
) -> Result<Vec<Disclosed>, Error> {
    let mut by_act: BTreeMap<Uuid, Vec<Opening>> = BTreeMap::new();
    for (act, opening) in texts {
        by_act.entry(act).or_default().push(opening);
    }
    acts.iter()
        .map(|act| with_texts(act, by_act.remove(&act.id).unwrap_or_default()))
        .collect()
}

fn with_texts(act: &outbox::Act, texts: Vec<Opening>) -> Result<Disclosed, Error> {
    Disclosed::parse(act.body.as_bytes(), texts).map_err(|error| match error {
        NotDisclosed::Act(cause) => {
            Error::other(format!("an act that was kept cannot be read: {cause}"))
        }
        NotDisclosed::Text(_) => Error::other("a text beside an act is not one of its"),
    })
}

fn add(tx: &mut Transaction<'_>, id: Uuid, disclosed: &Disclosed) -> Result<(), Error> {
    let act = disclosed.act();
    let subject = act.deed.subject().map(|subject| subject.to_string());
    let body = String::from_utf8(act.canonical())
        .map_err(|_| Error::other("an act is not written in UTF-8"))?;
    outbox::add(
        tx,
        id,
        act.area.as_str(),
        subject.as_deref(),
        act.at.timestamp(),
        &body,
    )?;
    for (commitment, opening) in disclosed.openings() {
        let values = [
            commitment.to_string().into(),
            act.area.as_str().into(),
            subject.as_deref().into(),
            id.into(),
            json(opening)?.into(),
        ];
        tx.execute(KEEP_TEXT, &values)?;
    }
    Ok(())
}

fn keep_subject(
    tx: &mut Transaction<'_>,
    area: &AreaSlug,
    id: SubjectId,
    state: &State,
) -> Result<(), Error> {
    let known = state.known_subjects().get(&id);
    let known = known.ok_or_else(|| Error::other("an act was kept that was not applied"))?;
    let values = [id.into(), area.as_str().into(), json(known)?.into()];
    tx.execute(KEEP_SUBJECT, &values).map(drop)
}

fn keep_what_is_about_the_area(
    tx: &mut Transaction<'_>,
    id: Uuid,
    act: &Act,
    state: &State,
) -> Result<(), Error> {
    match &act.deed {
        Deed::OrganisationRegistered { organisation, .. }
        | Deed::OrganisationRenamed { organisation, .. }
        | Deed::OrganisationEnded { organisation, .. }
        | Deed::ForumStageChanged { organisation, .. } => {
            keep_organisation(tx, &act.area, *organisation, state)
        }
        Deed::CharterAdopted { .. } | Deed::CharterEnded { .. } => {
            keep_adoption(tx, &act.area, state)
        }
        Deed::TextWithdrawn { text, reason } => {
            let values = [
                act.area.as_str().into(),
                text.to_string().into(),
                json(reason)?.into(),
                id.into(),
            ];
            tx.execute(TAKE_TEXT_BACK, &values)?;
            areas::forget_name(tx, &act.area, *text)
        }
        // An area that opens is kept already, and what is about a subject is kept with it.
        _ => Ok(()),
    }
}

fn keep_organisation(
    tx: &mut Transaction<'_>,
    area: &AreaSlug,
    id: OrganisationId,
    state: &State,
) -> Result<(), Error> {
    let Some(known) = state.organisations().get(&id) else {
        return Err(Error::other("an act was kept that was not applied"));
    };
    let values = [
        id.into(),
        area.as_str().into(),
        json(&known.kind)?.into(),
        known.name.to_string().into(),
        known.registered.into(),
        known.stage.as_ref().map(json).transpose()?.into(),
        known.ended.into(),
        known.successor.into(),
    ];
    tx.execute(KEEP_ORGANISATION, &values).map(drop)
}

fn keep_adoption(tx: &mut Transaction<'_>, area: &AreaSlug, state: &State) -> Result<(), Error> {
    let all = state.adoptions().all();
    let Some(latest) = all.last() else {
        return Err(Error::other("an act was kept that was not applied"));
    };
    let number = i64::try_from(all.len()).unwrap_or(i64::MAX);
    let values = [
        area.as_str().into(),
        number.into(),
        latest.charter.as_str().into(),
        latest.version.map(|version| version.to_string()).into(),
        latest.from.to_string().into(),
        latest.told.into(),
    ];
    tx.execute(KEEP_ADOPTION, &values).map(drop)
}

fn one_by_one(
    snapshot: &mut Snapshot<'_>,
    area: &AreaSlug,
    ids: &[SubjectId],
) -> Result<Vec<(SubjectId, KnownSubject)>, Error> {
    let mut found = Vec::with_capacity(ids.len());
    for id in ids {
        found.extend(snapshot.row(SUBJECT, &[area.as_str().into(), (*id).into()], subject)?);
    }
    Ok(found)
}

/// A text, or why it was taken back.
type Text = (Commitment, Option<String>, Option<String>);

fn take_texts(parts: &mut Parts, texts: Vec<Text>) {
    for (commitment, opening, withdrawn) in texts {
        if let Some(opening) = opening.and_then(|json| serde_json::from_str::<Opening>(&json).ok())
        {
            parts.texts.push((commitment, opening.text().to_owned()));
        }
        if let Some(reason) = withdrawn.and_then(|json| serde_json::from_str(&json).ok()) {
            parts.withdrawn.push((commitment, reason));
        }
    }
}

fn text(row: &Row<'_>) -> Result<Text, Error> {
    Ok((row.parse(0)?, row.get(1)?, row.get(2)?))
}

fn subject(row: &Row<'_>) -> Result<(SubjectId, KnownSubject), Error> {
    Ok((row.get(0)?, row.json(1)?))
}

fn organisation(row: &Row<'_>) -> Result<(OrganisationId, KnownOrganisation), Error> {
    let known = KnownOrganisation {
        kind: row.json(1)?,
        name: row.parse(2)?,
        registered: row.get(3)?,
        stage: json_or_none(row, 4)?,
        ended: row.get(5)?,
        successor: row.get(6)?,
    };
    Ok((row.get(0)?, known))
}

fn adoption(row: &Row<'_>) -> Result<Adoption, Error> {
    let charter = Key::try_from(row.get::<String>(0)?).map_err(|_| row.unread(0))?;
    Ok(Adoption {
        charter: charter.name().clone(),
        version: row.parse_any(1)?,
        from: row.parse(2)?,
        told: row.get(3)?,
    })
}

fn json_or_none<T: DeserializeOwned>(row: &Row<'_>, column: usize) -> Result<Option<T>, Error> {
    let text: Option<String> = row.get(column)?;
    text.map(|_| row.json(column)).transpose()
}
