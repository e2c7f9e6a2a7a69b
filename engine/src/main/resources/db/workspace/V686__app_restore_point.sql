-- What was there before each upgrade of an app, so that the last ones can be taken back.
create table app_restore_point (
  id bigint generated always as identity primary key,
  app text not null references app (key) on delete cascade,
  version text not null,
  package bytea not null,
  installed_at timestamptz not null,
  installed_by uuid,
  state text not null,
  created_at timestamptz not null,
  created_by uuid
);
create index app_restore_point_app on app_restore_point (app, id);
comment on column app_restore_point.version is 'of the app before the upgrade';
comment on column app_restore_point.state is 'JSON: documents before and after, and what the app added to those of others';
