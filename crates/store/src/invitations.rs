//! Invitations to a role.

use alongside_domain::{AreaSlug, Email, EmailKey, Instant, Invitation, InvitationId};

use crate::roles::{held_in, place, role};
use crate::sql::{Error, Row, Snapshot, Transaction, statements};

statements! {
    SEND = "insert into invitations (id, email, email_key, role, area, organisation, sent_at)
        values ($1, $2, $3, $4, $5, $6, $7)";
    KEEP = "update invitations set taken_back_at = $2, accepted_at = $3 where id = $1";
    FIND = "select i.id, i.email, i.role, i.area, i.organisation, o.kind, i.sent_at, i.taken_back_at, i.accepted_at
        from invitations i left join organisations o on o.id = i.organisation where i.id = $1";
    TO = "select i.id, i.email, i.role, i.area, i.organisation, o.kind, i.sent_at, i.taken_back_at, i.accepted_at
        from invitations i left join organisations o on o.id = i.organisation where i.email_key = $1
        order by i.sent_at, i.id";
    IN_AREA = "select i.id, i.email, i.role, i.area, i.organisation, o.kind, i.sent_at, i.taken_back_at,
            i.accepted_at
        from invitations i left join organisations o on o.id = i.organisation where i.area = $1
        order by i.sent_at desc, i.id";
    FORGET = "delete from invitations where sent_at < $1";
}

/// An invitation with the address as it was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// The invitation.
    pub invitation: Invitation,
    /// To whom it was sent.
    pub email: Email,
}

/// Keeps a new invitation.
pub fn send(tx: &mut Transaction<'_>, sent: &Sent) -> Result<(), Error> {
    let Sent { invitation, email } = sent;
    let [area, organisation] = held_in(&invitation.held_in);
    let values = [
        invitation.id.into(),
        email.reveal().into(),
        invitation.to.reveal().into(),
        invitation.role.name().into(),
        area,
        organisation,
        invitation.sent.into(),
    ];
    tx.execute(SEND, &values).map(drop)
}

/// Keeps what became of one.
pub fn keep(tx: &mut Transaction<'_>, invitation: &Invitation) -> Result<(), Error> {
    let values = [
        invitation.id.into(),
        invitation.taken_back.into(),
        invitation.accepted.into(),
    ];
    tx.execute(KEEP, &values).map(drop)
}

/// One invitation.
pub fn find(snapshot: &mut Snapshot<'_>, id: InvitationId) -> Result<Option<Sent>, Error> {
    snapshot.row(FIND, &[id.into()], sent)
}

/// Every invitation to an address, oldest first.
pub fn to(snapshot: &mut Snapshot<'_>, key: &EmailKey) -> Result<Vec<Sent>, Error> {
    snapshot.rows(TO, &[key.reveal().into()], sent)
}

/// Every invitation to a role in an area, newest first.
pub fn in_area(snapshot: &mut Snapshot<'_>, area: &AreaSlug) -> Result<Vec<Sent>, Error> {
    snapshot.rows(IN_AREA, &[area.as_str().into()], sent)
}

/// Forgets invitations sent before an instant, and says how many they were.
pub fn forget(tx: &mut Transaction<'_>, before: Instant) -> Result<u64, Error> {
    tx.execute(FORGET, &[before.into()])
}

fn sent(row: &Row<'_>) -> Result<Sent, Error> {
    let email: Email = row.parse(1)?;
    Ok(Sent {
        invitation: Invitation {
            id: row.get(0)?,
            to: email.key(),
            role: role(row, 2)?,
            held_in: place(row, [3, 4, 5])?,
            sent: row.get(6)?,
            taken_back: row.get(7)?,
            accepted: row.get(8)?,
        },
        email,
    })
}
