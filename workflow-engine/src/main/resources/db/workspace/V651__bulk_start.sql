-- Workflows that a person started for many records at once. The id is the person's own, so the same order again is the same row.
create table bulk_start (
  id       uuid primary key,
  by_user  uuid not null,
  workflow text not null,
  entity   integer not null,
  at       timestamptz not null,
  total    integer not null default 0,
  started  integer not null default 0,
  refused  integer not null default 0,
  ended_at timestamptz
);
create index bulk_start_open on bulk_start (at, id) where ended_at is null;

-- What became of each record.
create table bulk_start_item (
  bulk_start uuid not null references bulk_start on delete cascade,
  place      integer not null,
  record     uuid not null,
  state      smallint not null default 1,
  execution  uuid,
  primary key (bulk_start, place)
);
create index bulk_start_item_open on bulk_start_item (bulk_start, place) where state = 1;
comment on column bulk_start_item.state is '1 waiting, 2 started, 3 the person may not change the record any more, 4 the person may not start the workflow any more';
