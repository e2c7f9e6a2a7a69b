-- Records that came with packages are found without reading the whole log.
create index change_sample on change (entity, record) where op = 1 and why = 'package';

-- Sample records that wait for their removal.
create table sample_removal (
  record   uuid primary key,
  entity   integer not null,
  -- what holds references goes before what they point at
  place    integer not null,
  -- goes also where somebody changed it
  changed  boolean not null,
  asked_by uuid not null
);
create index sample_removal_place on sample_removal (place, record desc);
