-- The door of what is happening now: most guests are in, three tried twice, one came with a wrong code.
create temporary table demo_scan on commit drop as
select uuidv7() as id, e.id as event_id, t.id as ticket_id, t.code, s.outcome,
  s.first, row_number() over (order by s.first desc, t.n) as n, e.starts_at, count(*) over () as scans
from demo_event e
  join lateral (
    select k.id, k.code, row_number() over (order by k.id) as n
    from ticket k join person p on p.id = k.holder_id
    where k.event_id = e.id and p.subject like 'demo-guest-%') t on t.n <= 60
  join (values (true, 'ADMITTED'), (false, 'ALREADY_CHECKED_IN')) as s (first, outcome) on s.first or t.n % 20 = 0
where e.in_hours is not null;

insert into demo_scan
select uuidv7(), event_id, null, 'NOT-A-TICKET', 'UNKNOWN_TICKET', false, scans + 1, starts_at, scans
from demo_scan limit 1;

insert into check_in (id, event_id, ticket_id, scanned_code, outcome, first_id, gate, device, nonce, scanned_by,
  scanned_at, revision)
select s.id, s.event_id, s.ticket_id, left(encode(sha256(convert_to(s.code, 'UTF8')), 'hex'), 24), s.outcome,
  case s.outcome when 'ALREADY_CHECKED_IN' then f.id end,
  case when s.n % 3 = 0 then 'Side entrance' else 'Main entrance' end,
  'scanner-' || 1 + s.n % 3, 'demo-' || s.n, p.id,
  s.starts_at + (d.now - s.starts_at) * (s.n::float8 / (s.scans + 2)), s.n
from demo_scan s cross join demo d join person p on p.email = 'stan@marquee.test'
  left join demo_scan f on f.ticket_id = s.ticket_id and f.outcome = 'ADMITTED'
order by s.n;

update ticket t set status = 'USED', used_at = c.scanned_at, admission_id = c.id
from check_in c join demo_scan s on s.id = c.id where c.outcome = 'ADMITTED' and t.id = c.ticket_id;

insert into door (event_id, revision, admitted, refused)
select event_id, max(n), count(*) filter (where outcome = 'ADMITTED'), count(*) filter (where outcome <> 'ADMITTED')
from demo_scan group by event_id;
