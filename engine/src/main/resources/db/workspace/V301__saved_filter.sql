-- Filters that people keep. Fields are held by id, so a rename changes nothing.
create table saved_filter (
  id        uuid primary key,
  user_id   uuid not null references app_user on delete cascade,
  entity    integer not null,
  name      text not null,
  is_shared boolean not null,
  -- {"filter": checked tree or null, "columns": [field id], "sort": [field id, negative for down]}
  content   jsonb not null
);
create index saved_filter_of_entity on saved_filter (entity, user_id);
