-- Ways side by side, executions that others wait for, and failures that another way has met.
alter table step
  add column fork uuid,
  add column is_met boolean not null default false;
create index step_fork on step (fork) where fork is not null;
comment on column step.fork is 'the step of this execution that waits for the end of this way, or null';
comment on column step.is_met is 'whether it failed and the way for errors goes on';
comment on column step.waits_for is 'null if it never waited, 0 for a time, 1 for a task, 2 for an approval, 3 for executions, 4 for ways, 5 for a record';

alter table execution add column parent uuid;
create index execution_parent on execution (parent) where parent is not null;
comment on column execution.parent is 'the step that started it, or null';
