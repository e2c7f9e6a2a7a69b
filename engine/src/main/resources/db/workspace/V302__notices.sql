-- Tells every node, at the commit, that people, rights or documents changed.
create function tell_nodes() returns trigger language plpgsql as $$
begin
  perform pg_notify('dougong_nodes', tg_table_schema);
  return null;
end
$$;
create trigger tell_nodes after update on access_epoch
  for each statement execute function tell_nodes();
create trigger tell_nodes after update on metadata_state
  for each statement execute function tell_nodes();
