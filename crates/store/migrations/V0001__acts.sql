-- Acts, each kept in the transaction that did what it tells of. `entry` is its place in the record of its area,
-- given when it is entered there, and never changed.
create table outbox (
    id text not null primary key,
    area text not null,
    at bigint not null,
    body text not null,
    digest blob not null,
    entry bigint,
    unique (area, entry)
);

create index outbox_waiting on outbox (area, at, id) where entry is null;
