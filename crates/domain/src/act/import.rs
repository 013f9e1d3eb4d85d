//! A subject from a sheet, as acts.

use std::collections::BTreeMap;

use alongside_charter::{Name, Subject};

use super::{
    About, Claimed, Commitment, Deed, Digest, Import, Key, Opening, Party, Salt, SubjectId,
    SubjectKind, Unfit, Value,
};
use crate::organisation::OrganisationId;
use crate::wording::{Wording, WordingError};

/// What was done, with the texts to keep beside it.
pub type Told = (Deed, Vec<Opening>);

/// Why a subject cannot go into the record.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImportRefusal {
    /// A text cannot be taken.
    #[error("The {what} of \"{id}\" cannot be taken: {why}.")]
    Text {
        /// The id in the sheet.
        id: String,
        /// Which text.
        what: &'static str,
        /// Why.
        why: WordingError,
    },
    /// A name, a day or a figure is beyond what an act can hold.
    #[error(
        "\"{name}\" of \"{id}\" cannot be taken: days lie between 1900 and 2999, figures below nine thousand million million, and names have at most 64 characters."
    )]
    Value {
        /// The id in the sheet.
        id: String,
        /// Which fact or standard.
        name: String,
    },
    /// One side agrees with itself.
    #[error(
        "The reason given for \"{id}\" was agreed by whoever organised it. The other side has to agree, or leave out who agreed."
    )]
    OwnReason {
        /// The id in the sheet.
        id: String,
    },
}

/// The acts by which a subject of a sheet comes into the record: it is recorded, and excused where
/// the sheet gives a reason.
///
/// `sheet` is the digest of the file; `registered` finds an organisation by its name as written;
/// `salt` gives a new random salt each time.
pub fn import(
    subject: &Subject,
    id: SubjectId,
    sheet: Digest,
    registered: impl Fn(&str) -> Option<OrganisationId>,
    salt: impl FnMut() -> Salt,
) -> Result<Vec<Told>, ImportRefusal> {
    let mut sealing = Sealing {
        id: &subject.id,
        salt,
        openings: Vec::new(),
    };
    let unfit = |name: &str| ImportRefusal::Value {
        id: subject.id.clone(),
        name: name.to_owned(),
    };
    let key = |name: &Name| Key::try_from(name.clone()).map_err(|_: Unfit| unfit(name.as_str()));
    let organiser = sealing.party("organiser", &subject.organiser, &registered)?;
    let mut facts = BTreeMap::new();
    for (name, fact) in subject.facts() {
        let value = Value::try_from(*fact).map_err(|_| unfit(name.as_str()))?;
        facts.insert(key(name)?, value);
    }
    let mut claims = BTreeMap::new();
    for (standard, claim) in subject.claims() {
        // A claim without a word says nothing.
        if let Some(words) = sealing.text("claim", claim.words())? {
            let claimed = Claimed::new(claim, words).map_err(|_| unfit(standard.as_str()))?;
            claims.insert(key(standard)?, claimed);
        }
    }
    let recorded = Deed::SubjectRecorded {
        subject: id,
        about: About {
            kind: SubjectKind(subject.kind),
            title: sealing.text("title", &subject.title)?,
            organiser,
            body: sealing.text("body", &subject.body)?,
            part_of: None,
        },
        facts,
        claims,
        import: match sealing.text("id", &subject.id)? {
            Some(row) => Some(Import {
                sheet,
                row,
                source: sealing.text("source", &subject.source)?,
            }),
            None => None,
        },
    };
    let mut told = vec![(recorded, std::mem::take(&mut sealing.openings))];
    if let Some(excuse) = &subject.excuse
        && let Some(reason) = sealing.text("reason", &excuse.reason)?
    {
        let who = excuse.agreed_by.as_deref().unwrap_or_default();
        let agreed_by = sealing.party("agreement", who, &registered)?;
        let is_own = !who.is_empty() && who == subject.organiser;
        if is_own || (agreed_by.is_some() && agreed_by == organiser) {
            let id = subject.id.clone();
            return Err(ImportRefusal::OwnReason { id });
        }
        let excused = Deed::Excused {
            subject: id,
            standard: excuse.standard.as_ref().map(key).transpose()?,
            reason,
            agreed_by,
        };
        told.push((excused, sealing.openings));
    }
    Ok(told)
}

/// Puts texts aside and leaves their commitments.
struct Sealing<'a, S> {
    id: &'a str,
    salt: S,
    openings: Vec<Opening>,
}

impl<S: FnMut() -> Salt> Sealing<'_, S> {
    /// The commitment to a text; none to one that is empty.
    fn text(
        &mut self,
        what: &'static str,
        written: &str,
    ) -> Result<Option<Commitment>, ImportRefusal> {
        let wording = match Wording::new(written) {
            Ok(wording) => wording,
            Err(WordingError::Empty) => return Ok(None),
            Err(why) => {
                let id = self.id.to_owned();
                return Err(ImportRefusal::Text { id, what, why });
            }
        };
        let opening = Opening::new((self.salt)(), &wording);
        let commitment = opening.commitment();
        self.openings.push(opening);
        Ok(Some(commitment))
    }

    fn party(
        &mut self,
        what: &'static str,
        name: &str,
        registered: impl Fn(&str) -> Option<OrganisationId>,
    ) -> Result<Option<Party>, ImportRefusal> {
        match registered(name) {
            Some(organisation) => Ok(Some(Party::Organisation(organisation))),
            None => Ok(self.text(what, name)?.map(Party::Named)),
        }
    }
}

#[cfg(test)]
mod tests {
    use alongside_charter::{Claim, Excuse, Kind};
    use jiff::Timestamp;
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::act::samples::{act, one_of_each, opening, organisation, subject};
    use crate::act::{Act, Disclosed};
    use crate::instant::Instant;
    use crate::replay::State;

    fn imported(from: &Subject) -> Result<Vec<Told>, ImportRefusal> {
        let mut count = 0_u8;
        let salt = || {
            count += 1;
            Salt::new([count; 32])
        };
        let registered = |name: &str| (name == "Rivermead Council").then(|| organisation(1));
        import(from, subject(1), Digest::of(b"a sheet"), registered, salt)
    }

    /// The subject as it comes out of the record again.
    fn through_the_record(from: &Subject) -> Subject {
        let name = opening("Rivermead Council");
        let [opened, council, ..] = <[Act; 26]>::try_from(one_of_each()).unwrap();
        let mut record = vec![
            Disclosed::new(opened, []).unwrap(),
            Disclosed::new(council, [name]).unwrap(),
        ];
        for (deed, openings) in imported(from).unwrap() {
            record.push(Disclosed::new(act(900, 1, deed), openings).unwrap());
        }
        let late = Instant::from_micros(9_000_000_000_000_000).unwrap();
        let (state, passed_over) = State::replay(&record, late);
        assert_eq!(passed_over, []);
        state.subjects().remove(0)
    }

    fn sample() -> Subject {
        let mut from = Subject::new(Kind::Meeting, "n1")
            .with("announced", date(2021, 6, 9))
            .with(
                "starts",
                "2021-06-14T18:00:00Z".parse::<Timestamp>().unwrap(),
            )
            .with("ways", 2)
            .with("interpreter", true);
        from.title = "Talk about the strategy".to_owned();
        from.organiser = "Rivermead Council".to_owned();
        from.body = "SEND board".to_owned();
        from.source = "a letter".to_owned();
        from.claim(
            Name::new("papers-ahead").unwrap(),
            Claim::parse("<14d").unwrap(),
        );
        from.excuse = Some(Excuse::parse("papers-ahead: snow; agreed by the forum"));
        from
    }

    fn assert_same(from: &Subject, out: &Subject) {
        assert_eq!(out.id, subject(1).to_string());
        let mut expected = from.facts().to_vec();
        expected.sort_by(|(a, _), (b, _)| a.cmp(b));
        assert_eq!(out.facts(), expected);
        assert_eq!(out.claims(), from.claims());
        assert_eq!(out.excuse, from.excuse);
        assert_eq!(
            (&out.title, &out.organiser, &out.body, &out.source, out.kind),
            (
                &from.title,
                &from.organiser,
                &from.body,
                &from.source,
                from.kind
            )
        );
    }

    #[test]
    fn a_subject_comes_out_of_the_record_as_it_went_in() {
        assert_same(&sample(), &through_the_record(&sample()));
        let bare = Subject::new(Kind::Promise, "p1");
        assert_same(&bare, &through_the_record(&bare));
    }

    #[test]
    fn what_cannot_go_into_the_record_is_told_in_words() {
        let mut hidden = sample();
        hidden.title = "Talk\u{202e}".to_owned();
        let mut own = sample();
        own.excuse = Some(Excuse::parse("snow; agreed by Rivermead Council"));
        let far = sample().with("starts", date(3000, 1, 1));
        for (from, words) in [
            (
                hidden,
                "The title of \"n1\" cannot be taken: this has characters that cannot be shown; type it again instead of pasting it.",
            ),
            (
                own,
                "The reason given for \"n1\" was agreed by whoever organised it. The other side has to agree, or leave out who agreed.",
            ),
            (
                far,
                "\"starts\" of \"n1\" cannot be taken: days lie between 1900 and 2999, figures below nine thousand million million, and names have at most 64 characters.",
            ),
        ] {
            assert_eq!(imported(&from).unwrap_err().to_string(), words);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_facts_come_out_as_they_went_in(
            days in prop::collection::btree_map("[a-z]{1,9}(-[a-z0-9]{1,5}){0,2}", 0_i64..90_000, 0..6),
            seconds in prop::option::of(0_i64..4_000_000_000),
            number in -1_000_000_i64..1_000_000,
            title in "[ -~éüŵ]{0,40}",
        ) {
            let mut from = Subject::new(Kind::Meeting, "n1").with("a-number", number);
            for (name, past) in days {
                let day = date(1950, 1, 1).saturating_add(jiff::Span::new().days(past));
                from = from.with(&name, day);
            }
            if let Some(seconds) = seconds {
                from = from.with("an-instant", Timestamp::from_second(seconds).unwrap());
            }
            from.title = title.trim().to_owned();
            assert_same(&from, &through_the_record(&from));
        }
    }
}
