-- Sheets that were sent in to be looked at before they are loaded, by the name of the file that is kept of each. They
-- may hold what nobody should keep, so the file goes when the sheet was loaded, or after a day.
create table sheets (
    name text not null primary key,
    area text not null references areas (slug),
    sent_at bigint not null,
    loaded_at bigint
);

create index sheets_sent on sheets (sent_at);
