create table payment (
  id             uuid primary key,
  order_id       uuid        not null unique references orders,
  intent_id      text        not null unique,
  client_secret  text,
  status         text        not null
    check (status in ('OPEN', 'FAILED', 'SUCCEEDED', 'CANCELLED', 'REFUNDING', 'REFUNDED', 'REFUND_FAILED', 'MISMATCHED')),
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
  order_id    uuid        not null references orders,
  event_id    text        not null references stripe_event,
  expected    jsonb       not null,
  received    jsonb       not null,
  recorded_at timestamptz not null default now()
);
create index payment_mismatch_recorded on payment_mismatch (recorded_at desc, id desc);

-- Each refund that Stripe was or will be asked for; one that failed and was tried again is RETRIED, with another row.
create table refund (
  id             uuid primary key,
  order_id       uuid        not null references orders,
  payment_id     uuid        not null references payment,
  stripe_id      text        unique,
  amount         bigint      not null check (amount > 0),
  currency       text        not null check (currency ~ '^[A-Z]{3}$'),
  reason         text        not null,
  status         text        not null check (status in ('REQUESTED', 'PENDING', 'SUCCEEDED', 'FAILED', 'RETRIED')),
  failure_reason text,
  created_at     timestamptz not null default now(),
  updated_at     timestamptz not null default now(),
  check ((failure_reason is not null) = (status in ('FAILED', 'RETRIED')))
);
create index refund_payment on refund (payment_id);
create index refund_order on refund (order_id);
create index refund_created on refund (created_at desc, id desc);
create index refund_status on refund (status, created_at desc, id desc);
