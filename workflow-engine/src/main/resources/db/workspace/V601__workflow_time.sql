-- The moment at which a trigger by time fires for a record; kept by the writer of the record.
create table due_row (
  workflow   text not null,
  record     uuid not null,
  occurrence timestamptz not null,
  due_at     timestamptz not null,
  primary key (workflow, record)
);
create index due_row_due on due_row (due_at);
comment on column due_row.occurrence is 'what the moment is counted from; with the record it makes each start once';

-- How far the due rows follow what is published. Only nodes that know this version or a newer one may fire and follow.
create table due_rule (
  workflow   text primary key,
  rule       text not null,
  version    bigint not null,
  made_at    timestamptz not null,
  is_settled boolean not null default false
);
comment on column due_rule.is_settled is 'whether the rows were compared once more, after writers that did not know the rule had ended';

-- Moments that started nothing, and why.
create table due_skip (
  workflow   text not null,
  record     uuid not null,
  occurrence timestamptz not null,
  due_at     timestamptz not null,
  at         timestamptz not null,
  reason     text not null,
  primary key (workflow, record, occurrence)
);
comment on column due_skip.reason is 'late, or when: the condition was not true';
