-- The log of each area: its name and the key it began with, which never change, the key that counts now, and the
-- checkpoint that was published last. Keys are public ones. One that is paused does not go on: an older backup was
-- restored, and more may have been published since than is known here.
create table logs (
    area text not null primary key,
    origin text not null unique,
    first_key text not null,
    key text not null,
    size bigint not null,
    checkpoint text not null,
    is_paused bool not null
);

-- The hashes of each log, up to 256 in a tile. A tile that is not full grows; what it held stays at its beginning.
create table log_tiles (
    area text not null references logs (area),
    level bigint not null,
    number bigint not null,
    hashes blob not null,
    primary key (area, level, number)
);

-- Entries that are no acts: with each, a log is signed with another key from its place on. `entry` is counted together
-- with that of `outbox`.
create table log_handovers (
    area text not null references logs (area),
    entry bigint not null,
    body text not null,
    primary key (area, entry)
);
