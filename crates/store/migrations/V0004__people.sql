-- People. `email_key` is what two spellings of one address have in common.
create table people (
    id text not null primary key,
    email text not null,
    email_key text not null unique,
    name text,
    since bigint not null
);

-- Who holds which role, where, from when and until when. Without an area it is held for the whole instance, without
-- an organisation in the area.
create table roles (
    id text not null primary key,
    person text not null references people (id),
    role text not null,
    area text references areas (slug),
    organisation text references organisations (id),
    from_at bigint not null,
    until_at bigint
);

create index roles_of on roles (person);
create index roles_in on roles (area);

create table invitations (
    id text not null primary key,
    email text not null,
    email_key text not null,
    role text not null,
    area text references areas (slug),
    organisation text references organisations (id),
    sent_at bigint not null,
    taken_back_at bigint,
    accepted_at bigint
);

create index invitations_to on invitations (email_key);
create index invitations_in on invitations (area);
