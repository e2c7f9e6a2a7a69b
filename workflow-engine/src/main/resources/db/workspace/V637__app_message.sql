-- Messages to people in the chat app of the company.
alter table outbox add column link text not null default '';
comment on column outbox.link is 'path of the page in this application that the message opens';

-- What a person is called in an app, where it is not the sign-in name.
create table gateway_account (
  connector text not null,
  user_id   uuid not null references app_user on delete cascade,
  account   text not null,
  primary key (connector, user_id)
);

-- Whose task it was when it was told; a task that goes to somebody else is told again.
alter table user_task add column told_to uuid;
create index user_task_untold on user_task (id)
  where status = 1 and assignee is not null and told_to is distinct from assignee;
