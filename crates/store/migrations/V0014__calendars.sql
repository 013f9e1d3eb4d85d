-- The secret address of somebody's own calendar, one for each. Of the secret only the SHA-256 is kept.
create table calendars (
    person text not null primary key references people (id),
    secret blob not null unique,
    made_at bigint not null
);

create index followers_at on followers (email_key);
