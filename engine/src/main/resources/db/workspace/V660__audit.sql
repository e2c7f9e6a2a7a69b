-- What happened besides writes to records, which the change log has: sign-ins, refused attempts, exports, rights, documents.
create table audit_entry (
  seq     bigint generated always as identity primary key,
  xid     xid8 not null default pg_current_xact_id(),
  at      timestamptz not null,
  kind    text not null,
  actor   uuid,
  address text not null,
  subject text not null,
  details jsonb not null
);
create index audit_entry_reader on audit_entry (xid, seq);
create index audit_entry_kind on audit_entry (kind, seq desc);
create index audit_entry_actor on audit_entry (actor, seq desc) where actor is not null;
comment on column audit_entry.actor is 'null for the engine and for people who are not known';

-- The chain: closed batches over what is committed for good.
create table audit_batch (
  number    bigint primary key,
  since     xid8 not null,
  until     xid8 not null,
  closed_at timestamptz not null,
  entries   bigint not null,
  previous  bytea not null,
  digest    bytea not null
);
comment on column audit_batch.until is 'it holds all transactions from since up to, not including, this one';
comment on column audit_batch.digest is 'SHA-256 over the batch before, its number and the digests of its entries';

create table audit_seal (
  source     smallint not null,
  seq        bigint not null,
  batch      bigint not null,
  salt       bytea,
  digest     bytea not null,
  primary key (source, seq)
);
create index audit_seal_batch on audit_seal (batch, source, seq);
comment on column audit_seal.source is '1 change log, 2 entries';
comment on column audit_seal.digest is 'SHA-256 over the salt and the entry';
