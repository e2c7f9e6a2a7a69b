-- Which field each key of a kept version meant: a key may pass to another field while it runs.
create table workflow_names (
  workflow text not null,
  digest   text not null,
  -- {"<field id>": "<key then>"}
  names    jsonb not null,
  primary key (workflow, digest)
);
