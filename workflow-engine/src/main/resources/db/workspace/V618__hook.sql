-- Deliveries of inbound webhooks that were taken, so that each is taken once. Older ones than their signature is good for are swept.
create table hook_delivery (
  hook     text not null,
  delivery text not null,
  at       timestamptz not null,
  record   uuid,
  primary key (hook, delivery)
);
create index hook_delivery_at on hook_delivery (at);
