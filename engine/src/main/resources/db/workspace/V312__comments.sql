-- What people say about records. Who may read the record may read them.
create table record_comment (
  id              uuid primary key,
  entity          integer not null,
  record          uuid not null,
  author          uuid not null references app_user,
  body            text not null,
  mentions        uuid[] not null,
  version         bigint not null default 1,
  created_at      timestamptz not null,
  edited_at       timestamptz,
  idempotency_key text,
  unique (author, idempotency_key)
);
create index record_comment_record on record_comment (record, id desc);

-- Who was mentioned in one, and whether they have looked since.
create table comment_mention (
  comment    uuid not null references record_comment on delete cascade,
  person     uuid not null references app_user on delete cascade,
  seen_at    timestamptz,
  primary key (comment, person)
);
create index comment_mention_person on comment_mention (person, comment desc);
create index comment_mention_unseen on comment_mention (person) where seen_at is null;
