-- Steps of guides that people have done; a step stays done when the record that showed it is gone.
create table guide_step (
  user_id uuid not null references app_user on delete cascade,
  -- the first keys that the guide and its step ever had
  guide   text not null,
  step    text not null,
  done_at timestamptz not null,
  primary key (user_id, guide, step)
);

-- Who does not want to be reminded of what is left.
create table guide_put_away (
  user_id uuid primary key references app_user on delete cascade,
  at      timestamptz not null
);
