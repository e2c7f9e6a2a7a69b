-- What went over besides records and tasks (dashboards, saved filters), so that it can come back.
create table hand_over_personal (
  hand_over uuid not null references hand_over on delete cascade,
  kind      text not null,
  item      uuid not null,
  primary key (hand_over, kind, item)
);
