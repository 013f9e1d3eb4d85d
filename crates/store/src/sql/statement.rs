//! The text of a statement, written into the program and nowhere else.

/// One statement. Its text is part of the program, so nothing that anybody typed can get into it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Statement(&'static str);

impl Statement {
    pub(crate) const fn new(text: &'static str) -> Self {
        Self(text)
    }

    pub(crate) const fn text(&self) -> &'static str {
        self.0
    }
}

/// Declares the statements of a module, and `STATEMENTS`, the list of them, which a test prepares on both databases.
/// A list that `crate::statements` leaves out is never read, which the compiler reports.
macro_rules! statements {
    ($($(#[$about:meta])* $name:ident = $text:expr;)+) => {
        $(
            $(#[$about])*
            const $name: $crate::sql::Statement = $crate::sql::Statement::new($text);
        )+
        #[cfg(test)]
        pub(crate) const STATEMENTS: &[$crate::sql::Statement] = &[$($name),+];
    };
}

pub(crate) use statements;
