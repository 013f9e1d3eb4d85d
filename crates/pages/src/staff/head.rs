//! What stands over every page of the desk about one meeting.

use alongside_charter::When;

use crate::links;
use crate::public::{Shell, SubjectLink};

/// The meeting that a page is about, and the ways away from it.
pub(super) struct Head {
    pub(super) title: String,
    /// When it is, in words.
    pub(super) when: String,
    /// Its page that everyone sees.
    pub(super) public: String,
    /// The meetings at the desk.
    pub(super) back: String,
}

impl Head {
    pub(super) fn new(shell: &Shell<'_>, subject: SubjectLink<'_>, starts: When) -> Self {
        Self {
            title: subject.label().to_owned(),
            when: shell.words.moment(starts, &shell.zone()),
            public: subject.to(shell.slug()),
            back: links::desk_meetings(shell.slug()),
        }
    }
}
