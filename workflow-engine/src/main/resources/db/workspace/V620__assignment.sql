-- Whose turn it was: nodes that share out records go by it.
create table assignment (
  workflow text not null,
  node     text not null,
  user_id  uuid not null,
  turn     bigint not null,
  primary key (workflow, node, user_id)
);
comment on column assignment.turn is 'grows with each record; the lowest is whose turn is longest ago';
