-- Data of the benchmark, for the migrated and otherwise empty schema. The session says how much:
--   bench.events   published events, each with 3 to 5 ticket types
--   bench.tickets  valid tickets, four to an order
--   bench.spread   events with a free ticket type of practically endless stock
--   bench.person, bench.order   what the TypeIDs of people and orders have before the base32 of their number
-- Every id is known from its number, see bench_id; nothing here is random.

-- 1 person, 2 event, 3 ticket type, 4 order, 5 ticket, 6 payment, 7 ledger entry, 8 posting, 9 ledger account
create function pg_temp.bench_id(kind int, n bigint) returns uuid language sql immutable
  return ('01970000-0000-7000-900' || kind || '-' || lpad(to_hex(n), 12, '0'))::uuid;

-- The number of a ticket type: five to an event.
create function pg_temp.bench_type(event bigint, place int) returns uuid language sql immutable
  return pg_temp.bench_id(3, 5 * event + place);

create function pg_temp.base32(n bigint, digits int) returns text language sql immutable
  return (select string_agg(substr('0123456789abcdefghjkmnpqrstvwxyz', ((n >> (5 * d)) & 31)::int + 1, 1), '' order by d desc)
    from generate_series(0, digits - 1) d);

create temporary table scale as
select current_setting('bench.events')::int as events, current_setting('bench.tickets')::int as tickets,
  current_setting('bench.spread')::int as spread, current_setting('bench.person') as person,
  current_setting('bench.order') as "order", now() as now;

-- People 1 to 100 organize, 101 to 1100 buy during the benchmark, 1101 scans, and 2001 to 12000 have bought.
insert into person (id, subject, email, display_name)
select pg_temp.bench_id(1, n), 'bench-' || n, 'bench-' || n || '@marquee.test', 'Person ' || n
from (select generate_series(1, 1101) as n union all select generate_series(2001, 12000)) people;

insert into event (id, organizer_id, category_id, title, slug, description, venue_name, street, postal_code, city, country,
  latitude, longitude, time_zone, starts_at, ends_at, capacity, currency, status, published_at, created_at, updated_at)
select pg_temp.bench_id(2, n), pg_temp.bench_id(1, 1 + n % 100), c.id,
  (array['Evening', 'Open Air', 'Late Night', 'Grand', 'Secret', 'Annual'])[1 + n % 6] || ' ' || c.name || ' No. ' || n,
  'bench-' || n,
  left(repeat('Doors open one hour before the start. Seats are not numbered, so come early. ', 6), 380 + n % 40),
  'Hall ' || n % 500, 'Main Street ' || n % 200, (10000 + n % 80000)::text,
  (array['Berlin', 'Lisbon', 'Oslo', 'Lyon', 'Kraków', 'Turin', 'Ghent'])[1 + n % 7],
  (array['DE', 'PT', 'NO', 'FR', 'PL', 'IT', 'BE'])[1 + n % 7],
  40 + n % 2000 / 100.0, -9 + n % 3000 / 100.0, 'Europe/Berlin',
  date_trunc('hour', s.now) + interval '1 day' + n::bigint * 37 % 10007 * interval '1 hour',
  date_trunc('hour', s.now) + interval '1 day' + (n::bigint * 37 % 10007 + 3) * interval '1 hour',
  case when n <= s.spread then 1000000 else 3000 + 4 * s.tickets / s.events end, 'EUR', 'PUBLISHED',
  s.now - n % 5000 * interval '1 hour', s.now - interval '300 days', s.now - interval '300 days'
from scale s cross join generate_series(1, s.events) n
  join (select *, row_number() over (order by id) - 1 as place from category) c on c.place = n % 12;

insert into event_member (event_id, person_id, role)
select id, organizer_id, 'OWNER' from event union all select id, pg_temp.bench_id(1, 1101), 'STEWARD' from event;

insert into event_stock (event_id, capacity) select id, capacity from event;

-- Types 1 of the first events are those that everybody buys for free, types 1 of as many events after them those that
-- are paid for; types 2, of which the tickets at the start are, are free in three events of four.
insert into ticket_type (id, event_id, name, description, price, currency, quantity, max_per_order, max_per_person, position)
select pg_temp.bench_type(n, k), pg_temp.bench_id(2, n),
  (array['Early bird', 'Regular', 'Balcony', 'Student', 'Group'])[k], 'One place. Doors open one hour before the start.',
  case when k = 1 and n <= s.spread or k = 2 and n % 4 > 0 then 0 else 1000 * k + n % 500 end, 'EUR',
  case when k = 1 and n <= s.spread then 1000000 else 500 + 2 * s.tickets / s.events end, 10,
  case when k = 3 then 6 end, k - 1
from scale s cross join generate_series(1, s.events) n cross join lateral generate_series(1, 3 + n % 3) k;

insert into event_listing (event_id, price_min, price_max)
select event_id, min(price), max(price) from ticket_type group by event_id;

create temporary table sale as
select n, pg_temp.bench_id(4, n) as order_id, 1 + (n - 1) % s.events as event, pg_temp.bench_id(1, 2001 + n % 10000) as buyer,
  least(4, s.tickets - 4 * (n - 1)) as quantity, s.now - interval '20 days' + n % 1000 * interval '1 minute' as at
from scale s cross join generate_series(1, (s.tickets + 3) / 4) n;
analyze sale;

create temporary table line as
select s.*, e.id as event_id, e.organizer_id, t.id as type_id, t.price, s.quantity * t.price as total,
  (s.quantity * t.price * 500 + 5000) / 10000 as fee, p.display_name as name, p.email
from sale s join event e on e.id = pg_temp.bench_id(2, s.event) join ticket_type t on t.id = pg_temp.bench_type(s.event, 2)
  join person p on p.id = s.buyer;

insert into orders (id, event_id, buyer_id, confirmation_code, status, currency, total, application_fee, buyer_name,
  buyer_email, created_at, paid_at)
select order_id, event_id, buyer, upper(pg_temp.base32(n, 8)), 'PAID', 'EUR', total, fee, name, email, at, at
from line order by n;

insert into hold (order_id, ticket_type_id, event_id, person_id, quantity, state)
select order_id, type_id, event_id, buyer, quantity, 'SOLD' from line order by n;

insert into order_line (order_id, ticket_type_id, place, quantity, unit_price, attendees)
select order_id, type_id, 1, quantity, price,
  (select jsonb_agg(a.attendee) from (
    select jsonb_build_object('name', name, 'email', email) as attendee from generate_series(1, quantity)) a)
from line order by n;

update ticket_type t set sold = l.sold
from (select type_id, sum(quantity) as sold from line group by type_id) l where t.id = l.type_id;
update event_stock s set sold = l.sold, revision = s.revision + 1
from (select event_id, sum(quantity) as sold from line group by event_id) l where s.event_id = l.event_id;

-- Ticket n has the code that n in twelve digits makes.
insert into ticket (id, order_id, event_id, ticket_type_id, place, holder_id, code, status, attendee_name, attendee_email,
  issued_at)
select pg_temp.bench_id(5, i.n), l.order_id, l.event_id, l.type_id, i.place, l.buyer,
  regexp_replace(lpad(i.n::text, 12, '0'), '(.{4})(.{4})', '\1-\2-'), 'VALID', l.name, l.email, l.at
from line l cross join lateral (select place, 4 * (l.n - 1) + place + 1 as n from generate_series(0, l.quantity - 1) place) i
order by i.n;

insert into payment (id, order_id, intent_id, client_secret, status, amount, currency, created_at, updated_at)
select pg_temp.bench_id(6, n), order_id, 'pi_bench_' || n, 'pi_bench_' || n || '_secret', 'SUCCEEDED', total, 'EUR', at, at
from line where total > 0 order by n;

insert into ledger_account (id, code, kind, currency)
select pg_temp.bench_id(9, n),
  case n when 1001 then 'stripe' when 1002 then 'platform:fees'
    else 'organizer:' || s.person || pg_temp.base32(n, 9) end,
  case n when 1001 then 'ASSET' when 1002 then 'REVENUE' else 'LIABILITY' end, 'EUR'
from scale s cross join (select generate_series(1, 100) as n union all values (1001), (1002)) accounts;

insert into ledger_entry (id, kind, reference, occurred_at)
select pg_temp.bench_id(7, l.n), 'SALE', s."order" || pg_temp.base32(l.n, 9), l.at
from line l cross join scale s where l.total > 0 order by l.n;

insert into posting (id, entry_id, account_id, amount, currency)
select pg_temp.bench_id(8, 3 * l.n + p.place), pg_temp.bench_id(7, l.n), pg_temp.bench_id(9, p.account), p.amount, 'EUR'
from line l cross join lateral (values (0, 1001, l.total), (1, 1 + l.event % 100, l.fee - l.total), (2, 1002, -l.fee))
  as p (place, account, amount)
where l.total > 0 order by l.n;

drop table line, sale, scale;
