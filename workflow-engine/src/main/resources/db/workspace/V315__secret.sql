-- Secrets of connectors, sealed: each under a key of its own, which is sealed under a key that is not in the database.
create table secret (
  connector text not null,
  name      text not null,
  purpose   text not null,
  key_id    text not null,
  key       text not null,
  value     text not null,
  set_at    timestamptz not null,
  set_by    uuid,
  primary key (connector, name)
);
comment on column secret.purpose is 'channel and address that it was entered for; for another one it is not used';
comment on column secret.key_id is 'of the key that sealed the column key';
