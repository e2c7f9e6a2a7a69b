-- When backups are made by themselves, and how many are kept.
create table backup_plan (
  only_one boolean primary key default true check (only_one),
  is_on    boolean not null,
  at       time not null,
  keep     integer not null check (keep between 1 and 400),
  last_day date
);
comment on column backup_plan.at is 'time of the day in the zone of the workspace';
comment on column backup_plan.last_day is 'day whose backup a node has taken on';

-- What became of each backup; stays behind when a workspace is backed up.
create table backup_file (
  name     text primary key,
  begun_at timestamptz not null,
  begun_by uuid,
  step     smallint not null,
  step_at  timestamptz not null,
  bytes    bigint not null default 0,
  problem  jsonb
);
comment on column backup_file.begun_by is 'null for the plan';
comment on column backup_file.step is '1 being written, 3 written and on trial, 4 proven, 5 not finished, 6 not good';
comment on column backup_file.bytes is 'done in the step, before compression';
