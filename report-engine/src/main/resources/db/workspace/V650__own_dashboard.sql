-- Dashboards that people make for themselves; nobody else ever reads them.
create table own_dashboard (
  id      uuid primary key,
  user_id uuid not null references app_user on delete cascade,
  name    text not null,
  -- {"widgets": as in a dashboard document, "filters": [{"entity": id, "field": id}]}; so a rename of a field changes nothing
  content jsonb not null
);
create index own_dashboard_of_user on own_dashboard (user_id, name);
