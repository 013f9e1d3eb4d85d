-- The address of a reply in the form in which addresses are matched, to see whether whoever follows a meeting also
-- replied to it. Letters outside ASCII stay as they are until the reply is next changed: at worst they are told twice.
alter table replies add column
    email_key text;
update replies set email_key = lower(email);
create index replies_from on replies (subject, email_key);
