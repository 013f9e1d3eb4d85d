//! Names as numbers, and their order.

use std::cmp::Ordering;
use std::collections::HashMap;

/// Names in the order in which they were met, and the way back from each to its number. The map is asked and never
/// walked.
#[derive(Debug, Clone, Default)]
pub(crate) struct Names {
    names: Vec<String>,
    numbers: HashMap<String, u32>,
}

impl Names {
    pub(crate) fn len(&self) -> usize {
        self.names.len()
    }

    pub(crate) fn name(&self, number: usize) -> &str {
        &self.names[number]
    }

    pub(crate) fn find(&self, name: &str) -> Option<usize> {
        self.numbers.get(name).map(|number| *number as usize)
    }

    /// The number of a name, which is added where it is new.
    pub(crate) fn number(&mut self, name: &str) -> u32 {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        let number = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        self.names.push(name.to_owned());
        self.numbers.insert(name.to_owned(), number);
        number
    }

    /// The same names in order, and for each old number the new one.
    pub(crate) fn sorted(self) -> (Self, Vec<u32>) {
        let mut order: Vec<usize> = (0..self.names.len()).collect();
        order.sort_by(|a, b| by_size(&self.names[*a], &self.names[*b]));
        let mut sorted = Self::default();
        let mut renumbered = vec![0; self.names.len()];
        for old in order {
            renumbered[old] = sorted.number(&self.names[old]);
        }
        (sorted, renumbered)
    }
}

/// Numbers by size and before words; words letter by letter.
fn by_size(a: &str, b: &str) -> Ordering {
    match (digits(a), digits(b)) {
        (Some(x), Some(y)) => (x.len(), x, a).cmp(&(y.len(), y, b)),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => a.cmp(b),
    }
}

/// The digits of a whole number without leading zeros.
fn digits(name: &str) -> Option<&str> {
    let is_number = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| name.trim_start_matches('0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_by_size_and_before_words() {
        let mut names = Names::default();
        for name in ["b", "10", "a", "9", "010", "0", ""] {
            names.number(name);
        }
        let (sorted, renumbered) = names.sorted();
        assert_eq!(sorted.names, ["0", "9", "010", "10", "", "a", "b"]);
        assert_eq!(renumbered, [6, 3, 5, 1, 2, 0, 4]);
        assert_eq!(sorted.find("a"), Some(5));
    }
}
