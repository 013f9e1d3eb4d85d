//! What a closure is given: a snapshot to read from, or a transaction to read and write in.

use std::ops::{Deref, DerefMut};
use std::str::FromStr;

use super::error::{Class, Error};
use super::statement::Statement;
use super::value::{FromValue, Value};
use super::{postgres, sqlite};

/// One moment of the database. What others commit meanwhile does not show.
pub struct Snapshot<'c> {
    session: Session<'c>,
    /// The class of the first statement that failed.
    failed: Option<Class>,
}

/// A change in the making. It reads as a [`Snapshot`] does, and sees what it has written.
///
/// All of it is kept, or none. A statement that fails ends it: nothing more can be asked and nothing is kept, even
/// if the error is caught, because one of the two databases would go on and the other would not.
pub struct Transaction<'c>(Snapshot<'c>);

pub(super) enum Session<'c> {
    Sqlite(sqlite::Session<'c>),
    Postgres(postgres::Session<'c>),
}

/// One row of an answer, while it is read.
pub(crate) enum Row<'r> {
    Sqlite(&'r rusqlite::Row<'r>),
    Postgres(&'r ::postgres::Row),
}

impl<'c> Snapshot<'c> {
    pub(super) fn new(session: Session<'c>) -> Self {
        Self {
            session,
            failed: None,
        }
    }

    /// Every row of the answer, each read by the closure, in the order that the statement gives.
    pub(crate) fn rows<T>(
        &mut self,
        statement: Statement,
        values: &[Value<'_>],
        read: impl FnMut(&Row<'_>) -> Result<T, Error>,
    ) -> Result<Vec<T>, Error> {
        self.ask(|session| match session {
            Session::Sqlite(session) => session.rows(statement, values, read),
            Session::Postgres(session) => session.rows(statement, values, read),
        })
    }

    /// The first row of the answer, if there is one. The statement sees to it that there is no second.
    pub(crate) fn row<T>(
        &mut self,
        statement: Statement,
        values: &[Value<'_>],
        read: impl FnMut(&Row<'_>) -> Result<T, Error>,
    ) -> Result<Option<T>, Error> {
        Ok(self.rows(statement, values, read)?.into_iter().next())
    }

    /// Whether the database understands a statement. Nothing is run.
    #[cfg(test)]
    pub(crate) fn prepare(&mut self, statement: Statement) -> Result<(), Error> {
        self.ask(|session| match session {
            Session::Sqlite(session) => session.prepare(statement),
            Session::Postgres(session) => session.prepare(statement),
        })
    }

    fn ask<T>(
        &mut self,
        question: impl FnOnce(&mut Session<'c>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        if let Some(class) = self.failed {
            return Err(Error::without_cause(
                class,
                "an earlier statement of this transaction failed",
            ));
        }
        let answer = question(&mut self.session);
        self.failed = answer.as_ref().err().map(Error::class);
        answer
    }

    /// Puts an end to it: what it was asked to keep is kept where the work went well.
    pub(super) fn end<T, E: From<Error>>(self, work: Result<T, E>) -> Attempt<T, E> {
        let again = self.failed == Some(Class::Busy);
        match (work, self.failed) {
            // Dropping the session rolls back.
            (Err(error), _) if again => Attempt::Again(error),
            (Err(error), _) => Attempt::Done(Err(error)),
            (Ok(_), Some(class)) => {
                let caught = Error::without_cause(
                    class,
                    "a statement failed and its error was caught: nothing was kept",
                );
                match class {
                    Class::Busy => Attempt::Again(caught.into()),
                    _ => Attempt::Done(Err(caught.into())),
                }
            }
            (Ok(value), None) => match self.session.commit() {
                Ok(()) => Attempt::Done(Ok(value)),
                Err(error) if error.class() == Class::Busy => Attempt::Again(error.into()),
                Err(error) => Attempt::Done(Err(error.into())),
            },
        }
    }
}

impl<'c> Transaction<'c> {
    pub(super) fn new(session: Session<'c>) -> Self {
        Self(Snapshot::new(session))
    }

    /// Runs a statement that answers nothing, and says how many rows it changed.
    pub(crate) fn execute(
        &mut self,
        statement: Statement,
        values: &[Value<'_>],
    ) -> Result<u64, Error> {
        self.0.ask(|session| match session {
            Session::Sqlite(session) => session.execute(statement, values),
            Session::Postgres(session) => session.execute(statement, values),
        })
    }

    pub(super) fn end<T, E: From<Error>>(self, work: Result<T, E>) -> Attempt<T, E> {
        self.0.end(work)
    }
}

impl<'c> Deref for Transaction<'c> {
    type Target = Snapshot<'c>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl DerefMut for Transaction<'_> {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.0
    }
}

impl Session<'_> {
    fn commit(self) -> Result<(), Error> {
        match self {
            Self::Sqlite(session) => session.commit(),
            Self::Postgres(session) => session.commit(),
        }
    }
}

impl Row<'_> {
    /// A column, counted from 0 in the order that the statement names them.
    pub(crate) fn get<T: FromValue>(&self, column: usize) -> Result<T, Error> {
        let value = match self {
            Self::Sqlite(row) => sqlite::value(row, column)?,
            Self::Postgres(row) => postgres::value(row, column)?,
        };
        T::from_value(&value).ok_or_else(|| {
            let (name, found, wanted) = (self.name(column), value.kind(), T::WANTED);
            Error::other(format!("column `{name}` holds {found} and not {wanted}"))
        })
    }

    /// A column of text that reads back as something else.
    pub(crate) fn parse<T: FromStr>(&self, column: usize) -> Result<T, Error> {
        let text: String = self.get(column)?;
        text.parse().map_err(|_| self.unread(column))
    }

    /// The same, where there may be nothing.
    pub(crate) fn parse_any<T: FromStr>(&self, column: usize) -> Result<Option<T>, Error> {
        let text: Option<String> = self.get(column)?;
        let parsed = text.map(|text| text.parse().map_err(|_| self.unread(column)));
        parsed.transpose()
    }

    /// A column of JSON that this program wrote.
    pub(crate) fn json<T: serde::de::DeserializeOwned>(&self, column: usize) -> Result<T, Error> {
        let text: String = self.get(column)?;
        serde_json::from_str(&text).map_err(|_| self.unread(column))
    }

    /// What a column holds is nobody's business in a log.
    pub(crate) fn unread(&self, column: usize) -> Error {
        Error::other(format!(
            "column `{}` holds what cannot be read",
            self.name(column)
        ))
    }

    fn name(&self, column: usize) -> &str {
        let name = match self {
            Self::Sqlite(row) => row.as_ref().column_name(column).ok(),
            Self::Postgres(row) => row.columns().get(column).map(::postgres::Column::name),
        };
        name.unwrap_or("?")
    }
}

/// How one try of a closure went.
pub(super) enum Attempt<T, E> {
    /// For good or ill, this is the answer.
    Done(Result<T, E>),
    /// Somebody else was at it: the same may go well in a moment.
    Again(E),
}
