-- Floor of W3: admits a ticket that nobody scanned yet by one statement; clients take the tickets after :base in turn.
\set i :i + 1
\set n :base + :i * :clients + :client_id + 1
\set event 1 + ((:n - 1) / 4) % :events
with ids as materialized (
  select uuidv7() as id, ('01970000-0000-7000-9002-' || lpad(to_hex(:event::int), 12, '0'))::uuid as event,
    regexp_replace(lpad(:n::text, 12, '0'), '(.{4})(.{4})', '\1-\2-') as code,
    ('01970000-0000-7000-9001-' || lpad(to_hex(1101), 12, '0'))::uuid as steward
), used as (
  update ticket t set status = 'USED', used_at = now(), admission_id = ids.id
  from ids where t.code = ids.code and t.event_id = ids.event and t.status = 'VALID' and exists (
    select from event_member m where m.event_id = ids.event and m.person_id = ids.steward)
  returning t.id
), moved as (
  insert into door as d (event_id, revision, admitted)
  select ids.event, 1, 1 from ids, used
  on conflict (event_id) do update set revision = d.revision + 1, admitted = d.admitted + 1
  returning d.revision
)
insert into check_in (id, event_id, ticket_id, scanned_code, outcome, gate, device, nonce, scanned_by, revision)
select ids.id, ids.event, used.id, ids.code, 'ADMITTED', 'North', 'scanner ' || :client_id, ids.id::text, ids.steward, moved.revision
from ids, used, moved
returning id
