-- Who was erased: ids and nothing else, so that a backup of earlier can be made to follow.
create table erasure (
  id      uuid primary key,
  at      timestamptz not null,
  actor   uuid,
  entity  integer not null,
  records uuid[] not null
);
create index erasure_at on erasure (at);
comment on column erasure.entity is 'of the first record, the one that somebody named';
comment on column erasure.records is 'all records that were the person: what was merged into it, what became of it';

-- Seals of what erasures left of rows that were sealed before; the digests of the old seals stay where they are.
create table audit_renewal (
  source  smallint not null,
  seq     bigint not null,
  erasure uuid not null,
  entry   bigint,
  salt    bytea,
  digest  bytea not null,
  primary key (source, seq, erasure)
);
create index audit_renewal_erasure on audit_renewal (erasure, source, seq);
comment on column audit_renewal.entry is 'number of the audit entry that names the erasure and holds the digest over its renewals';
comment on column audit_renewal.salt is 'null where a later erasure has renewed the row again';
