-- Processes of the application on this database, each with its last sign of life; stays behind in a backup.
create table node (
  id         uuid primary key,
  host       text not null,
  version    text not null,
  java       text not null,
  started_at timestamptz not null,
  seen_at    timestamptz not null
);
