-- Who did what, once and for all; an actor that is null is the server itself.
create table audit_entry (
  id          uuid primary key,
  actor_id    uuid,
  action      text        not null check (action ~ '^[a-z][A-Za-z]{2,59}$'),
  subject     text        not null check (subject ~ '^[a-z]{3}_[0-9a-z]{26}$'),
  before      jsonb,
  after       jsonb,
  recorded_at timestamptz not null
);
create index audit_entry_recorded on audit_entry (recorded_at desc, id desc);
create index audit_entry_actor on audit_entry (actor_id, recorded_at desc, id desc);
create index audit_entry_action on audit_entry (action, recorded_at desc, id desc);
create index audit_entry_subject on audit_entry (subject, recorded_at desc, id desc);

create function audit_refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the audit log is append-only: % on % refused', tg_op, tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger audit_entry_append_only before update or delete or truncate on audit_entry
  for each statement execute function audit_refuse_change();
revoke update, delete, truncate on audit_entry from public, current_user;
