-- A field that an app's package took away finds its values again when a package of the app brings it back.
alter table id_field add column waits_for text;
comment on column id_field.waits_for is 'key of the app whose package took the field away; null where a person did';
create index id_field_waiting on id_field (waits_for) where waits_for is not null;
