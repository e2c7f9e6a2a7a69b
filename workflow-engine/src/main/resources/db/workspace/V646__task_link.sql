-- Links of messages by which one person answers one task without signing in. What opens is signed and not stored.
create table task_link (
  id         uuid primary key,
  task       uuid not null references user_task on delete cascade,
  user_id    uuid not null,
  epoch      bigint not null,
  connector  text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at    timestamptz
);
create index task_link_task on task_link (task);
comment on column task_link.epoch is 'of the person when it was made: a new password or being switched off ends it';

alter table user_task_log add column link uuid;
comment on column user_task_log.link is 'by which it was done without signing in, or null';
