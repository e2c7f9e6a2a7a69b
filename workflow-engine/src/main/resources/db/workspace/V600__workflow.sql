-- Workflows at work. Every step is one transaction: what it does, the move to the next step, and its end.

-- What executions were started with; they keep it to their end.
create table workflow_version (
  workflow text not null,
  digest   text not null,
  content  text not null,
  at       timestamptz not null,
  primary key (workflow, digest)
);

create table execution (
  id         uuid primary key,
  workflow   text not null,
  digest     text not null,
  start_key  text not null,
  entity     integer,
  record     uuid,
  change_seq bigint,
  depth      smallint not null,
  status     smallint not null,
  variables  jsonb not null default '{}',
  reason     jsonb not null,
  problem    jsonb,
  steps      integer not null default 0,
  started_at timestamptz not null,
  ended_at   timestamptz,
  started_by uuid
);
-- Each change and each call starts a workflow once.
create unique index execution_start on execution (workflow, start_key);
create index execution_list on execution (workflow, id desc);
create index execution_record on execution (record, id desc) where record is not null;
create index execution_failed on execution (id desc) where status in (2, 5);
comment on column execution.status is '1 running, 2 failed, 3 done, 4 cancelled, 5 stopped by the loop guard';

create table step (
  id         uuid primary key,
  execution  uuid not null references execution on delete cascade,
  workflow   text not null,
  node       text not null,
  state      smallint not null,
  due_at     timestamptz,
  attempt    smallint not null default 0,
  waits_for  smallint,
  came       jsonb,
  output     jsonb,
  problem    jsonb,
  created_at timestamptz not null,
  started_at timestamptz,
  ended_at   timestamptz
);
create index step_due on step (workflow, due_at) where state < 3 and due_at is not null;
create index step_execution on step (execution, id);
comment on column step.state is '1 ready, 2 waiting, 3 done, 4 failed, 5 cancelled';
comment on column step.waits_for is 'null if it never waited, 0 for a time, 1 for a task';
comment on column step.came is 'what ended the wait; null for the time';

create table user_task (
  id           uuid primary key,
  execution    uuid not null references execution on delete cascade,
  step         uuid not null,
  workflow     text not null,
  entity       integer,
  record       uuid,
  title        text not null,
  description  text not null,
  assignee     uuid,
  users        uuid[] not null,
  role         text,
  org_unit     uuid,
  due_at       timestamptz,
  outcomes     jsonb not null,
  status       smallint not null,
  outcome      text,
  comment      text,
  completed_by uuid,
  created_at   timestamptz not null,
  completed_at timestamptz
);
create index user_task_assignee on user_task (assignee, due_at, id) where status = 1;
create index user_task_open on user_task (due_at, id) where status = 1 and assignee is null;
create index user_task_record on user_task (record, id desc) where record is not null;
create index user_task_execution on user_task (execution, id);
comment on column user_task.status is '1 open, 2 done, 3 cancelled';

-- Who did what with a task, besides opening it.
create table user_task_log (
  id      bigint generated always as identity primary key,
  task    uuid not null references user_task on delete cascade,
  at      timestamptz not null,
  actor   uuid not null,
  deed    text not null,
  subject uuid,
  comment text
);
create index user_task_log_task on user_task_log (task, id);

-- What leaves the house. The key makes each leave once; the lease makes one sender at a time.
create table outbox (
  id         uuid primary key,
  key        text not null unique,
  execution  uuid,
  workflow   text not null,
  entity     integer,
  record     uuid,
  channel    text not null,
  recipient  text not null,
  title      text not null,
  body       text not null,
  state      smallint not null,
  due_at     timestamptz,
  attempt    smallint not null default 0,
  lease      uuid,
  problem    text,
  created_at timestamptz not null,
  sent_at    timestamptz
);
create index outbox_due on outbox (channel, due_at) where state < 3 and due_at is not null;
create index outbox_recipient on outbox (channel, recipient, created_at desc);
create index outbox_execution on outbox (execution, id);
comment on column outbox.state is '1 ready, 2 being sent, 3 sent, 4 failed, 5 refused by the contact gate';
