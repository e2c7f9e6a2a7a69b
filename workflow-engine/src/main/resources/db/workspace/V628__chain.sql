-- How long the chain of workflows is behind what a transaction wrote; until the log of it was read.
create table chain (
  xid    xid8 not null,
  record uuid not null,
  depth  smallint not null,
  primary key (xid, record)
);
comment on column chain.record is 'zero for all that the transaction wrote';
