//! Bounds on how many of some candidates are elected.

/// At least so many, or at most so many, of some candidates are to be elected.
///
/// **No statute knows this.** It is the rule of I. D. Hill ("STV with constraints", *Voting matters* 9,
/// 1998; for several constraints at once J. Otten, *Voting matters* 13, 2001): before every step a
/// candidate whom no way of filling the seats within the bounds has in it is *doomed*, and excluded at
/// once, even with a quota; one whom every such way has in it is *guarded*, and not excluded. All else
/// stays as the rule set has it. A result that was counted like this has to say so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Constraint {
    /// What the candidates have in common, in words.
    pub name: String,
    /// Who they are, by their places in the list of candidates.
    pub members: Vec<usize>,
    /// At least so many of them are elected.
    pub at_least: usize,
    /// At most so many.
    pub at_most: usize,
}

impl Constraint {
    fn has(&self, candidate: usize) -> bool {
        self.members.contains(&candidate)
    }
}

/// Whether seats can still be filled within all bounds.
pub(crate) struct Feasibility<'c> {
    constraints: &'c [Constraint],
    /// Hopeful candidates who are alike to the constraints: which have them, and how many they are.
    kinds: Vec<(Vec<bool>, usize)>,
    /// How many are elected under each constraint.
    elected: Vec<usize>,
    vacancies: usize,
}

impl<'c> Feasibility<'c> {
    pub(crate) fn new(
        constraints: &'c [Constraint],
        hopeful: &[usize],
        elected: &[usize],
        vacancies: usize,
    ) -> Self {
        let mut kinds: Vec<(Vec<bool>, usize)> = Vec::new();
        for candidate in hopeful {
            let kind = kind(constraints, *candidate);
            match kinds.iter_mut().find(|(known, _)| *known == kind) {
                Some((_, many)) => *many += 1,
                None => kinds.push((kind, 1)),
            }
        }
        let under = |one: &Constraint| elected.iter().filter(|place| one.has(**place)).count();
        Self {
            constraints,
            kinds,
            elected: constraints.iter().map(under).collect(),
            vacancies,
        }
    }

    /// Whether any choice of hopeful candidates fills the seats within the bounds.
    pub(crate) fn holds(&self) -> bool {
        self.can_fill(&self.kinds, &mut self.elected.clone(), self.vacancies)
    }

    /// Whether one does that has this candidate in it.
    pub(crate) fn holds_with(&self, candidate: usize) -> bool {
        let Some(vacancies) = self.vacancies.checked_sub(1) else {
            return false;
        };
        let kinds = self.without_one_like(candidate);
        let mut elected = self.elected.clone();
        add(&mut elected, &kind(self.constraints, candidate), 1);
        self.can_fill(&kinds, &mut elected, vacancies)
    }

    /// Whether one does that has not.
    pub(crate) fn holds_without(&self, candidate: usize) -> bool {
        let kinds = self.without_one_like(candidate);
        self.can_fill(&kinds, &mut self.elected.clone(), self.vacancies)
    }

    fn without_one_like(&self, candidate: usize) -> Vec<(Vec<bool>, usize)> {
        let kind = kind(self.constraints, candidate);
        let mut kinds = self.kinds.clone();
        if let Some((_, many)) = kinds.iter_mut().find(|(known, _)| *known == kind) {
            *many = many.saturating_sub(1);
        }
        kinds
    }

    /// Tries every number of each kind in turn, and leaves off where the rest cannot mend it.
    fn can_fill(
        &self,
        kinds: &[(Vec<bool>, usize)],
        elected: &mut Vec<usize>,
        vacancies: usize,
    ) -> bool {
        for (place, one) in self.constraints.iter().enumerate() {
            let left = kinds.iter().filter(|(kind, _)| kind[place]);
            let left: usize = left.map(|(_, many)| many).sum();
            if elected[place] > one.at_most || elected[place] + left.min(vacancies) < one.at_least {
                return false;
            }
        }
        let Some(((kind, many), others)) = kinds.split_first() else {
            return vacancies == 0;
        };
        if kinds.iter().map(|(_, many)| many).sum::<usize>() < vacancies {
            return false;
        }
        (0..=(*many).min(vacancies)).rev().any(|chosen| {
            let before = elected.clone();
            add(elected, kind, chosen);
            let can = self.can_fill(others, elected, vacancies - chosen);
            *elected = before;
            can
        })
    }
}

fn kind(constraints: &[Constraint], candidate: usize) -> Vec<bool> {
    constraints.iter().map(|one| one.has(candidate)).collect()
}

fn add(elected: &mut [usize], kind: &[bool], many: usize) {
    for (count, has) in elected.iter_mut().zip(kind) {
        *count += if *has { many } else { 0 };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn constraint(members: &[usize], at_least: usize, at_most: usize) -> Constraint {
        Constraint {
            name: String::new(),
            members: members.to_vec(),
            at_least,
            at_most,
        }
    }

    /// The same question answered by trying every choice.
    fn by_hand(
        all: &[Constraint],
        hopeful: &[usize],
        elected: &[usize],
        vacancies: usize,
    ) -> Vec<Vec<usize>> {
        let choices = (0_u32..1 << hopeful.len()).map(|mask| {
            let chosen = (0..hopeful.len()).filter(move |bit| mask & (1 << bit) != 0);
            chosen.map(|bit| hopeful[bit]).collect::<Vec<usize>>()
        });
        let keeps = |chosen: &Vec<usize>| {
            chosen.len() == vacancies
                && all.iter().all(|one| {
                    let count = chosen
                        .iter()
                        .chain(elected)
                        .filter(|c| one.has(**c))
                        .count();
                    (one.at_least..=one.at_most).contains(&count)
                })
        };
        choices.filter(keeps).collect()
    }

    #[test]
    fn doomed_and_guarded_are_those_that_trying_every_choice_finds() {
        let bounds = [(0, 1), (1, 2), (2, 3), (0, 0), (1, 1)];
        for (first, (low, high)) in bounds.iter().enumerate() {
            for (second, (least, most)) in bounds.iter().enumerate() {
                let all = [
                    constraint(&[0, 1, 4, 6], *low, *high),
                    constraint(&[1, 2, 4, 5], *least, *most),
                    constraint(&[3, 5], 0, 1),
                ];
                let (hopeful, elected) = ([0, 1, 2, 3, 5], [4]);
                for vacancies in 0..4 {
                    let asked = Feasibility::new(&all, &hopeful, &elected, vacancies);
                    let choices = by_hand(&all, &hopeful, &elected, vacancies);
                    assert_eq!(asked.holds(), !choices.is_empty(), "{first} {second}");
                    for one in hopeful {
                        let with = choices.iter().any(|chosen| chosen.contains(&one));
                        let without = choices.iter().any(|chosen| !chosen.contains(&one));
                        assert_eq!(asked.holds_with(one), with, "{first} {second} {one}");
                        assert_eq!(asked.holds_without(one), without, "{first} {second} {one}");
                    }
                }
            }
        }
    }
}
