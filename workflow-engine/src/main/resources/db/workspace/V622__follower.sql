-- Steps that wait for a record, by a value that it will have.
create table record_wait (
  step     uuid primary key references step on delete cascade,
  entity   integer not null,
  field    integer not null,
  value    text not null,
  snapshot pg_snapshot not null default pg_current_snapshot()
);
create index record_wait_value on record_wait (entity, field, value);
comment on column record_wait.snapshot is 'what was visible when the wait began; changes of others count';

-- Fields that waits have looked at; few rows.
create table record_watch (
  entity integer not null,
  field  integer not null,
  primary key (entity, field)
);

-- How far a reader of the change log has come.
create table log_position (
  name text primary key,
  xid  xid8 not null,
  seq  bigint not null
);

-- Who is in a segment.
create table segment_member (
  segment   text not null,
  record    uuid not null,
  since     timestamptz not null,
  is_tagged boolean not null default false,
  primary key (segment, record)
);
create index segment_member_record on segment_member (record);
comment on column segment_member.is_tagged is 'whether the segment has put its tag on the record';

-- What the members follow from. A rule that was published anew is counted anew, and every rule each day.
create table segment_state (
  segment text primary key,
  rule    text not null,
  version bigint not null,
  day     date not null
);

-- The next moment of each workflow that starts by the clock.
create table schedule_row (
  workflow text primary key,
  rule     text not null,
  version  bigint not null,
  next_at  timestamptz
);
create index schedule_row_next on schedule_row (next_at);
comment on column schedule_row.next_at is 'null where no moment comes any more';
