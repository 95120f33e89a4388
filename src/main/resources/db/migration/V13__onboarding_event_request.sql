create table event_request (
  id                 uuid primary key,
  requester_id       uuid        not null references person,
  plan_id            uuid        not null references plan,
  details            jsonb       not null check (jsonb_typeof(details) = 'object'),
  organizer          jsonb       not null check (jsonb_typeof(organizer) = 'object'),
  requested_features text[]      not null,
  status             text        not null default 'PENDING' check (status in ('PENDING', 'APPROVED', 'REJECTED', 'WITHDRAWN')),
  decided_by         uuid references person,
  decided_at         timestamptz,
  reason             text,
  event_id           uuid references event on delete set null,
  approved_features  text[],
  created_at         timestamptz not null,
  revision           bigint      not null unique,
  check ((status = 'PENDING') = (decided_at is null) and (decided_at is null) = (decided_by is null)),
  check ((status = 'REJECTED') = (reason is not null)),
  check ((status = 'APPROVED') = (approved_features is not null))
);
create index event_request_queue on event_request (created_at, id);
create index event_request_queue_of_status on event_request (status, created_at, id);
create index event_request_requester on event_request (requester_id, created_at desc, id desc);
create index event_request_requester_revision on event_request (requester_id, revision);
create index event_request_plan on event_request (plan_id);
create index event_request_event on event_request (event_id) where event_id is not null;

-- Each state that a request came to, for good.
create table event_request_transition (
  request_id  uuid        not null references event_request on delete cascade,
  revision    bigint      not null,
  from_status text check (from_status in ('PENDING', 'APPROVED', 'REJECTED', 'WITHDRAWN')),
  to_status   text        not null check (to_status in ('PENDING', 'APPROVED', 'REJECTED', 'WITHDRAWN')),
  person_id   uuid        not null references person,
  reason      text,
  at          timestamptz not null,
  primary key (request_id, revision)
);

-- Locked until the commit by whoever takes a number, so that revisions become visible in their order.
create table event_request_clock (
  one      boolean primary key default true check (one),
  revision bigint not null
);
insert into event_request_clock (revision) values (0);
