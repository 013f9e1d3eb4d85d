//! Who else signed a record: witnesses, who saw that nothing in it was changed.

use alongside_charter::When;
use jiff::Timestamp;

use crate::public::shell::Shell;
use crate::words::isolated;

/// What witnesses signed of an area's record.
#[derive(Debug, Clone, Copy)]
pub struct Witnessed<'a> {
    /// How many of them the area asks for.
    pub needed: usize,
    /// How many entries are published.
    pub published: u64,
    /// Every witness that is asked, whether it has signed or not.
    pub witnesses: &'a [Seen<'a>],
}

/// One witness.
#[derive(Debug, Clone, Copy)]
pub struct Seen<'a> {
    /// Its name: an address without its beginning.
    pub name: &'a str,
    /// Up to how many entries it signed last, and when; nothing where it never signed.
    pub signed: Option<(u64, Timestamp)>,
}

/// One witness as a line.
pub(crate) struct Line {
    pub(crate) name: String,
    pub(crate) says: String,
}

impl Witnessed<'_> {
    /// Up to how many entries as many witnesses signed as the area asks for.
    fn reaches(&self) -> Option<u64> {
        let signed = self.witnesses.iter().filter_map(|of| of.signed);
        let mut sizes: Vec<u64> = signed.map(|(size, _)| size).collect();
        sizes.sort_unstable_by(|one, other| other.cmp(one));
        sizes.get(self.needed.max(1) - 1).copied()
    }

    /// What it comes to, in a sentence.
    pub(crate) fn says(&self, shell: &Shell<'_>) -> String {
        let (t, count) = (shell.t(), |count: u64| {
            shell
                .words
                .count(usize::try_from(count).unwrap_or(usize::MAX))
        });
        let needed = shell.words.count(self.needed.max(1));
        match self.reaches() {
            Some(size) if size == self.published => t.witnessed_all(needed, count(size)),
            Some(size) => t.witnessed_part(needed, count(size), count(self.published)),
            None => t.witnessed_not(needed),
        }
    }

    pub(crate) fn lines(&self, shell: &Shell<'_>) -> Vec<Line> {
        let t = shell.t();
        let line = |of: &Seen<'_>| Line {
            name: isolated(of.name),
            says: of.signed.map_or_else(
                || t.witnessed_never(),
                |(size, at)| {
                    let size = usize::try_from(size).unwrap_or(usize::MAX);
                    let when = shell.words.moment(When::At(at), &shell.zone());
                    t.witnessed_line(shell.words.count(size), when)
                },
            ),
        };
        self.witnesses.iter().map(line).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_witnessed_as_far_as_so_many_signed_as_are_asked_for() {
        let signed = |size| Seen {
            name: "w",
            signed: Some((size, Timestamp::UNIX_EPOCH)),
        };
        let never = Seen {
            name: "w",
            signed: None,
        };
        let three = [signed(7), never, signed(9)];
        for (needed, reaches) in [
            (0, Some(9)),
            (1, Some(9)),
            (2, Some(7)),
            (3, None),
            (9, None),
        ] {
            let witnessed = Witnessed {
                needed,
                published: 9,
                witnesses: &three,
            };
            assert_eq!(witnessed.reaches(), reaches, "{needed}");
        }
    }
}
