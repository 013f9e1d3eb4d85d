//! What things of the domain are called in the words of a language.

use alongside_charter::{Kind, Strength};
use alongside_domain::act::{Means, WithdrawalReason};
use alongside_domain::meeting::Channel;
use alongside_domain::reply::{Category, Need, Reason};
use alongside_domain::{ForumStage, OrganisationKind, Role};

use crate::outcome::Outcome;
use crate::public::{Act, Said};
use crate::words::{Words, isolated};

impl Words {
    pub(crate) fn outcome(&self, outcome: Outcome) -> String {
        let says = self.says();
        match outcome {
            Outcome::Kept => says.outcome_kept(),
            Outcome::Missed => says.outcome_missed(),
            Outcome::Excused => says.outcome_excused(),
            Outcome::NoEvidence => says.outcome_no_evidence(),
            Outcome::Due => says.outcome_due(),
            Outcome::ClaimedKept => says.outcome_claimed_kept(),
            Outcome::ClaimedMissed => says.outcome_claimed_missed(),
        }
    }

    pub(crate) fn outcome_means(&self, outcome: Outcome) -> String {
        let says = self.says();
        match outcome {
            Outcome::Kept => says.outcome_kept_means(),
            Outcome::Missed => says.outcome_missed_means(),
            Outcome::Excused => says.outcome_excused_means(),
            Outcome::NoEvidence => says.outcome_no_evidence_means(),
            Outcome::Due => says.outcome_due_means(),
            Outcome::ClaimedKept => says.outcome_claimed_kept_means(),
            Outcome::ClaimedMissed => says.outcome_claimed_missed_means(),
        }
    }

    pub(crate) fn strength(&self, strength: Strength) -> String {
        match strength {
            Strength::Law => self.says().strength_law(),
            Strength::Agreed => self.says().strength_agreed(),
            Strength::Ideal => self.says().strength_ideal(),
        }
    }

    pub(crate) fn strength_means(&self, strength: Strength) -> String {
        match strength {
            Strength::Law => self.says().strength_law_means(),
            Strength::Agreed => self.says().strength_agreed_means(),
            Strength::Ideal => self.says().strength_ideal_means(),
        }
    }

    pub(crate) fn kind(&self, kind: Kind) -> String {
        let says = self.says();
        match kind {
            Kind::Meeting => says.kind_meeting(),
            Kind::Consultation => says.kind_consultation(),
            Kind::Claim => says.kind_claim(),
            Kind::Project => says.kind_project(),
            Kind::Promise => says.kind_promise(),
            Kind::Report => says.kind_report(),
            Kind::Body => says.kind_body(),
            Kind::Complaint => says.kind_complaint(),
        }
    }

    pub(crate) fn act(&self, act: Act) -> String {
        let says = self.says();
        match act {
            Act::Announced => says.act_announced(),
            Act::Described => says.act_described(),
            Act::Rescheduled => says.act_rescheduled(),
            Act::Cancelled => says.act_cancelled(),
            Act::PapersShared => says.act_papers(),
            Act::MinutesPublished => says.act_minutes(),
            Act::Opened => says.act_opened(),
            Act::Closed => says.act_closed(),
            Act::Answered => says.act_responded(),
            Act::Decided => says.act_decided(),
            Act::Promised => says.act_promised(),
            Act::Paid => says.act_paid(),
            Act::AreaOpened => says.act_area_opened(),
            Act::OrganisationRegistered => says.act_organisation_registered(),
            Act::OrganisationRenamed => says.act_organisation_renamed(),
            Act::OrganisationEnded => says.act_organisation_ended(),
            Act::StageChanged => says.act_stage_changed(),
            Act::CharterAdopted => says.act_charter_adopted(),
            Act::CharterEnded => says.act_charter_ended(),
            Act::PeopleTold => says.act_people_told(),
            Act::FactRecorded => says.act_fact_recorded(),
            Act::ClaimRecorded => says.act_claim_recorded(),
            Act::Corrected => says.act_corrected(),
            Act::DateSaved => says.act_date_saved(),
            Act::ClosingMoved => says.act_closing_moved(),
            Act::Excused => says.act_excused(),
            Act::Struck => says.act_struck(),
            Act::Withdrawn => says.act_withdrawn(),
            Act::Added => says.act_added(),
        }
    }

    /// Why a text was taken back, to stand after "because".
    pub(crate) fn withdrawal(&self, reason: WithdrawalReason) -> String {
        let says = self.says();
        match reason {
            WithdrawalReason::Personal => says.withdrawal_personal(),
            WithdrawalReason::Legal => says.withdrawal_legal(),
            WithdrawalReason::Erasure => says.withdrawal_erasure(),
            WithdrawalReason::Safety => says.withdrawal_safety(),
            WithdrawalReason::Copyright => says.withdrawal_copyright(),
        }
    }

    pub(crate) fn kinds(&self, kind: Kind) -> String {
        let says = self.says();
        match kind {
            Kind::Meeting => says.kind_meetings(),
            Kind::Consultation => says.kind_consultations(),
            Kind::Claim => says.kind_claims(),
            Kind::Project => says.kind_projects(),
            Kind::Promise => says.kind_promises(),
            Kind::Report => says.kind_reports(),
            Kind::Body => says.kind_bodies(),
            Kind::Complaint => says.kind_complaints(),
        }
    }

    pub(crate) fn organisation_kind(&self, kind: OrganisationKind) -> String {
        let says = self.says();
        match kind {
            OrganisationKind::Council => says.organisation_council(),
            OrganisationKind::Forum => says.organisation_forum(),
            OrganisationKind::NhsBody => says.organisation_nhs_body(),
            OrganisationKind::SupportGroup => says.organisation_support_group(),
            OrganisationKind::School => says.organisation_school(),
            OrganisationKind::Host => says.organisation_host(),
        }
    }

    pub(crate) fn stage(&self, stage: ForumStage) -> String {
        let says = self.says();
        match stage {
            ForumStage::None => says.stage_none(),
            ForumStage::Forming => says.stage_forming(),
            ForumStage::Established => says.stage_established(),
            ForumStage::Dormant => says.stage_dormant(),
            ForumStage::Closed => says.stage_closed(),
        }
    }

    pub(crate) fn stage_means(&self, stage: ForumStage) -> String {
        let says = self.says();
        match stage {
            ForumStage::None => says.stage_none_means(),
            ForumStage::Forming => says.stage_forming_means(),
            ForumStage::Established => says.stage_established_means(),
            ForumStage::Dormant => says.stage_dormant_means(),
            ForumStage::Closed => says.stage_closed_means(),
        }
    }

    pub(crate) fn means(&self, means: Means) -> String {
        let says = self.says();
        match means {
            Means::Venue => says.told_venue(),
            Means::Online => says.told_online(),
            Means::Phone => says.told_phone(),
        }
    }

    pub(crate) fn reason(&self, reason: Reason) -> String {
        let says = self.says();
        match reason {
            Reason::Notice => says.cannot_notice(),
            Reason::Time => says.cannot_time(),
            Reason::Venue => says.cannot_venue(),
            Reason::Care => says.cannot_care(),
            Reason::Language => says.cannot_language(),
            Reason::Other => says.cannot_other(),
        }
    }

    pub(crate) fn category(&self, category: Category) -> String {
        let says = self.says();
        match category {
            Category::Professional => says.reply_need_professional(),
            Category::Support => says.reply_need_support(),
            Category::Format => says.reply_need_format(),
            Category::Contact => says.reply_need_contact(),
            Category::Longer => says.reply_need_longer(),
            Category::Place => says.reply_need_place(),
        }
    }

    pub(crate) fn need(&self, need: Need) -> String {
        let says = self.says();
        match need {
            Need::SignLanguage => says.need_sign_language(),
            Need::Interpreter => says.need_interpreter(),
            Need::Lipspeaker => says.need_lipspeaker(),
            Need::Captions => says.need_captions(),
            Need::Deafblind => says.need_deafblind(),
            Need::Loop => says.need_loop(),
            Need::Supporter => says.need_supporter(),
            Need::EasyRead => says.need_easy_read(),
            Need::LargePrint => says.need_large_print(),
            Need::Braille => says.need_braille(),
            Need::Audio => says.need_audio(),
            Need::Translation => says.need_translation(),
            Need::ByPhone => says.need_by_phone(),
            Need::ByText => says.need_by_text(),
            Need::Breaks => says.need_breaks(),
            Need::StepFree => says.need_step_free(),
            Need::ChangingPlaces => says.need_changing_places(),
            Need::Quiet => says.need_quiet(),
            Need::ChildCare => says.need_child_care(),
        }
    }

    pub(crate) fn role(&self, role: Role) -> String {
        let says = self.says();
        match role {
            Role::Member => says.role_member(),
            Role::Representative => says.role_representative(),
            Role::CoOrdinator => says.role_co_ordinator(),
            Role::SteeringMember => says.role_steering_member(),
            Role::Officer => says.role_officer(),
            Role::Sponsor => says.role_sponsor(),
            Role::Scrutineer => says.role_scrutineer(),
            Role::Finance => says.role_finance(),
            Role::AreaAdministrator => says.role_area_administrator(),
            Role::Operator => says.role_operator(),
        }
    }

    pub(crate) fn role_means(&self, role: Role) -> String {
        let says = self.desk();
        match role {
            Role::Member => says.role_member_means(),
            Role::Representative => says.role_representative_means(),
            Role::CoOrdinator => says.role_co_ordinator_means(),
            Role::SteeringMember => says.role_steering_member_means(),
            Role::Officer => says.role_officer_means(),
            Role::Sponsor => says.role_sponsor_means(),
            Role::Scrutineer => says.role_scrutineer_means(),
            Role::Finance => says.role_finance_means(),
            Role::AreaAdministrator => says.role_area_administrator_means(),
            Role::Operator => says.role_operator_means(),
        }
    }

    /// `Officer, Exampleshire Council`.
    pub(crate) fn role_in(&self, role: Role, place: &str) -> String {
        let place = if place.is_empty() {
            self.says().me_whole_service()
        } else {
            isolated(place)
        };
        self.says().me_role_in(self.role(role), place)
    }

    pub(crate) fn channel(&self, channel: Channel) -> String {
        let says = self.says();
        match channel {
            Channel::Email => says.told_by_email(),
            Channel::Text => says.told_by_text(),
            Channel::WhatsApp => says.told_by_whatsapp(),
            Channel::Schools => says.told_by_schools(),
            Channel::Flyer => says.told_by_flyer(),
        }
    }

    pub(crate) fn said(&self, said: Said) -> String {
        let (says, desk) = (self.says(), self.desk());
        match said {
            Said::SignedIn => says.said_signed_in(),
            Said::SignedOut => says.said_signed_out(),
            Said::SignedOutElsewhere => says.said_signed_out_elsewhere(),
            Said::SignedOutUnused => says.said_signed_out_unused(),
            Said::SignedOutInTime => says.said_signed_out_in_time(),
            Said::NameKept => says.said_name_kept(),
            Said::PasskeyAdded => says.said_passkey_added(),
            Said::PasskeyRemoved => says.said_passkey_removed(),
            Said::InvitationAccepted => says.said_invitation_accepted(),
            Said::SheetLoaded => desk.said_sheet_loaded(),
            Said::InvitationSent => desk.said_invitation_sent(),
            Said::InvitationTakenBack => desk.said_invitation_taken_back(),
            Said::RoleEnded => desk.said_role_ended(),
            Said::OrganisationRegistered => desk.said_organisation_registered(),
            Said::StageChanged => desk.said_stage_changed(),
            Said::CharterAdopted => desk.said_charter_adopted(),
            Said::CharterEnded => desk.said_charter_ended(),
            Said::MeetingAnnounced => desk.said_meeting_announced(),
            Said::MeetingMoved => desk.said_meeting_moved(),
            Said::MeetingCalledOff => desk.said_meeting_called_off(),
            Said::MeetingPrepared => desk.said_meeting_prepared(),
            Said::PeopleTold => desk.said_people_told(),
            Said::DoneNoted => desk.said_done_noted(),
            Said::PlanGivenUp => desk.said_plan_given_up(),
            Said::DateSaved => desk.said_date_saved(),
            Said::SettingsKept => desk.said_settings_kept(),
            Said::LogoKept => desk.said_logo_kept(),
            Said::LogoRemoved => desk.said_logo_removed(),
            Said::AreaOpened => desk.said_area_opened(),
            Said::JobRevived => desk.said_job_revived(),
            Said::TextWithdrawn => desk.said_text_withdrawn(),
            Said::FollowKept => says.said_follow_kept(),
            Said::CalendarEnded => says.said_calendar_ended(),
        }
    }
}
