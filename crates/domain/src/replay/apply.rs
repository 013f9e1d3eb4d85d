//! One act applied to what is known. Everything is checked first; an act that does not fit
//! changes nothing.

mod change;
mod subject;

use super::known::KnownOrganisation;
use super::misfit::Misfit;
use super::{KnownArea, State};
use crate::act::{Act, Commitment, Deed, Disclosed, WithdrawalReason};
use crate::organisation::{ForumStage, OrganisationId, OrganisationKind};

impl State {
    /// Applies one act, or says why it does not fit. A use case asks the same before it keeps an
    /// act, so that what is refused in a form and what a checker passes over are the same.
    pub fn apply(&mut self, disclosed: &Disclosed) -> Result<(), Misfit> {
        let act = disclosed.act();
        self.refuse_strangers(act)?;
        self.apply_deed(disclosed)?;
        for (commitment, opening) in disclosed.openings() {
            if !self.withdrawn.contains_key(&commitment) {
                self.texts.insert(commitment, opening.text().to_owned());
            }
        }
        Ok(())
    }

    pub(super) fn withdraw(&mut self, text: Commitment, reason: WithdrawalReason) {
        self.texts.remove(&text);
        self.withdrawn.entry(text).or_insert(reason);
    }

    /// An act belongs to this area's record, and is done by an organisation in it. The first acts
    /// of a record open it and register organisations, so whoever does these need not be in it.
    fn refuse_strangers(&self, act: &Act) -> Result<(), Misfit> {
        let Some(area) = &self.area else {
            let opens = matches!(act.deed, Deed::AreaOpened { .. });
            return if opens { Ok(()) } else { Err(Misfit::NotOpen) };
        };
        if area.slug != act.area {
            return Err(Misfit::OtherArea);
        }
        match act.deed {
            Deed::AreaOpened { .. } => Err(Misfit::OpenAlready),
            Deed::OrganisationRegistered { .. } => Ok(()),
            _ => self.present(act.by).map(drop),
        }
    }

    fn present(&self, id: OrganisationId) -> Result<&KnownOrganisation, Misfit> {
        let known = self
            .organisations
            .get(&id)
            .ok_or(Misfit::UnknownOrganisation(id))?;
        if known.ended.is_some() {
            return Err(Misfit::EndedOrganisation(id));
        }
        Ok(known)
    }

    fn present_mut(&mut self, id: OrganisationId) -> Result<&mut KnownOrganisation, Misfit> {
        self.present(id)?;
        self.organisations
            .get_mut(&id)
            .ok_or(Misfit::UnknownOrganisation(id))
    }

    fn apply_deed(&mut self, disclosed: &Disclosed) -> Result<(), Misfit> {
        let act = disclosed.act();
        match &act.deed {
            Deed::AreaOpened { name, gss } => {
                self.area = Some(KnownArea {
                    slug: act.area.clone(),
                    name: *name,
                    gss: gss.clone(),
                    opened: act.at,
                });
                Ok(())
            }
            Deed::OrganisationRegistered {
                organisation,
                kind,
                name,
            } => self.register(act, *organisation, *kind, *name),
            Deed::OrganisationRenamed { organisation, name } => {
                self.present_mut(*organisation)?.name = *name;
                Ok(())
            }
            Deed::OrganisationEnded {
                organisation,
                successor,
            } => {
                successor.map(|id| self.present(id).map(drop)).transpose()?;
                let known = self.present_mut(*organisation)?;
                known.ended = Some(act.at);
                known.successor = *successor;
                Ok(())
            }
            Deed::ForumStageChanged {
                organisation,
                from,
                to,
            } => self.change_stage(*organisation, *from, *to),
            Deed::CharterAdopted {
                charter,
                version,
                from,
            } => {
                let charter = charter.name().clone();
                Ok(self
                    .adoptions
                    .adopt(charter, *version, from.date(), act.at)?)
            }
            Deed::CharterEnded { charter, from } => {
                Ok(self
                    .adoptions
                    .end(charter.name().clone(), from.date(), act.at)?)
            }
            Deed::TextWithdrawn { text, reason } => {
                self.withdraw(*text, *reason);
                Ok(())
            }
            _ => self.apply_to_subject(act, disclosed.digest()),
        }
    }

    fn register(
        &mut self,
        act: &Act,
        id: OrganisationId,
        kind: OrganisationKind,
        name: Commitment,
    ) -> Result<(), Misfit> {
        if self.organisations.contains_key(&id) {
            return Err(Misfit::KnownOrganisation(id));
        }
        let organisation = KnownOrganisation {
            kind,
            name,
            registered: act.at,
            stage: (kind == OrganisationKind::Forum).then_some(ForumStage::None),
            ended: None,
            successor: None,
        };
        self.organisations.insert(id, organisation);
        Ok(())
    }

    fn change_stage(
        &mut self,
        id: OrganisationId,
        from: ForumStage,
        to: ForumStage,
    ) -> Result<(), Misfit> {
        let known = self.present_mut(id)?;
        let stage = known.stage.ok_or(Misfit::NoForum)?;
        if stage != from {
            return Err(Misfit::StageIs(stage));
        }
        known.stage = Some(stage.step_to(to)?);
        Ok(())
    }
}
