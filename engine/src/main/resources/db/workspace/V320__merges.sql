-- Records that went into another one, and what it takes to part them again. What moved in other records stands in the change log, caused by the change that put the record away.
create table record_merge (
  id              uuid primary key,
  entity          integer not null,
  survivor        uuid not null,
  actor           uuid not null,
  at              timestamptz not null,
  survivor_change bigint,
  undone_at       timestamptz,
  undone_by       uuid
);
comment on column record_merge.survivor_change is 'number of the change that gave the survivor its values; null where it kept its own';
create index record_merge_survivor on record_merge (survivor, id desc);

create table record_merge_other (
  merge         uuid not null references record_merge on delete cascade,
  record        uuid not null,
  delete_change bigint not null,
  primary key (merge, record)
);
create index record_merge_other_record on record_merge_other (record);

-- What hung on the records without being a record: comments, tasks, executions.
create table record_merge_row (
  merge  uuid not null references record_merge on delete cascade,
  source text not null,
  id     uuid not null,
  was    uuid not null,
  primary key (merge, source, id)
);

-- Pairs that somebody looked at and found to be two; in the order of their ids.
create table duplicate_dismissal (
  one     uuid not null,
  other   uuid not null,
  entity  integer not null,
  actor   uuid not null,
  at      timestamptz not null,
  primary key (one, other),
  check (one < other)
);
create index duplicate_dismissal_other on duplicate_dismissal (other);
