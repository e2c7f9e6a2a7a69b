-- What an alert sets going besides telling.
alter table alert add column workflow text;
comment on column alert.workflow is 'key of a workflow without a record that the person may start; null for none';
