-- People, the organisation tree, and what they sign in with.
create table org_unit (
  id      uuid primary key,
  key     text not null unique,
  parent  uuid references org_unit,
  kind    text not null check (kind in ('company', 'region', 'store')),
  label   jsonb not null,
  version bigint not null default 1
);
create index org_unit_parent on org_unit (parent);

create table app_user (
  id            uuid primary key,
  username      text not null check (username = lower(username)),
  name          text not null,
  org_unit      uuid references org_unit,
  language      text not null default 'zh',
  password_hash text,
  -- moves when the password changes or the user is switched off: sessions of older epochs are over
  epoch         bigint not null default 1,
  is_active     boolean not null default true,
  created_at    timestamptz not null,
  version       bigint not null default 1
);
create unique index app_user_username on app_user (username);
create index app_user_org_unit on app_user (org_unit);

create table role_binding (
  user_id uuid not null references app_user on delete cascade,
  role    text not null,
  primary key (user_id, role)
);

create table session (
  hash         text primary key,
  user_id      uuid not null references app_user on delete cascade,
  epoch        bigint not null,
  created_at   timestamptz not null,
  last_used_at timestamptz not null
);
create index session_of_user on session (user_id);
create index session_last_used_at on session (last_used_at);

create table api_key (
  id         uuid primary key,
  hash       text not null unique,
  user_id    uuid not null references app_user on delete cascade,
  label      text not null,
  roles      text[] not null,
  created_at timestamptz not null,
  revoked_at timestamptz
);
create index api_key_of_user on api_key (user_id);

-- Attempts to sign in, by what they are counted under; unlogged would forget them in a crash.
create table sign_in_attempt (
  counter   text primary key,
  began_at  timestamptz not null,
  attempts  integer not null
);

-- One row: moves with every change of users, roles of users, the tree, sessions or keys.
create table access_epoch (
  only_row boolean primary key default true check (only_row),
  value    bigint not null
);
insert into access_epoch (value) values (1);
