-- The mark of a copy on which rules are tried: its clock may be ahead, and it sends nothing to the outside.
create table sandbox (
  is_one boolean primary key default true check (is_one),
  marked_at timestamptz not null,
  latest timestamptz not null
);
