-- Where a sync stands. Off until somebody turns it on.
create table sync_state (
  sync         text primary key,
  state        smallint not null default 1,
  rule         text not null default '',
  next_at      timestamptz,
  cursor       jsonb not null default '{}',
  attempt      integer not null default 0,
  lease        uuid,
  leased_until timestamptz,
  begun_at     timestamptz,
  done_at      timestamptz,
  counts       jsonb not null default '{}',
  fault        jsonb
);
comment on column sync_state.state is '1 off, 2 on, 3 paused';
comment on column sync_state.begun_at is 'when the run at hand, or the last one, began';
comment on column sync_state.done_at is 'when the last run ended well';
comment on column sync_state.lease is 'the one who asks the other system now';

-- Which record an item of the other system is.
create table sync_link (
  sync   text not null,
  remote text not null,
  record uuid not null,
  base   jsonb,
  sent   jsonb,
  primary key (sync, remote)
);
create index sync_link_record on sync_link (sync, record);
comment on column sync_link.base is 'values by field id on which both sides were the same last';
comment on column sync_link.sent is 'what was sent last, by place';

-- Changes that the other system does not know yet; one entry for each record.
create table sync_out (
  sync    text not null,
  record  uuid not null,
  seq     bigint not null,
  newer   bigint,
  body    jsonb,
  attempt integer not null default 0,
  due_at  timestamptz,
  lease   uuid,
  primary key (sync, record)
);
create index sync_out_due on sync_out (sync, due_at) where due_at is not null;
comment on column sync_out.seq is 'number of the change; with the record the idempotency key of all tries';
comment on column sync_out.newer is 'number of a change that came while this one was being sent';
comment on column sync_out.body is 'what is sent, the same at each try';

-- What came and went, and what was made of it.
create table sync_row (
  id       uuid primary key,
  sync     text not null,
  incoming boolean not null,
  remote   text,
  record   uuid,
  at       timestamptz not null,
  outcome  text not null,
  is_open  boolean not null default false,
  attempt  integer not null default 1,
  payload  jsonb not null,
  problems jsonb not null default '[]'
);
create index sync_row_newest on sync_row (sync, id);
create index sync_row_open on sync_row (sync, id) where is_open;
create index sync_row_at on sync_row (sync, at);
comment on column sync_row.is_open is 'whether somebody has to look at it; a later row of the same item closes it';
