-- The logos of areas: the one that is shown, and those that were replaced and whose files are still there. `name` is
-- that of the file, `says` what somebody is told who cannot see it. Width and height are those on a page.
create table logos (
    area text not null references areas (slug),
    name text not null,
    says text not null,
    width bigint not null,
    height bigint not null,
    replaced_at bigint,
    primary key (area, name)
);

create unique index logos_shown on logos (area) where replaced_at is null;
create index logos_named on logos (name);
