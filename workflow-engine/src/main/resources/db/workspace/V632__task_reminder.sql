-- When somebody is reminded of a task, or it goes to somebody else; the moment that comes next.
alter table user_task
  add column remind_at timestamptz,
  add column reminder  jsonb;
create index user_task_remind on user_task (remind_at) where status = 1 and remind_at is not null;
comment on column user_task.reminder is 'isOverdue: told when it is overdue; escalate: users, role, orgUnit who get it then';
