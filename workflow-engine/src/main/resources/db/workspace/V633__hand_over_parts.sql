-- What of somebody's work goes over: not all has to go to one person.
alter table hand_over
  add column entities  integer[],
  add column has_tasks boolean not null default true;
comment on column hand_over.entities is 'entities whose records go over; null for all';
