-- What steps ask of other programs. The step waits for the answer; its id is the key of every try.
create table service_call (
  step       uuid primary key references step on delete cascade,
  execution  uuid not null,
  workflow   text not null,
  connector  text not null,
  request    jsonb not null,
  due_at     timestamptz,
  attempt    smallint not null default 0,
  lease      uuid,
  created_at timestamptz not null,
  ended_at   timestamptz
);
create index service_call_due on service_call (connector, due_at) where due_at is not null;
comment on column service_call.request is 'empty when the call is over';
comment on column step.waits_for is 'null if it never waited, 0 for a time, 1 for a task, 2 for an approval, 3 for executions, 4 for ways, 5 for a record, 6 for a call';
