-- What people said who were asked to a meeting. Whose it is, `name`, `email` and `needs` are forgotten at
-- `forget_at`; what stays names nobody and is counted. `browser` is a SHA-256. `standing`, `means`, `reason` are words
-- that the program knows.
create table replies (
    id text not null primary key,
    area text not null references areas (slug),
    subject text not null,
    person text references people (id),
    browser blob,
    standing text not null,
    means text,
    reason text,
    is_first bool,
    name text,
    email text,
    needs text,
    language text not null,
    asked_at bigint not null,
    changed_at bigint not null,
    forget_at bigint not null,
    version bigint not null
);

create unique index replies_person on replies (subject, person);
create unique index replies_browser on replies (subject, browser);
create index replies_of on replies (subject, standing);
create index replies_in on replies (area, subject);
create index replies_forget on replies (forget_at);
create index replies_by on replies (person);

-- The links in mails with which a reply is changed; of each secret only the SHA-256 is kept.
create table reply_links (
    secret blob not null primary key,
    reply text not null references replies (id)
);

create index reply_links_of on reply_links (reply);

-- How many places the room of a meeting has (none said: as many as come), how many are taken, who gets the next one,
-- and what only those are told who come.
create table places (
    subject text not null primary key,
    area text not null references areas (slug),
    room bigint,
    taken bigint not null,
    rule text not null,
    joining text not null,
    version bigint not null
);
