-- Approvals. Their people hold seats: seats are asked side by side, the people of one seat one after the other.
create table approval (
  step         uuid primary key references step on delete cascade,
  execution    uuid not null,
  workflow     text not null,
  title        text not null,
  requester    uuid,
  barred       uuid,
  approvals    smallint not null,
  refusals     smallint not null,
  round        smallint not null default 1,
  return_to    jsonb not null,
  needs_reason boolean not null,
  time_limit   text,
  status       smallint not null,
  created_at   timestamptz not null,
  ended_at     timestamptz
);
create index approval_requester on approval (requester, step desc) where requester is not null;
create index approval_execution on approval (execution);
comment on column approval.barred is 'who may not approve: the requester, unless the workflow lets them';
comment on column approval.approvals is 'how many seats must approve';
comment on column approval.refusals is 'how many seats that refuse end it';
comment on column approval.round is 'grows when it is asked anew from its beginning';
comment on column approval.status is '1 open, 2 approved, 3 rejected, 4 returned, 5 withdrawn, 6 cancelled';

alter table user_task
  add column seat smallint,
  add column place smallint,
  add column round smallint,
  add column barred uuid,
  add column urged_at timestamptz;
create index user_task_step on user_task (step) where seat is not null;
comment on column user_task.status is '1 open, 2 done, 3 cancelled, 4 planned: comes after another one of its seat';
comment on column user_task.seat is 'of an approval, from 1; 0 for the requester, who is asked to mend it; null for other tasks';

alter table user_task_log alter column actor drop not null;
comment on column user_task_log.actor is 'null for the engine';

-- Where the way leads after this step, in the place of what its node says: straight back to the approval that returned it.
alter table step add column back_to text;
comment on column step.waits_for is 'null if it never waited, 0 for a time, 1 for a task, 2 for an approval';
