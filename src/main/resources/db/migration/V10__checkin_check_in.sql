-- The record of one scan; its revision is that of the door at its last change, so an undone admission is new again.
create table check_in (
  id           uuid primary key,
  event_id     uuid        not null references event,
  ticket_id    uuid        references ticket,
  scanned_code text        not null,
  outcome      text        not null
    check (outcome in ('ADMITTED', 'ALREADY_CHECKED_IN', 'TICKET_REVOKED', 'WRONG_EVENT', 'UNKNOWN_TICKET')),
  first_id     uuid        references check_in,
  gate         text        not null,
  device       text        not null,
  nonce        text        not null,
  scanned_by   uuid        not null references person,
  scanned_at   timestamptz not null default now(),
  revision     bigint      not null check (revision > 0),
  undone_at    timestamptz,
  undone_by    uuid        references person,
  undo_reason  text,
  unique (event_id, device, nonce),
  unique (event_id, revision),
  check (outcome <> 'ADMITTED' or ticket_id is not null),
  check ((outcome = 'ALREADY_CHECKED_IN') = (first_id is not null)),
  check (undone_at is null or (outcome = 'ADMITTED' and undone_by is not null and undo_reason is not null))
) with (fillfactor = 90);
create unique index check_in_admitted_once on check_in (ticket_id) where outcome = 'ADMITTED' and undone_at is null;
create index check_in_event on check_in (event_id, scanned_at desc, id desc);
-- Most are admitted, so those are found by check_in_event.
create index check_in_refused on check_in (event_id, outcome, scanned_at desc, id desc) where outcome <> 'ADMITTED';

-- The admission that used a ticket, found by whoever waited for the ticket's lock.
alter table ticket add admission_id uuid references check_in;

-- Running figures of an event's door, moved by the statement that writes the record.
create table door (
  event_id uuid primary key references event on delete cascade,
  revision bigint  not null default 0 check (revision >= 0),
  admitted integer not null default 0 check (admitted >= 0),
  refused  integer not null default 0 check (refused >= 0)
) with (fillfactor = 50);
