-- Who wants no messages, whatever the channel; the address as OptOutSql writes it.
create table contact_opt_out (
  recipient text primary key,
  at        timestamptz not null,
  by_user   uuid not null,
  note      text not null
);
