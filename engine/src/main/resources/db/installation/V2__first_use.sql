-- When somebody outside asked for a workspace last, and who its first administrator is.
alter table workspace
  add column used_at timestamptz,
  add column admin_username text not null default 'admin',
  add column admin_name text not null default '管理员';
comment on column workspace.used_at is 'within half a minute; null where nobody has asked yet';
