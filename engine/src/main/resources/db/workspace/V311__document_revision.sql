-- Grows with every write of a document; two people who change one draft notice each other by it.
alter table document add column revision bigint not null default 1;
