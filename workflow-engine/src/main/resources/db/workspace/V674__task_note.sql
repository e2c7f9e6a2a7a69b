-- Tasks as records: what is told of a task is told again when it changes.
alter table user_task add column noted boolean not null default false;
comment on column user_task.noted is 'whether the records of task logs say what this row says';
create index user_task_unnoted on user_task (id) where not noted and status < 4;

create function user_task_changed() returns trigger language plpgsql as $$
begin
  new.noted := false;
  return new;
end
$$;
create trigger user_task_changed before update of assignee, status, due_at, outcome, completed_at, completed_by
  on user_task for each row
  when ((old.assignee, old.status, old.due_at, old.outcome, old.completed_at, old.completed_by)
    is distinct from (new.assignee, new.status, new.due_at, new.outcome, new.completed_at, new.completed_by))
  execute function user_task_changed();
