-- A field whose type changed takes its values from the one that it replaces.
alter table storage_step add column source int not null default 0;
