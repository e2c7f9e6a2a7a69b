-- What a message costs, what the gateway said, and each try.
alter table outbox
  add column template   text not null default '',
  add column parameters jsonb not null default '{}',
  add column fault      jsonb,
  add column cost       numeric(12, 4),
  add column reference  text;
alter table outbox alter column workflow drop not null;
comment on column outbox.problem is 'why the contact gate refused it';
comment on column outbox.fault is 'why the last try failed';
comment on column outbox.cost is 'null until it left';
create index outbox_list on outbox (created_at desc, id desc);
create index outbox_state on outbox (state, created_at desc, id desc) where state in (1, 2, 4, 5);

create table message_try (
  message   uuid not null references outbox on delete cascade,
  number    bigint generated always as identity,
  attempt   smallint not null,
  at        timestamptz not null,
  fault     jsonb,
  reference text,
  primary key (message, number)
);
comment on column message_try.fault is 'null where the gateway took it';

-- Notices for colleagues, read in the application.
create table notice (
  id      uuid primary key,
  user_id uuid not null references app_user on delete cascade,
  title   text not null,
  body    text not null,
  at      timestamptz not null,
  read_at timestamptz
);
create index notice_user on notice (user_id, at desc, id desc);
create index notice_unread on notice (user_id) where read_at is null;
