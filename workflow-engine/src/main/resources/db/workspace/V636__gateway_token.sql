-- Passes that gateways give for some hours, sealed as secrets are; one for all nodes.
create table gateway_token (
  connector    text primary key,
  purpose      text not null default '',
  key_id       text,
  key          text,
  value        text,
  good_until   timestamptz,
  lease        uuid,
  leased_until timestamptz
);
comment on column gateway_token.lease is 'the node that asks for a new one';
