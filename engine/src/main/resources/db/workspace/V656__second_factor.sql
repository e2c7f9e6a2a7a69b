-- Second factors: sealed secrets, codes for when the phone is lost, and roles that must have one.
create table second_factor (
  user_id      uuid primary key references app_user on delete cascade,
  key_id       text not null,
  key          text not null,
  value        text not null,
  proposed_at  timestamptz not null,
  -- null until the first right code
  confirmed_at timestamptz,
  -- the newest step of time whose code was used: none is good twice
  last_step    bigint not null default 0
);
create index second_factor_key on second_factor (key_id);

create table recovery_code (
  user_id uuid not null references second_factor on delete cascade,
  hash    text not null,
  primary key (user_id, hash)
);

create table second_factor_demand (
  role text primary key
);
