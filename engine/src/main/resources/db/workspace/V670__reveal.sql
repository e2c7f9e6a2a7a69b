-- Who uncovered which masked value, and when; never the value.
create table reveal (
  id      uuid primary key,
  at      timestamptz not null,
  user_id uuid not null,
  entity  int not null,
  record  uuid not null,
  field   int not null
);
create index reveal_record on reveal (record, at);
create index reveal_at on reveal (at);
