alter table event_member
  add column gates text[] not null default '{}' check (cardinality(gates) <= 20),
  add check (role = 'STEWARD' or gates = '{}');
create index event_member_list on event_member (event_id, created_at, person_id);

-- An event whose OWNER leaves has another one when the transaction ends; the index event_member_owner allows no second.
create function event_member_keep_owner() returns trigger language plpgsql as $$
begin
  if exists (select from event where id = old.event_id)
     and not exists (select from event_member where event_id = old.event_id and role = 'OWNER') then
    raise exception 'event % would be left without an owner', old.event_id
      using errcode = 'check_violation', constraint = 'event_member_keep_owner';
  end if;
  return null;
end $$;
create constraint trigger event_member_keep_owner after update or delete on event_member
  deferrable initially deferred for each row when (old.role = 'OWNER') execute function event_member_keep_owner();

create table team_invitation (
  id          uuid primary key,
  event_id    uuid        not null references event on delete cascade,
  email       text        not null check (email = lower(email) and length(email) between 3 and 254),
  role        text        not null check (role in ('MANAGER', 'STEWARD')),
  gates       text[]      not null default '{}' check (cardinality(gates) <= 20 and (role = 'STEWARD' or gates = '{}')),
  status      text        not null default 'OPEN'
    check (status in ('OPEN', 'ACCEPTED', 'DECLINED', 'WITHDRAWN', 'EXPIRED')),
  invited_by  uuid        not null references person,
  created_at  timestamptz not null,
  expires_at  timestamptz not null check (expires_at > created_at),
  answered_at timestamptz,
  answered_by uuid references person,
  check ((status in ('OPEN', 'EXPIRED')) = (answered_at is null))
);
create unique index team_invitation_open on team_invitation (event_id, email) where status = 'OPEN';
create index team_invitation_list on team_invitation (event_id, created_at desc, id desc);
create index team_invitation_email on team_invitation (email, created_at desc, id desc) where status = 'OPEN';
