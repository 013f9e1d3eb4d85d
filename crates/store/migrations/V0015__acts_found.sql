-- What acts are found by: their kind and the organisation that did them, as their bodies have them. A body is in
-- canonical form, so it begins with the one and nearly ends with the other.
alter table outbox add column kind text not null default '';

alter table outbox add column organisation text not null default '';

update outbox set organisation = substr(body, length(body) - 49, 36), kind = case
    when body like '{"act":"area-opened"%' then 'area-opened'
    when body like '{"act":"organisation-registered"%' then 'organisation-registered'
    when body like '{"act":"organisation-renamed"%' then 'organisation-renamed'
    when body like '{"act":"organisation-ended"%' then 'organisation-ended'
    when body like '{"act":"forum-stage-changed"%' then 'forum-stage-changed'
    when body like '{"act":"charter-adopted"%' then 'charter-adopted'
    when body like '{"act":"charter-ended"%' then 'charter-ended'
    when body like '{"act":"subject-recorded"%' then 'subject-recorded'
    when body like '{"act":"fact-recorded"%' then 'fact-recorded'
    when body like '{"act":"fact-corrected"%' then 'fact-corrected'
    when body like '{"act":"claim-recorded"%' then 'claim-recorded'
    when body like '{"act":"date-saved"%' then 'date-saved'
    when body like '{"act":"announced"%' then 'announced'
    when body like '{"act":"described"%' then 'described'
    when body like '{"act":"rescheduled"%' then 'rescheduled'
    when body like '{"act":"cancelled"%' then 'cancelled'
    when body like '{"act":"papers-shared"%' then 'papers-shared'
    when body like '{"act":"minutes-published"%' then 'minutes-published'
    when body like '{"act":"consultation-opened"%' then 'consultation-opened'
    when body like '{"act":"closing-moved"%' then 'closing-moved'
    when body like '{"act":"consultation-closed"%' then 'consultation-closed'
    when body like '{"act":"consultation-answered"%' then 'consultation-answered'
    when body like '{"act":"excused"%' then 'excused'
    when body like '{"act":"subject-struck"%' then 'subject-struck'
    when body like '{"act":"text-withdrawn"%' then 'text-withdrawn'
    else '' end
where body like '{"act":"%","version":1}';

create index outbox_of_kind on outbox (area, kind, at);
create index outbox_by on outbox (area, organisation, at);

-- The act that took a text back, so that its day can be told.
alter table texts add column withdrawn_by text;
