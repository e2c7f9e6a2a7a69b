-- Links by which anybody may fill in a form. The token is nowhere, only its digest.
create table form_link (
  id          uuid primary key,
  digest      text not null unique,
  form        text not null,
  label       text not null,
  -- values that every record gets, by field id
  fixed       jsonb not null,
  thanks      text not null,
  created_by  uuid not null,
  created_at  timestamptz not null,
  expires_at  timestamptz,
  max_entries bigint,
  entries     bigint not null default 0,
  -- entries that made no record and wait for a person
  waiting     bigint not null default 0,
  closed_at   timestamptz
);
create index form_link_form on form_link (form, created_at);

-- What came in, so that a repeat is no second entry. Values are here only while a person has to look at them.
create table form_link_entry (
  link   uuid not null references form_link on delete cascade,
  key    text not null,
  id     uuid not null unique,
  digest text not null,
  at     timestamptz not null,
  record uuid,
  given  jsonb,
  code   text,
  field  integer,
  primary key (link, key)
);
create index form_link_entry_waiting on form_link_entry (link, at) where given is not null;
create index form_link_entry_at on form_link_entry (at) where given is null;

-- How much came in lately from where, on all nodes; the address '' is the whole link.
create table form_link_count (
  link     uuid not null references form_link on delete cascade,
  address  text not null,
  began_at timestamptz not null,
  entries  bigint not null,
  primary key (link, address)
);
create index form_link_count_began_at on form_link_count (began_at);
