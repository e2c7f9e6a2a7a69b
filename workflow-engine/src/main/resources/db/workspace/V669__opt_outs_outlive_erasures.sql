-- What stays of an opt-out when its address is erased with the person: a keyed print of it.
alter table contact_opt_out add column print text unique;
