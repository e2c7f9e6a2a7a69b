-- Addresses of encrypted fields are compared by their blind index, in the first 33 characters.
create index outbox_sealed on outbox (channel, left(recipient, 33), created_at desc)
  where recipient like '~%';
