create table ticket (
  id             uuid primary key,
  order_id       uuid        not null,
  event_id       uuid        not null references event,
  ticket_type_id uuid        not null,
  place          integer     not null check (place >= 0),
  holder_id      uuid        not null references person,
  code           text        not null unique,
  status         text        not null check (status in ('VALID', 'USED', 'REVOKED')),
  attendee_name  text        not null,
  attendee_email text        not null,
  serial         integer     not null default 1 check (serial > 0),
  issued_at      timestamptz not null default now(),
  used_at        timestamptz,
  revoked_at     timestamptz,
  revocation_reason text,
  unique (order_id, ticket_type_id, place),
  foreign key (order_id, ticket_type_id) references order_line,
  check (status = 'REVOKED' or (status = 'USED') = (used_at is not null)),
  check ((status = 'REVOKED') = (revoked_at is not null)),
  check ((status = 'REVOKED') = (revocation_reason is not null))
) with (fillfactor = 70);
-- With the event, so that a person's tickets of one event are told apart without reading the others.
create index ticket_holder on ticket (holder_id, issued_at desc, id desc, event_id);
-- By revoked_at rather than by status, so that admitting a ticket touches no index.
create index ticket_event on ticket (event_id, revoked_at);
