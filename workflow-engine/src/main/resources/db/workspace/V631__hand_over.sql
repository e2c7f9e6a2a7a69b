-- What people who leave hand over. Records go in chunks; what is not done yet is done by any node.
create table hand_over (
  id         uuid primary key,
  from_user  uuid not null,
  to_user    uuid not null,
  reason     text not null,
  is_blocked boolean not null,
  by_user    uuid not null,
  at         timestamptz not null,
  state      smallint not null,
  records    bigint not null default 0,
  tasks      bigint not null default 0,
  ended_at   timestamptz
);
create index hand_over_list on hand_over (at desc, id desc);
create index hand_over_open on hand_over (at) where state in (1, 3);
comment on column hand_over.state is '1 running, 2 done, 3 being undone, 4 undone';

-- What went over, so that it can come back.
create table hand_over_item (
  hand_over uuid not null references hand_over on delete cascade,
  entity    integer not null,
  item      uuid not null,
  primary key (hand_over, entity, item)
);
comment on column hand_over_item.entity is '0 for tasks';
