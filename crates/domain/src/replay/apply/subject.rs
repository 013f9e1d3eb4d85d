//! Acts about subjects.

use std::collections::BTreeMap;

use alongside_charter::{Kind, fact};

use crate::act::{
    About, Act, Claimed, Deed, Digest, Import, Key, Moment, Paper, Party, SubjectId, Value,
};
use crate::replay::State;
use crate::replay::known::{ConsultationStage, KnownExcuse, KnownSubject, Origin};
use crate::replay::misfit::Misfit;

impl State {
    /// What is entered about a subject; what happens to it follows below.
    pub(super) fn apply_to_subject(&mut self, act: &Act, digest: Digest) -> Result<(), Misfit> {
        let origin = Origin {
            act: digest,
            at: act.at,
            by: act.by,
            is_witnessed: true,
        };
        let told = Origin {
            is_witnessed: false,
            ..origin
        };
        match &act.deed {
            Deed::SubjectRecorded {
                subject,
                about,
                facts,
                claims,
                import,
            } => self.record_subject(*subject, *about, facts, claims, *import, told),
            Deed::FactRecorded {
                subject,
                fact,
                value,
            } => {
                let known = self.counted(*subject)?;
                if known.facts.contains_key(fact) {
                    return Err(Misfit::KnownFact(fact.name().clone()));
                }
                known.facts.insert(fact.clone(), (*value, told));
                known.acts.push(origin.act);
                Ok(())
            }
            Deed::FactCorrected {
                subject,
                fact,
                was,
                now,
                ..
            } => self.counted(*subject)?.correct(fact, *was, *now, told),
            Deed::ClaimRecorded {
                subject,
                standard,
                claim,
            } => {
                let known = self.counted(*subject)?;
                known.claims.insert(standard.clone(), (*claim, told));
                known.acts.push(origin.act);
                Ok(())
            }
            Deed::Excused {
                subject,
                standard,
                reason,
                agreed_by,
            } => {
                let excuse = KnownExcuse {
                    standard: standard.clone(),
                    reason: *reason,
                    agreed_by: *agreed_by,
                    origin,
                };
                self.excuse(*subject, excuse)
            }
            Deed::SubjectStruck { subject, reason } => {
                let known = self.counted(*subject)?;
                known.struck = Some(*reason);
                known.acts.push(origin.act);
                Ok(())
            }
            _ => self.happen(act, origin),
        }
    }

    /// What happens to a subject by the act itself, at its instant.
    fn happen(&mut self, act: &Act, origin: Origin) -> Result<(), Misfit> {
        match &act.deed {
            Deed::DateSaved {
                subject,
                about,
                starts,
            } => self.save_date(*subject, *about, *starts, origin),
            Deed::Announced {
                subject,
                about,
                starts,
                ends,
                facts,
            } => self.announce(*subject, *about, (*starts, *ends), facts, origin),
            Deed::Described {
                subject,
                description,
            } => {
                let known = self.going_ahead(*subject)?;
                known.description = Some(description.clone());
                known.acts.push(origin.act);
                Ok(())
            }
            Deed::Rescheduled {
                subject,
                starts,
                ends,
                ..
            } => self.counted(*subject)?.reschedule((*starts, *ends), origin),
            Deed::Cancelled { subject, .. } => {
                let known = self.going_ahead(*subject)?;
                known.witness(fact::CANCELLED, origin);
                Ok(())
            }
            Deed::PapersShared { subject, papers } => {
                let known = self.given_papers(*subject, papers)?;
                known.papers.extend(papers.iter().cloned());
                known.witness_first(fact::PAPERS, origin);
                Ok(())
            }
            Deed::MinutesPublished { subject, minutes } => {
                let known = self.given_papers(*subject, minutes)?;
                known.minutes.extend(minutes.iter().cloned());
                known.witness_first(fact::MINUTES, origin);
                Ok(())
            }
            Deed::ConsultationAnswered { subject, answer } => {
                let known = self.given_papers(*subject, answer)?;
                known.refuse_other_than(Kind::Consultation)?;
                known.answer.extend(answer.iter().cloned());
                known.witness_first(fact::RESPONDED, origin);
                Ok(())
            }
            Deed::ConsultationOpened {
                subject,
                about,
                closes,
                facts,
            } => self.open_consultation(*subject, *about, *closes, facts, origin),
            Deed::ClosingMoved {
                subject, closes, ..
            } => {
                let known = self.open_one(*subject)?;
                known.set(fact::CLOSED, (*closes).into(), origin);
                known.acts.push(origin.act);
                Ok(())
            }
            Deed::ConsultationClosed { subject } => {
                let known = self.open_one(*subject)?;
                known.consultation = Some(ConsultationStage::Closed);
                known.witness(fact::CLOSED, origin);
                Ok(())
            }
            // These are applied above.
            Deed::AreaOpened { .. }
            | Deed::OrganisationRegistered { .. }
            | Deed::OrganisationRenamed { .. }
            | Deed::OrganisationEnded { .. }
            | Deed::ForumStageChanged { .. }
            | Deed::CharterAdopted { .. }
            | Deed::CharterEnded { .. }
            | Deed::TextWithdrawn { .. }
            | Deed::SubjectRecorded { .. }
            | Deed::FactRecorded { .. }
            | Deed::FactCorrected { .. }
            | Deed::ClaimRecorded { .. }
            | Deed::Excused { .. }
            | Deed::SubjectStruck { .. } => Ok(()),
        }
    }

    /// A subject that is there and not struck out.
    fn counted(&mut self, id: SubjectId) -> Result<&mut KnownSubject, Misfit> {
        let known = self
            .subjects
            .get_mut(&id)
            .ok_or(Misfit::UnknownSubject(id))?;
        match known.struck {
            Some(reason) => Err(Misfit::Struck(reason)),
            None => Ok(known),
        }
    }

    /// One that is not called off either.
    fn going_ahead(&mut self, id: SubjectId) -> Result<&mut KnownSubject, Misfit> {
        let known = self.counted(id)?;
        known.refuse_cancelled()?;
        Ok(known)
    }

    fn open_one(&mut self, id: SubjectId) -> Result<&mut KnownSubject, Misfit> {
        let known = self.going_ahead(id)?;
        match known.consultation {
            Some(ConsultationStage::Open) => Ok(known),
            Some(ConsultationStage::Closed) => Err(Misfit::Closed),
            None => Err(Misfit::NotOpened),
        }
    }

    fn given_papers(
        &mut self,
        id: SubjectId,
        papers: &[Paper],
    ) -> Result<&mut KnownSubject, Misfit> {
        if papers.is_empty() {
            return Err(Misfit::NoPapers);
        }
        self.counted(id)
    }

    /// A subject that may be there already, to be described anew.
    fn described(&mut self, id: SubjectId, about: About) -> Result<&mut KnownSubject, Misfit> {
        if let Some(Party::Organisation(organiser)) = about.organiser {
            self.present(organiser)?;
        }
        if self.subjects.contains_key(&id) {
            let known = self.going_ahead(id)?;
            known.refuse_other_than(about.kind.0)?;
        }
        let known = self.subjects.entry(id);
        Ok(known.or_insert_with(|| KnownSubject::new(about)))
    }

    fn record_subject(
        &mut self,
        id: SubjectId,
        about: About,
        facts: &BTreeMap<Key, Value>,
        claims: &BTreeMap<Key, Claimed>,
        import: Option<Import>,
        told: Origin,
    ) -> Result<(), Misfit> {
        if self.subjects.contains_key(&id) {
            return Err(Misfit::KnownSubject(id));
        }
        let known = self.described(id, about)?;
        known.import = import;
        known.tell(facts, told);
        let claims = claims
            .iter()
            .map(|(key, claim)| (key.clone(), (*claim, told)));
        known.claims.extend(claims);
        known.acts.push(told.act);
        Ok(())
    }

    fn save_date(
        &mut self,
        id: SubjectId,
        about: About,
        starts: Moment,
        origin: Origin,
    ) -> Result<(), Misfit> {
        self.refuse_announced(id)?;
        let known = self.described(id, about)?;
        known.about = about;
        known.set(known.starting_fact(), starts.into(), origin);
        known.witness(fact::SAVE_THE_DATE, origin);
        Ok(())
    }

    fn announce(
        &mut self,
        id: SubjectId,
        about: About,
        (starts, ends): (Moment, Option<Moment>),
        facts: &BTreeMap<Key, Value>,
        origin: Origin,
    ) -> Result<(), Misfit> {
        self.refuse_announced(id)?;
        let known = self.described(id, about)?;
        known.about = about;
        known.tell(
            facts,
            Origin {
                is_witnessed: false,
                ..origin
            },
        );
        known.set(known.starting_fact(), starts.into(), origin);
        known.set_or_clear(known.ending_fact(), ends, origin);
        known.witness(fact::ANNOUNCED, origin);
        Ok(())
    }

    fn refuse_announced(&self, id: SubjectId) -> Result<(), Misfit> {
        let known = self.subjects.get(&id);
        if known.is_some_and(|known| known.value(fact::ANNOUNCED).is_some()) {
            return Err(Misfit::Announced);
        }
        Ok(())
    }

    fn open_consultation(
        &mut self,
        id: SubjectId,
        about: About,
        closes: Moment,
        facts: &BTreeMap<Key, Value>,
        origin: Origin,
    ) -> Result<(), Misfit> {
        if about.kind.0 != Kind::Consultation {
            return Err(Misfit::Kind {
                is: about.kind.0,
                needed: Kind::Consultation,
            });
        }
        if self
            .subjects
            .get(&id)
            .is_some_and(|known| known.consultation.is_some())
        {
            return Err(Misfit::Opened);
        }
        let known = self.described(id, about)?;
        known.about = about;
        known.consultation = Some(ConsultationStage::Open);
        known.tell(
            facts,
            Origin {
                is_witnessed: false,
                ..origin
            },
        );
        known.set(fact::CLOSED, closes.into(), origin);
        known.witness(fact::OPENED, origin);
        Ok(())
    }

    fn excuse(&mut self, id: SubjectId, excuse: KnownExcuse) -> Result<(), Misfit> {
        if let Some(Party::Organisation(agreed_by)) = excuse.agreed_by {
            self.present(agreed_by)?;
        }
        let known = self.counted(id)?;
        if excuse.agreed_by.is_some() && excuse.agreed_by == known.about.organiser {
            return Err(Misfit::OwnReason);
        }
        known.acts.push(excuse.origin.act);
        known.excuses.push(excuse);
        Ok(())
    }
}
