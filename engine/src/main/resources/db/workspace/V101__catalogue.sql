-- Immutable ids, where values are stored, and the steps that change storage.
create table metadata_state (
  one boolean primary key default true check (one),
  version bigint not null
);
insert into metadata_state (version) values (0);

create sequence metadata_id minvalue 100;

create table id_entity (
  id int primary key,
  key text not null,
  state text not null check (state in ('live', 'kept', 'removed'))
);
comment on column id_entity.state is 'kept: its app was uninstalled and its records wait for it';
create unique index id_entity_key on id_entity (key) where state <> 'removed';

create table id_field (
  id int primary key,
  entity int not null references id_entity (id),
  parent int not null,
  key text not null,
  kind text not null,
  placement text,
  is_live boolean not null
);
comment on column id_field.parent is 'id of the table field whose rows have it, or 0';
comment on column id_field.placement is 'where its values are now; null in rows';
create unique index id_field_key on id_field (entity, parent, key) where is_live;

create table storage_step (
  id bigint generated always as identity primary key,
  version bigint not null,
  change text not null,
  entity int not null,
  field int not null default 0,
  index_name text,
  state text not null check (state in ('waiting', 'running', 'done', 'failed', 'obsolete')),
  done bigint not null default 0,
  total bigint,
  position uuid,
  problem text,
  created_at timestamptz not null,
  due_at timestamptz not null,
  finished_at timestamptz
);
create index storage_step_open on storage_step (id) where state in ('waiting', 'running');
