-- Documents in their layers, what was published, and the apps that own them.
create table document (
  kind text not null,
  key text not null,
  owner text not null,
  base text,
  local text,
  content text,
  version bigint not null default 0,
  draft text,
  is_draft_removal boolean not null default false,
  draft_at timestamptz,
  draft_by uuid,
  primary key (kind, key)
);
comment on column document.owner is 'key of the app that owns it, or local';
comment on column document.base is 'as the owner''s package has it, byte for byte; null for local documents';
comment on column document.local is 'what this workspace made of it; null where nothing was changed';
comment on column document.content is 'what is published now; null before the first publishing';

create table document_version (
  kind text not null,
  key text not null,
  version bigint not null,
  content text,
  published_at timestamptz not null,
  published_by uuid,
  primary key (kind, key, version)
);
comment on column document_version.content is 'null where this version removed the document';

create table document_extension (
  kind text not null,
  key text not null,
  app text not null,
  content text not null,
  primary key (kind, key, app)
);

create table app (
  key text primary key,
  version text not null,
  package bytea not null,
  installed_at timestamptz not null,
  installed_by uuid
);
comment on column app.package is 'the zip that was installed, byte for byte';
