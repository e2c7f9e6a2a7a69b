-- Files that become records. The rows of a file wait in a table of their own; what became of each
-- is noted in the transaction that writes its record, so none is written twice.
create table data_import (
  id          uuid primary key,
  entity      integer not null,
  by_user     uuid not null,
  roles       text[] not null,
  language    text not null,
  at          timestamptz not null,
  file_name   text not null,
  format      text not null,
  details     jsonb not null,
  columns     jsonb not null,
  plan        jsonb not null,
  remembered  boolean not null,
  status      text not null,
  row_count   integer not null,
  position    integer not null default 0,
  done        integer not null default 0,
  foreseen    jsonb not null default '{}',
  counts      jsonb not null default '{}',
  notes       jsonb not null default '[]',
  undone_by   uuid
);
comment on column data_import.position is 'last row that the work at hand is through with';
create index data_import_due on data_import (at) where status in ('checking', 'running', 'undoing');
create index data_import_of on data_import (entity, at);

create table data_import_row (
  import   uuid not null references data_import on delete cascade,
  number   integer not null,
  cells    jsonb not null,
  foreseen text,
  key      text,
  outcome  text,
  record   uuid,
  version  bigint,
  problems jsonb,
  primary key (import, number)
);
comment on column data_import_row.key is 'values by which the record is known, as the check read them';
comment on column data_import_row.version is 'of the record after the row was written';
create index data_import_row_wrong on data_import_row (import, number) where problems is not null;
create index data_import_row_key on data_import_row (import, key) where key is not null;
create index data_import_row_record on data_import_row (import, record) where record is not null;

-- What was said last for a file with these columns.
create table data_import_mapping (
  entity    integer not null,
  signature text not null,
  plan      jsonb not null,
  at        timestamptz not null,
  primary key (entity, signature)
);
