-- Meetings that are planned and not announced. `draft` is what was said of them so far, as JSON that only the program
-- reads; `version` goes up with every change.
create table plans (
    id text not null primary key,
    area text not null references areas (slug),
    organisation text not null references organisations (id),
    version bigint not null,
    changed_at bigint not null,
    draft text not null
);

create index plans_of on plans (area, organisation);
