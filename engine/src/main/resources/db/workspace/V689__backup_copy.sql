-- Which backups lie in the second place, too. Stays behind when a workspace is backed up, like backup_file.
create table backup_copy (
  name      text primary key,
  step      smallint not null,
  tries     integer not null default 0,
  due_at    timestamptz,
  copied_at timestamptz,
  bytes     bigint,
  sha256    text,
  problem   jsonb
);
comment on column backup_copy.step is '1 waits, 2 being copied, 3 copied, 4 did not succeed and waits';
comment on column backup_copy.tries is 'how often it was begun; tells the one that copies from one that was given up';
comment on column backup_copy.due_at is 'from when it may be begun; while it is being copied, until when nobody else may';
