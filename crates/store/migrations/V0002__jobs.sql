-- Work to be done after a change was kept. `due_at` is when it may next be taken: while it is leased, the end of
-- the lease. `key` keeps the same work from being asked for twice.
create table jobs (
    id text not null primary key,
    kind text not null,
    key text,
    payload text not null,
    state text not null check (state in ('open', 'done', 'dead')),
    due_at bigint not null,
    attempts bigint not null,
    max_attempts bigint not null,
    leased_by text,
    last_error text,
    asked_at bigint not null,
    ended_at bigint,
    unique (kind, key)
);

create index jobs_open on jobs (due_at, id) where state = 'open';
create index jobs_ended on jobs (state, ended_at) where state <> 'open';

-- What happens again and again, and when it next does.
create table schedules (
    name text not null primary key,
    next_at bigint not null
);
