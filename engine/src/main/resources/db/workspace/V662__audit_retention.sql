-- For how long entries of the audit log are kept; no row: for ever. The change log is not cut, records need it.
create table audit_retention (
  only_one boolean primary key default true check (only_one),
  days     integer not null check (days >= 180)
);
