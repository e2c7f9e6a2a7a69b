-- The one change log. Values stand by field id ("f12"), so a rename leaves history right.
create table change (
  seq bigint generated always as identity primary key,
  xid xid8 not null default pg_current_xact_id(),
  at timestamptz not null,
  actor uuid,
  why text not null,
  cause_seq bigint,
  entity integer not null,
  record uuid not null,
  version bigint not null,
  op smallint not null,
  before jsonb,
  after jsonb
);
create index change_record on change (record, seq);
create index change_reader on change (xid, seq);
create index change_cause on change (cause_seq) where cause_seq is not null and op <> 5;

comment on column change.op is '1 created, 2 updated, 3 deleted, 4 restored, 5 derived';
comment on column change.cause_seq is 'the change that brought this one about';

-- Answers of writes that may be repeated. The result stands in the transaction of the write.
create table idempotency (
  actor uuid not null,
  key text not null,
  digest text not null,
  result jsonb,
  at timestamptz not null,
  primary key (actor, key)
);
create index idempotency_at on idempotency (at);

-- Counters of automatic numbers; one for each text that stands before the counter.
create table number_counter (
  field integer not null,
  prefix text not null,
  last bigint not null,
  primary key (field, prefix)
);

-- What children add to rollups of parents whose row was busy; folded soon, added by readers.
create table rollup_delta (
  seq bigint generated always as identity primary key,
  entity integer not null,
  record uuid not null,
  field integer not null,
  amount numeric not null,
  n bigint not null,
  recompute boolean not null default false,
  cause_seq bigint
);
create index rollup_delta_record on rollup_delta (record, field);

-- Sum and number behind every average, because the average alone cannot be moved.
create table rollup_average (
  record uuid not null,
  field integer not null,
  amount numeric not null,
  n bigint not null,
  primary key (record, field)
);
