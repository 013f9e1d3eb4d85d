-- Acts, each kept in the transaction that did what it tells of. `entry` is its place in the record of its area,
-- given when it is entered there, and never changed. No two acts of an area are of the same instant.
create table outbox (
    id text not null primary key,
    area text not null,
    subject text,
    at bigint not null,
    body text not null,
    digest blob not null,
    entry bigint,
    unique (area, entry)
);

create unique index outbox_in_order on outbox (area, at);
create index outbox_about on outbox (subject, at) where subject is not null;

create index outbox_waiting on outbox (area, at, id) where entry is null;
