-- Being told by text message. An area decides whether it sends any, because each costs money.
alter table areas add column
    sends_texts bool not null default false;

-- A follower is told at a mail address or at the number of a mobile phone.
alter table followers rename column email to address;
alter table followers rename column email_key to address_key;

-- The meeting of which the message with the link told, where it told of one.
alter table follower_links add column
    subject text;
