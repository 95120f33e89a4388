create table payment (
  id             uuid primary key,
  order_id       uuid        not null unique references orders,
  intent_id      text        not null unique,
  client_secret  text        not null,
  status         text        not null
    check (status in ('OPEN', 'FAILED', 'SUCCEEDED', 'CANCELLED', 'REFUNDED', 'MISMATCHED')),
  amount         bigint      not null check (amount > 0),
  currency       text        not null check (currency ~ '^[A-Z]{3}$'),
  failure_code   text,
  created_at     timestamptz not null default now(),
  updated_at     timestamptz not null default now()
) with (fillfactor = 70);

-- Every event that Stripe sent with a valid signature, once.
create table stripe_event (
  id           text primary key,
  type         text        not null,
  payload      jsonb       not null,
  outcome      text        not null check (outcome in ('APPLIED', 'IGNORED', 'MISMATCH')),
  received_at  timestamptz not null default now()
);

create table payment_mismatch (
  id          uuid primary key,
  order_id    uuid        references orders,
  event_id    text        not null references stripe_event,
  expected    jsonb       not null,
  received    jsonb       not null,
  recorded_at timestamptz not null default now()
);

create table refund (
  id         uuid primary key,
  order_id   uuid        not null references orders,
  payment_id uuid        not null references payment,
  stripe_id  text        unique,
  amount     bigint      not null check (amount > 0),
  currency   text        not null check (currency ~ '^[A-Z]{3}$'),
  reason     text        not null,
  status     text        not null check (status in ('PENDING', 'SUCCEEDED', 'FAILED')),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index refund_payment on refund (payment_id);
create index refund_order on refund (order_id);
