//! Some of the acts of an area: of one kind, by one organisation, about one subject, within a time.
//!
//! Each statement goes down one index, the one that leaves the fewest acts, and looks at the rest in the rows.

use jiff::Timestamp;

use crate::outbox::{Act, act};
use crate::sql::{Error, Snapshot, Statement, Value, statements};

statements! {
    ALL = "select id, area, at, body, digest, entry from outbox
        where area = $1 and at >= $2 and at < $3 order by at desc limit $4 offset $5";
    HOW_MANY = "select count(*) from outbox where area = $1 and at >= $2 and at < $3";
    OF_KIND = "select id, area, at, body, digest, entry from outbox
        where area = $1 and at >= $2 and at < $3 and kind = $6 and ($7 = '' or organisation = $7)
        order by at desc limit $4 offset $5";
    HOW_MANY_OF_KIND = "select count(*) from outbox
        where area = $1 and at >= $2 and at < $3 and kind = $4 and ($5 = '' or organisation = $5)";
    BY = "select id, area, at, body, digest, entry from outbox
        where area = $1 and at >= $2 and at < $3 and organisation = $6 order by at desc limit $4 offset $5";
    HOW_MANY_BY = "select count(*) from outbox
        where area = $1 and at >= $2 and at < $3 and organisation = $4";
    ABOUT = "select id, area, at, body, digest, entry from outbox
        where subject = $8 and area = $1 and at >= $2 and at < $3
            and ($6 = '' or kind = $6) and ($7 = '' or organisation = $7) order by at desc limit $4 offset $5";
    HOW_MANY_ABOUT = "select count(*) from outbox
        where subject = $6 and area = $1 and at >= $2 and at < $3
            and ($4 = '' or kind = $4) and ($5 = '' or organisation = $5)";
}

/// Which acts of an area are asked for. What is empty asks for all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted<'a> {
    /// The kind, as `act` has it in the record.
    pub kind: &'a str,
    /// The id of the organisation that did it.
    pub by: &'a str,
    /// The id of the subject.
    pub about: &'a str,
    /// From this instant on.
    pub from: Timestamp,
    /// Before this instant.
    pub before: Timestamp,
}

/// All of them, at any time.
impl Default for Wanted<'_> {
    fn default() -> Self {
        Self {
            kind: "",
            by: "",
            about: "",
            from: Timestamp::MIN,
            before: Timestamp::MAX,
        }
    }
}

impl Wanted<'_> {
    /// The acts that are asked for, newest first, without so many of the newest.
    pub fn latest(
        &self,
        snapshot: &mut Snapshot<'_>,
        area: &str,
        without: u32,
        limit: u32,
    ) -> Result<Vec<Act>, Error> {
        let part = [limit.into(), without.into()];
        let (of, values) = self.narrowed([ALL, OF_KIND, BY, ABOUT], area, part.into());
        snapshot.rows(of, &values, act)
    }

    /// How many they are.
    pub fn count(&self, snapshot: &mut Snapshot<'_>, area: &str) -> Result<u64, Error> {
        let counts = [HOW_MANY, HOW_MANY_OF_KIND, HOW_MANY_BY, HOW_MANY_ABOUT];
        let (of, values) = self.narrowed(counts, area, Vec::new());
        let count: Option<i64> = snapshot.row(of, &values, |row| row.get(0))?;
        Ok(count.and_then(|count| count.try_into().ok()).unwrap_or(0))
    }

    /// The statement, of those for all, a kind, an organisation and a subject, with its values.
    fn narrowed<'v>(
        &'v self,
        statements: [Statement; 4],
        area: &'v str,
        part: Vec<Value<'v>>,
    ) -> (Statement, Vec<Value<'v>>) {
        let [all, of_kind, by, about] = statements;
        let mut values: Vec<Value<'v>> = vec![area.into(), self.from.into(), self.before.into()];
        values.extend(part);
        let of = if !self.about.is_empty() {
            values.extend([self.kind.into(), self.by.into(), self.about.into()]);
            about
        } else if !self.kind.is_empty() {
            values.extend([self.kind.into(), self.by.into()]);
            of_kind
        } else if !self.by.is_empty() {
            values.push(self.by.into());
            by
        } else {
            all
        };
        (of, values)
    }
}
