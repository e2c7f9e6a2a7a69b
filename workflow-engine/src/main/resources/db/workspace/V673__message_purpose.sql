-- What a message is for, by which contact rules hold it back.
alter table outbox add column purpose text not null default 'marketing';
comment on column outbox.purpose is 'marketing, care or service';
