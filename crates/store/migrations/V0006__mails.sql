-- The mail of a job, marked before the first word to the mail server. A mark without `sent_at` that a later attempt
-- finds means that the mail may have gone out. A mark goes with its job.
create table mails (
    job text not null primary key references jobs (id) on delete cascade,
    begun_at bigint not null,
    sent_at bigint
);
