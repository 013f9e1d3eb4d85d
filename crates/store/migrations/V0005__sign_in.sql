-- Of every secret here only the SHA-256 is kept.

-- Links in emails. The secret is made when the mail is written.
create table sign_in_links (
    id text not null primary key,
    person text not null references people (id),
    browser blob not null,
    secret blob unique,
    asked_at bigint not null,
    used_at bigint
);

create index sign_in_links_asked on sign_in_links (asked_at);

create table sessions (
    id text not null primary key,
    person text not null references people (id),
    secret blob not null unique,
    by_passkey bool not null,
    device text not null,
    began_at bigint not null,
    seen_at bigint not null,
    revoked_at bigint
);

create index sessions_of on sessions (person);

-- Passkeys: `credential` is the id that a browser names it by, `data` what a signature is checked with.
create table passkeys (
    id text not null primary key,
    person text not null references people (id),
    credential blob not null unique,
    data text not null,
    name text not null,
    added_at bigint not null,
    used_at bigint
);

create index passkeys_of on passkeys (person);

-- Questions that a passkey is to answer, one for each browser that asked.
create table passkey_challenges (
    browser blob not null primary key,
    state text not null,
    asked_at bigint not null
);

-- How often something was tried: the instant at which all of its tries are there again.
create table rates (
    key blob not null primary key,
    full_at bigint not null
);

create index rates_full on rates (full_at);
