-- What a workspace may take at the most; null: without a limit.
alter table workspace
  add column most_people bigint,
  add column most_records bigint,
  add column most_files bigint,
  add column most_calls bigint;
comment on column workspace.most_people is 'accounts that may sign in';
comment on column workspace.most_records is 'records of all entities that are not in the recycle bin';
comment on column workspace.most_files is 'bytes of stored files, each content once';
comment on column workspace.most_calls is 'in a minute that each node answers';
