-- Where else people may sign in, the ways that are under way, and who is who there.
create table sign_in_source (
  id           uuid primary key,
  kind         text not null,
  label        text not null,
  -- texts by name, as the kind reads them; no secret
  settings     jsonb not null,
  -- the secret, sealed for this source and its place; null where there is none
  key_id       text,
  key          text,
  value        text,
  makes_people boolean not null,
  -- unit of those who are made
  org_unit     uuid references org_unit,
  -- name of a group there -> role here, for those who are made
  roles        jsonb not null,
  is_active    boolean not null,
  version      bigint not null default 1
);
create index sign_in_source_key on sign_in_source (key_id);

-- One way there and back: good once, in the browser that began it.
create table sign_in_flow (
  state       text primary key,
  source      uuid not null references sign_in_source on delete cascade,
  browser     text not null,
  nonce       text not null,
  verifier    text not null,
  destination text not null,
  -- whom it binds, or who still has to give a code; null for a plain sign-in
  user_id     uuid references app_user on delete cascade,
  awaits_code boolean not null default false,
  began_at    timestamptz not null
);
create index sign_in_flow_browser on sign_in_flow (browser);
create index sign_in_flow_began_at on sign_in_flow (began_at);

create table sign_in_identity (
  source   uuid not null references sign_in_source on delete cascade,
  subject  text not null,
  user_id  uuid not null references app_user on delete cascade,
  bound_at timestamptz not null,
  primary key (source, subject),
  unique (source, user_id)
);
create index sign_in_identity_user on sign_in_identity (user_id);

-- Whoever signs in by another place needs no password here, and proves who they are by signing in again.
alter table session add column by_password boolean not null default true;
