-- Keys of encrypted fields, each sealed by the key ring, which is outside of the database. Number 0
-- makes blind indexes and is never exchanged; of the others the highest seals, all open.
create table field_key (
  number  integer primary key,
  key_id  text not null,
  key     text not null,
  value   text not null,
  made_at timestamptz not null
);
comment on column field_key.key_id is 'id of the key of the ring that sealed it';
