-- When the chain was looked at, and what was found; one node looks at a time.
create table audit_check (
  begun_at timestamptz primary key,
  ended_at timestamptz,
  batches  bigint,
  entries  bigint,
  head     text,
  faults   jsonb
);
comment on column audit_check.ended_at is 'null while it is under way, and where its node died';
comment on column audit_check.head is 'number and digest of the last batch that was looked at';

-- The audit log reads a stretch of time; a block range index costs writers next to nothing.
create index audit_entry_at on audit_entry using brin (at) with (pages_per_range = 32);
