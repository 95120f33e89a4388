create table orders (
  id                uuid primary key,
  event_id          uuid        not null references event,
  buyer_id          uuid        not null references person,
  confirmation_code text        not null unique,
  status            text        not null check (status in ('PENDING', 'PAID', 'CANCELLED', 'EXPIRED', 'REFUNDED')),
  currency          text        not null check (currency ~ '^[A-Z]{3}$'),
  total             bigint      not null check (total >= 0),
  application_fee   bigint      not null check (application_fee between 0 and total),
  buyer_name        text        not null,
  buyer_email       text        not null,
  hold_expires_at   timestamptz,
  revision          bigint      not null default 1 check (revision > 0),
  created_at        timestamptz not null default now(),
  paid_at           timestamptz,
  closed_at         timestamptz,
  sweep_after       timestamptz,
  check (status <> 'PAID' or paid_at is not null),
  check ((status = 'PENDING') = (hold_expires_at is not null))
) with (fillfactor = 70);
create index orders_buyer on orders (buyer_id, created_at desc, id desc);
create index orders_event on orders (event_id, created_at desc, id desc);
create index orders_event_status on orders (event_id, status, created_at desc, id desc);
create index orders_expiry on orders (hold_expires_at) where status = 'PENDING';
create index orders_event_expiry on orders (event_id, hold_expires_at) where status = 'PENDING';

-- A line is of what was taken: its hold refers to the order and to the ticket type.
create table order_line (
  order_id       uuid    not null,
  ticket_type_id uuid    not null,
  place          integer not null check (place >= 0),
  quantity       integer not null check (quantity > 0),
  unit_price     bigint  not null check (unit_price >= 0),
  attendees      jsonb   not null default '[]' check (jsonb_typeof(attendees) = 'array'),
  primary key (order_id, ticket_type_id),
  foreign key (order_id, ticket_type_id) references hold
);

alter table hold add foreign key (order_id) references orders deferrable initially deferred;
