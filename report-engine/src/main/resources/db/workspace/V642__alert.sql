-- Lines that a value of a dashboard may cross: a row for each, looked at again and again by any node.
create table alert (
  id          uuid primary key,
  user_id     uuid not null references app_user on delete cascade,
  dashboard   text not null,
  report      text not null,
  measure     text not null,
  choices     jsonb not null default '[]',
  subject     text not null check (subject in ('value', 'change')),
  side        text not null check (side in ('above', 'below')),
  line        numeric not null,
  minutes     integer not null,
  ways        text[] not null default '{}',
  is_paused   boolean not null default false,
  is_over     boolean not null default false,
  words       jsonb not null default '{}',
  checked_at  timestamptz,
  fired_at    timestamptz,
  next_at     timestamptz,
  lease       uuid,
  lease_until timestamptz,
  attempt     smallint not null default 0,
  fault       jsonb,
  created_at  timestamptz not null,
  deleted_at  timestamptz,
  version     bigint not null default 1
);
create index alert_user on alert (user_id);
create index alert_due on alert (next_at) where next_at is not null;
create index alert_deleted on alert (deleted_at) where deleted_at is not null;
comment on column alert.is_over is 'whether the line was crossed when it was looked at last; it is told when this turns true';
comment on column alert.words is 'the value and the line as the person reads them';
