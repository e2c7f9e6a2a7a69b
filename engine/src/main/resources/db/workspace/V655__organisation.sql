-- Units that are no longer used, passwords that somebody else knows, and sessions that people can tell apart.
alter table org_unit add column is_archived boolean not null default false;

-- whether the person has to choose another password before anything else
alter table app_user add column password_is_due boolean not null default false;

alter table session
  add column id uuid not null default gen_random_uuid(),
  -- what the browser said that it is
  add column device text not null default '';
create unique index session_id on session (id);
