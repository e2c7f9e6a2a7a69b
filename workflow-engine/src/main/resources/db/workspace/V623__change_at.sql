-- Changes of some days, for simulations; costs a writer next to nothing.
create index change_at on change using brin (at) with (pages_per_range = 32);
