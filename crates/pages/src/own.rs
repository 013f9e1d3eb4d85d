//! Signing in, and what is one's own: pages for one person alone, in their language.

mod calendar;
mod follow;
mod me;
mod passkey;
mod reply;
mod sign_in;

pub use calendar::OwnCalendar;
pub use follow::{
    Ending, FollowEnding, FollowForm, FollowLink, FollowRow, FollowSent, ToldOf, Unanswered,
};
pub use me::{Me, MyFollowing, MyMeeting, PasskeyRow, RoleHeld, SessionRow, Waiting};
pub use passkey::{AddPasskey, PasskeyAsked};
pub use reply::{Asked, CannotPage, Invited, ReplyLink, ReplyPage, Stands};
pub use sign_in::{AddressProblem, LinkProblem, LinkRefused, LinkSent, OpenLink, SignIn};
