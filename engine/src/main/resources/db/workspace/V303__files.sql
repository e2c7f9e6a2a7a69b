-- Bytes once for each content, in pieces, so that none is ever held in memory as a whole.
create table file_content (
  hash       text primary key,
  size       bigint not null,
  touched_at timestamptz not null
);
comment on column file_content.hash is 'SHA-256 of the bytes, in hexadecimal';

create table file_chunk (
  hash   text not null references file_content on delete cascade,
  number integer not null,
  bytes  bytea not null,
  primary key (hash, number)
);
-- photographs do not shrink
alter table file_chunk alter column bytes set storage external;

create table file (
  id          uuid primary key,
  hash        text not null references file_content,
  name        text not null,
  size        bigint not null,
  type        text not null,
  uploaded_by uuid not null,
  uploaded_at timestamptz not null,
  used_at     timestamptz
);
comment on column file.used_at is 'last time a record took it; null: nobody has yet';
create index file_of_content on file (hash);
create index file_unused on file (uploaded_by) where used_at is null;

-- Which records hold a file or held it: who may read one of them and the field may read the file.
create table file_use (
  file   uuid not null references file on delete cascade,
  entity integer not null,
  record uuid not null,
  field  integer not null,
  primary key (file, entity, record, field)
);
