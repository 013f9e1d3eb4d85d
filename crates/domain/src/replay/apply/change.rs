//! What is known of one subject, changed by one act.

use std::collections::BTreeMap;

use alongside_charter::{Kind, fact};

use crate::act::{Key, Moment, Value};
use crate::replay::known::{KnownSubject, Origin};
use crate::replay::misfit::Misfit;

impl KnownSubject {
    pub(super) fn refuse_cancelled(&self) -> Result<(), Misfit> {
        match self.value(fact::CANCELLED) {
            Some(_) => Err(Misfit::Cancelled),
            None => Ok(()),
        }
    }

    pub(super) fn refuse_other_than(&self, needed: Kind) -> Result<(), Misfit> {
        let is = self.about.kind.0;
        if is == needed {
            Ok(())
        } else {
            Err(Misfit::Kind { is, needed })
        }
    }

    /// The fact that says when it is to begin.
    pub(super) const fn starting_fact(&self) -> &'static str {
        match self.about.kind.0 {
            Kind::Consultation => fact::OPENED,
            _ => fact::STARTS,
        }
    }

    pub(super) const fn ending_fact(&self) -> &'static str {
        match self.about.kind.0 {
            Kind::Consultation => fact::CLOSED,
            _ => fact::ENDS,
        }
    }

    pub(super) fn tell(&mut self, facts: &BTreeMap<Key, Value>, told: Origin) {
        let facts = facts
            .iter()
            .map(|(key, value)| (key.clone(), (*value, told)));
        self.facts.extend(facts);
    }

    /// It happened by this act, at its instant.
    pub(super) fn witness(&mut self, name: &'static str, origin: Origin) {
        self.set(name, Value::At(origin.at), origin);
        self.acts.push(origin.act);
    }

    /// The same, where it had not happened before: papers shared twice were shared the first time.
    pub(super) fn witness_first(&mut self, name: &'static str, origin: Origin) {
        if self.value(name).is_none() {
            self.set(name, Value::At(origin.at), origin);
        }
        self.acts.push(origin.act);
    }

    pub(super) fn reschedule(
        &mut self,
        (starts, ends): (Moment, Option<Moment>),
        origin: Origin,
    ) -> Result<(), Misfit> {
        self.refuse_cancelled()?;
        if self.consultation.is_some() {
            return Err(Misfit::Opened);
        }
        // Findings take the notice of a moved meeting from the day it was moved, so moving what
        // was only a date to keep free would pass for an announcement.
        if self.value(fact::ANNOUNCED).is_none() {
            return Err(Misfit::NotAnnounced);
        }
        self.set(self.starting_fact(), starts.into(), origin);
        self.set_or_clear(self.ending_fact(), ends, origin);
        self.witness(fact::RESCHEDULED, origin);
        Ok(())
    }

    pub(super) fn correct(
        &mut self,
        fact: &Key,
        was: Value,
        now: Option<Value>,
        told: Origin,
    ) -> Result<(), Misfit> {
        match self.facts.get(fact) {
            Some((_, origin)) if origin.is_witnessed => {
                return Err(Misfit::Witnessed(fact.name().clone()));
            }
            Some((known, _)) if *known == was => {}
            _ => return Err(Misfit::FactIs(fact.name().clone())),
        }
        match now {
            Some(value) => {
                self.facts.insert(fact.clone(), (value, told));
            }
            None => {
                self.facts.remove(fact);
            }
        }
        self.acts.push(told.act);
        Ok(())
    }
}
