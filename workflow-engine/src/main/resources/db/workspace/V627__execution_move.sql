-- Executions that were moved to another version of their workflow, and by whom.
create table execution_move (
  id          bigint generated always as identity primary key,
  execution   uuid not null references execution on delete cascade,
  at          timestamptz not null,
  by          uuid,
  from_digest text not null,
  to_digest   text not null,
  names       jsonb not null
);
create index execution_move_execution on execution_move (execution, id);
comment on column execution_move.names is 'new names of nodes by their old ones';
