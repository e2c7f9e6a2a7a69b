-- Dashboards that people get again and again: a row for each, which any node works off.
create table subscription (
  id          uuid primary key,
  user_id     uuid not null references app_user on delete cascade,
  document    text,
  published   bigint,
  dashboard   text not null,
  choices     jsonb not null default '[]',
  rhythm      jsonb not null,
  ways        text[] not null default '{}',
  is_paused   boolean not null default false,
  next_at     timestamptz,
  lease       uuid,
  lease_until timestamptz,
  attempt     smallint not null default 0,
  fault       jsonb,
  sent_at     timestamptz,
  created_at  timestamptz not null,
  deleted_at  timestamptz,
  version     bigint not null default 1
);
create unique index subscription_document on subscription (document, user_id) where document is not null;
create index subscription_user on subscription (user_id);
create index subscription_due on subscription (next_at) where next_at is not null;
create index subscription_deleted on subscription (deleted_at) where deleted_at is not null;
comment on column subscription.document is 'key of the document of a role that it comes from; null where the person made it';
comment on column subscription.published is 'version of the documents by which the one of the role was read last';
comment on column subscription.ways is 'keys of connectors besides the notice';
comment on column subscription.lease is 'of the node that makes the pack; until then nobody else does';
comment on column subscription.fault is 'why the last one was not sent';

-- Packs as they were sent.
create table pack (
  id           uuid primary key,
  subscription uuid references subscription on delete set null,
  user_id      uuid not null references app_user on delete cascade,
  due_at       timestamptz not null,
  at           timestamptz not null,
  content      jsonb not null,
  unique (subscription, due_at)
);
create index pack_user on pack (user_id, at desc, id desc);
create index pack_at on pack (at);
