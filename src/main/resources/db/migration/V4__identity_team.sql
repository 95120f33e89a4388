create table event_member (
  event_id   uuid        not null references event on delete cascade,
  person_id  uuid        not null references person,
  role       text        not null check (role in ('OWNER', 'MANAGER', 'STEWARD')),
  created_at timestamptz not null default now(),
  primary key (event_id, person_id)
);
create unique index event_member_owner on event_member (event_id) where role = 'OWNER';
create index event_member_person on event_member (person_id, created_at desc, event_id desc);
