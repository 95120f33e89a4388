-- One row an event: what all its ticket types together have taken of the capacity.
create table event_stock (
  event_id uuid primary key references event on delete cascade,
  capacity integer not null check (capacity > 0),
  sold     integer not null default 0 check (sold >= 0),
  held     integer not null default 0 check (held >= 0),
  revision bigint  not null default 1 check (revision > 0),
  constraint event_stock_never_oversold check (sold + held <= capacity)
) with (fillfactor = 50);

create table ticket_type (
  id             uuid primary key,
  event_id       uuid        not null references event on delete cascade,
  name           text        not null check (length(name) between 1 and 100),
  description    text        check (length(description) <= 1000),
  price          bigint      not null check (price between 0 and 99999999),
  currency       text        not null check (currency ~ '^[A-Z]{3}$'),
  quantity       integer     not null check (quantity between 1 and 1000000),
  sold           integer     not null default 0 check (sold >= 0),
  held           integer     not null default 0 check (held >= 0),
  sales_start    timestamptz,
  sales_end      timestamptz,
  max_per_order  integer     not null check (max_per_order between 1 and 100),
  max_per_person integer     check (max_per_person between 1 and 1000),
  hidden         boolean     not null default false,
  position       integer     not null check (position >= 0),
  created_at     timestamptz not null default now(),
  constraint ticket_type_never_oversold check (sold + held <= quantity),
  check (sales_end > sales_start)
) with (fillfactor = 50);
create index ticket_type_event on ticket_type (event_id, position, id);

-- What each order took: held (ACTIVE), SOLD, let go unpaid (RELEASED), or given back after it was sold (RETURNED).
create table hold (
  order_id       uuid        not null,
  ticket_type_id uuid        not null references ticket_type,
  event_id       uuid        not null,
  person_id      uuid        not null,
  quantity       integer     not null check (quantity > 0),
  state          text        not null check (state in ('ACTIVE', 'SOLD', 'RELEASED', 'RETURNED')),
  expires_at     timestamptz,
  primary key (order_id, ticket_type_id),
  check (state <> 'ACTIVE' or expires_at is not null)
) with (fillfactor = 70);
create index hold_ticket_type on hold (ticket_type_id);
create index hold_active on hold (event_id, expires_at) where state = 'ACTIVE';

-- Tickets that a person has of a type with a limit per person, held ones included; kept while there is a limit.
create table person_allowance (
  ticket_type_id uuid    not null references ticket_type on delete cascade,
  person_id      uuid    not null references person,
  taken          integer not null check (taken >= 0),
  primary key (ticket_type_id, person_id)
) with (fillfactor = 70);
