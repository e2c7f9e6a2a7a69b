-- Each restore that this workspace has been through. Nothing leaves the house until somebody has released it.
create table restored_backup (
  id          bigint generated always as identity primary key,
  backup_at   timestamptz not null,
  restored_at timestamptz not null,
  released_at timestamptz
);
comment on column restored_backup.backup_at is 'moment of which everything here is';
comment on column restored_backup.released_at is 'null: messages, calls and syncs wait';
