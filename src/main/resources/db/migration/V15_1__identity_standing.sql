-- What a person may do here: roles as the last token told, or as an administrator set them at roles_as_of; those that
-- Keycloak has yet to be told are pending. The revision grows with each change that Keycloak has to hear of.
alter table person
  add column roles             text[]      not null default '{USER}' check (roles <@ array['USER', 'ORGANIZER', 'ADMIN']),
  add column pending_roles     text[]      not null default '{}' check (pending_roles <@ array['ORGANIZER', 'ADMIN']),
  add column roles_as_of       timestamptz not null default 'epoch',
  add column standing_revision bigint      not null default 0 check (standing_revision >= 0),
  add column suspended_at      timestamptz,
  add column suspended_by      uuid references person,
  add column suspension_reason text check (length(suspension_reason) between 3 and 500),
  add column deleted_at        timestamptz,
  add check ((suspended_at is null) = (suspended_by is null)),
  add check ((suspended_at is null) = (suspension_reason is null));
create index person_created on person (created_at desc, id desc);
create index person_suspended on person (created_at desc, id desc) where suspended_at is not null;
create index person_deleted on person (created_at desc, id desc) where deleted_at is not null;
create index person_roles on person using gin (roles);
create index person_active_admin on person (id)
  where 'ADMIN' = any(roles) and suspended_at is null and deleted_at is null;
create index person_search on person using gin (lower(email || ' ' || display_name) gin_trgm_ops);
