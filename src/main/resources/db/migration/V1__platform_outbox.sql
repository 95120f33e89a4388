create table outbox (
  id              uuid primary key,
  topic           text        not null check (topic <> ''),
  handler         text        not null check (handler <> ''),
  payload         jsonb       not null,
  state           text        not null default 'WAITING' check (state in ('WAITING', 'DONE', 'DEAD')),
  attempts        integer     not null default 0 check (attempts >= 0),
  next_attempt_at timestamptz not null default now(),
  last_error      text,
  created_at      timestamptz not null default now(),
  done_at         timestamptz,
  check ((state = 'DONE') = (done_at is not null))
);
create index outbox_due on outbox (handler, next_attempt_at, id) where state = 'WAITING';
create index outbox_dead on outbox (created_at desc, id desc) where state = 'DEAD';
create index outbox_done on outbox (done_at) where state = 'DONE';

create function outbox_wake() returns trigger language plpgsql as $$
begin
  perform pg_notify('outbox', handler) from (select distinct handler from added) as woken;
  return null;
end $$;
create trigger outbox_wake after insert on outbox
  referencing new table as added for each statement execute function outbox_wake();

-- The first answer to a mutation that moves money, stock or tickets, kept for 24 hours.
create table idempotency_key (
  caller      uuid        not null,
  key         text        not null check (length(key) between 8 and 100),
  fingerprint bytea       not null check (octet_length(fingerprint) = 32),
  subject     text        not null,
  created_at  timestamptz not null default now(),
  primary key (caller, key)
);
create index idempotency_key_age on idempotency_key (created_at);
