-- What all workspaces of an installation share: which there are, and when each has something to do.
create table workspace (
  key      text primary key check (key ~ '^[a-z][a-z0-9]{0,29}$'),
  label    text not null,
  state    smallint not null,
  made_at  timestamptz not null,
  next_due timestamptz not null,
  template   text not null default 'none',
  admin_hash text
);
comment on column workspace.template is 'what it begins with';
comment on column workspace.admin_hash is 'of the password of its first administrator; null when it is made';
comment on column workspace.state is '1 being made, 2 active, 3 suspended, 4 being deleted';
comment on column workspace.next_due is
  'from when a node has to open it; a node at which it is open moves it ahead again and again';
create index workspace_due on workspace (next_due) where state < 3;

-- Host names that belong to one workspace alone.
create table workspace_host (
  host      text primary key,
  workspace text not null references workspace on delete cascade
);

-- Counted up by each change of the two, under the lock of the row.
create table registry (version bigint not null);
insert into registry values (1);
create function tell_nodes() returns trigger language plpgsql as $$
begin
  perform pg_notify('dougong_nodes', tg_table_schema);
  return null;
end
$$;
create trigger tell_nodes after update on registry
  for each statement execute function tell_nodes();

insert into workspace values ('main', 'main', 2, now(), 'infinity');
