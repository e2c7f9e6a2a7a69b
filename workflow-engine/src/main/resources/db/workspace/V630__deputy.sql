-- Who stands in for whom, and until when. One at a time for each person.
create table deputy (
  user_id  uuid primary key,
  deputy   uuid not null check (deputy <> user_id),
  from_at  timestamptz not null,
  until_at timestamptz not null check (until_at > from_at),
  set_by   uuid not null,
  set_at   timestamptz not null
);

alter table user_task add column stands_for uuid;
create index user_task_stands_for on user_task (stands_for) where status = 1 and stands_for is not null;
comment on column user_task.stands_for is 'whose task it is, where the assignee is their deputy';
