-- Erasures that came after the backup from which this workspace was restored: the next start erases again.
create table erasure_due (
  id      uuid primary key,
  at      timestamptz not null,
  actor   uuid,
  entity  integer not null,
  records uuid[] not null
);
