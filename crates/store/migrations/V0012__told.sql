-- Being told: who follows what, what there is to tell, and what is still to be reminded of.

-- What waits behind what: a letter that somebody waits for goes before one of thousands.
alter table jobs add column
    turn bigint not null default 0;

drop index jobs_open;
create index jobs_open on jobs (turn, due_at, id) where state = 'open';
create index jobs_due on jobs (due_at) where state = 'open';

-- Whoever asked to be told about an area by mail, with or without an account. Up to `told_until` they were told what
-- they wanted to hear of once a week.
create table followers (
    id text not null primary key,
    area text not null references areas (slug),
    email text not null,
    email_key text not null,
    language text not null,
    told_until bigint not null,
    unique (area, email_key)
);

-- What they follow: the area, what a body does, or one meeting with its other times. It counts once it was confirmed.
create table follows (
    follower text not null references followers (id) on delete cascade,
    kind text not null check (kind in ('area', 'body', 'meeting')),
    what text not null,
    pace text not null check (pace in ('each', 'weekly')),
    asked_at bigint not null,
    confirmed_at bigint,
    primary key (follower, kind, what)
);

create index follows_of on follows (kind, what, follower);
create index follows_unconfirmed on follows (asked_at) where confirmed_at is null;

-- The link of a mail to a follower, with which it can be changed or ended. Of the secret only the SHA-256 is kept.
create table follower_links (
    secret blob not null primary key,
    follower text not null references followers (id) on delete cascade,
    made_at bigint not null
);

create index follower_links_of on follower_links (follower);
create index follower_links_made on follower_links (made_at);

-- What there is to tell of a meeting: that it was announced, moved from `was_at`, or called off. `whole` is what it is
-- part of, or itself.
create table news (
    id text not null primary key,
    area text not null references areas (slug),
    subject text not null,
    whole text not null,
    kind text not null check (kind in ('announced', 'moved', 'off')),
    was_at bigint,
    at bigint not null
);

create index news_in on news (area, at);
create index news_about on news (subject, at);

-- What is still to be reminded of, and when. A meeting that moves has its reminders anew.
create table reminders (
    area text not null references areas (slug),
    subject text not null,
    days bigint not null,
    starts_at bigint not null,
    due_at bigint not null,
    primary key (subject, days)
);

create index reminders_due on reminders (due_at);
