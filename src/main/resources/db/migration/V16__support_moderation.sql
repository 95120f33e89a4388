-- An event that an administrator removed is cancelled for good, and hidden from everybody but its team.
alter table event
  add column removed_at timestamptz,
  add check (removed_at is null or status = 'CANCELLED');

-- What people find wrong with an event, until an administrator decides.
create table event_report (
  id          uuid primary key,
  event_id    uuid        not null references event on delete cascade,
  reporter_id uuid        not null references person,
  category    text        not null check (category in ('FAKE', 'SCAM', 'OFFENSIVE', 'OTHER')),
  text        text        not null check (length(text) between 1 and 2000),
  status      text        not null default 'OPEN' check (status in ('OPEN', 'DISMISSED', 'UPHELD')),
  created_at  timestamptz not null,
  decided_at  timestamptz,
  decided_by  uuid references person,
  check ((status = 'OPEN') = (decided_at is null)),
  check ((decided_at is null) = (decided_by is null))
);
create unique index event_report_open on event_report (event_id, reporter_id) where status = 'OPEN';
create index event_report_event on event_report (event_id);
create index event_report_created on event_report (created_at, id);
create index event_report_status on event_report (status, created_at, id);
create index event_report_reporter on event_report (reporter_id, created_at);
