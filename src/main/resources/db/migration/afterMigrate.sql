-- The server's role may do to each table and sequence what the migrations leave to its owner: what is revoked from the
-- owner, as of append-only tables, is kept from the server too. Nothing is to do where both are one role.
do $$
declare
  server constant name := '${server-role}';
  change text;
begin
  if server in (current_user, '') then
    return;
  end if;
  perform pg_advisory_xact_lock(hashtext('marquee: rights of the server'));
  execute format('grant usage on schema %I to %I', current_schema(), server);
  for change in
    with object as (
      select c.relowner as owner,
             case c.relkind when 'S' then 'sequence ' else 'table ' end || c.oid::regclass as name,
             coalesce(c.relacl, acldefault(case c.relkind when 'S' then 's'::"char" else 'r' end, c.relowner)) as rights
      from pg_class c
      where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'S')
        and c.relowner = current_user::regrole and c.relname <> '${flyway:table}'
    ), held as (
      select o.name, o.owner, r.grantee, r.privilege_type as privilege from object o, aclexplode(o.rights) r
    ), wanted as (
      select name, privilege from held
      where grantee = owner and privilege in ('SELECT', 'INSERT', 'UPDATE', 'DELETE', 'USAGE')
    ), given as (
      select name, privilege from held where grantee = server::regrole
    )
    select format('grant %s on %s to %I', privilege, name, server) from (table wanted except table given) as missing
    union all
    select format('revoke %s on %s from %I', privilege, name, server) from (table given except table wanted) as excess
  loop
    execute change;
  end loop;
end $$;
