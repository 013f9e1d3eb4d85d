//! A forum goes on to another stage of its life.

use alongside_domain::act::Deed;
use alongside_domain::policy::{Action, Place};
use alongside_domain::replay::Misfit;
use alongside_domain::{AreaSlug, Controller, ForumStage, OrganisationId, OrganisationKind};
use alongside_store::Transaction;
use alongside_store::record::Of;

use crate::call::Call;
use crate::failure::Failure;
use crate::record::Record;

/// Notes that a forum has gone from the stage that was seen to another.
pub fn change_forum_stage(
    tx: &mut Transaction<'_>,
    call: &Call<'_>,
    area: &AreaSlug,
    organisation: OrganisationId,
    [from, to]: [ForumStage; 2],
) -> Result<(), Failure> {
    let forum = Controller {
        area: area.clone(),
        organisation,
        kind: OrganisationKind::Forum,
    };
    let mut record = Record::load(tx, call, area, Of::Subjects(&[]))?;
    let known = record.state().organisations().get(&organisation);
    if known.ok_or(Failure::NotFound)?.stage.is_none() {
        return Err(Misfit::NoForum.into());
    }
    call.may(Action::ChangeForumStage, &Place::Organisation(forum))?;
    let changed = Deed::ForumStageChanged {
        organisation,
        from,
        to,
    };
    record.act(organisation, changed)
}
