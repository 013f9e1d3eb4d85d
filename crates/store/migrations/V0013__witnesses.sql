-- What witnesses signed of each log: of each its public key, how many entries the log had, when it says that was (in
-- microseconds since 1970, as everywhere), and the line of its signature.
create table log_witnesses (
    area text not null references logs (area),
    witness text not null,
    size bigint not null,
    signed_at bigint not null,
    signature text not null,
    primary key (area, witness)
);

-- How many witnesses have to have signed before an area's record is called witnessed.
alter table areas add column
    witnesses_needed bigint not null default 1;
