-- Areas. `version` goes up with every change that their pages could show; `reshaped` is the version of the last one
-- that was not about a single subject; `name_text` is the commitment to its name. After `last_at`, the instant of the last act, comes every later one.
create table areas (
    slug text not null primary key,
    name text not null,
    name_text text not null,
    gss text,
    opened_at bigint not null,
    version bigint not null,
    reshaped bigint not null,
    last_at bigint not null,
    colour text not null,
    contact text not null,
    notice text not null,
    asks_passkey bool not null,
    is_read_only bool not null
);

-- Organisations as the acts leave them. `name` is a commitment, as everywhere below.
create table organisations (
    id text not null primary key,
    area text not null references areas (slug),
    kind text not null,
    name text not null,
    registered_at bigint not null,
    stage text,
    ended_at bigint,
    successor text
);

create index organisations_of on organisations (area);

-- The files of charters, each under the digest that acts name it by.
create table charters (
    digest text not null primary key,
    file text not null
);

-- Every change of a charter in an area. Without a version it ends.
create table adoptions (
    area text not null references areas (slug),
    number bigint not null,
    charter text not null,
    version text references charters (digest),
    from_day text not null,
    told_at bigint not null,
    primary key (area, number)
);

-- Subjects as the acts leave them. `changed` is the version of the area that the last change made.
create table subjects (
    id text not null primary key,
    area text not null references areas (slug),
    changed bigint not null,
    known text not null
);

create index subjects_changed on subjects (area, changed);

-- The texts that acts commit to. One that was taken back has its reason in place of its words and salt.
create table texts (
    commitment text not null primary key,
    area text not null references areas (slug),
    subject text,
    act text not null references outbox (id),
    opening text,
    withdrawn text
);

create index texts_of on texts (area, subject);
create index texts_beside on texts (act);
