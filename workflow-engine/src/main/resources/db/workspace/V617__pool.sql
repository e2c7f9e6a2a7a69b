-- Who took records out of pools, and how they came back.
create table pool_event (
  id      bigint generated always as identity primary key,
  pool    text not null,
  record  uuid not null,
  deed    smallint not null,
  user_id uuid not null,
  actor   uuid,
  at      timestamptz not null,
  why     text not null
);
create index pool_event_record on pool_event (record, id desc);
create index pool_event_user on pool_event (pool, user_id, at) where deed = 1;
comment on column pool_event.deed is '1 claimed, 2 given to, 3 given back, 4 went back by itself';
comment on column pool_event.user_id is 'the owner that it got, or had';
comment on column pool_event.actor is 'null for the engine';
