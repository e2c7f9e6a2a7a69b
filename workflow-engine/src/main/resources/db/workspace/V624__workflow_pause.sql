-- Workflows that somebody has paused: what starts them is kept, and goes on afterwards.
create table workflow_pause (
  workflow text primary key,
  since    timestamptz not null,
  by       uuid
);
