-- Due rows of a rule are made by parts; the rule says how far they have come.
alter table due_rule
  add column work   smallint not null default 0,
  add column walked uuid not null default '00000000-0000-0000-0000-000000000000';
comment on column due_rule.work is '0 nothing, 1 taking away rows of the former rule, 2 making rows, 3 comparing them';
comment on column due_rule.walked is 'the last record of the part that was done';
