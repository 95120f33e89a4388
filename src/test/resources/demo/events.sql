create temporary table demo_event on commit drop as
select uuidv7() as id, e.*, v.name as venue_name, v.street, v.postal_code, v.city, v.country, v.latitude, v.longitude,
  v.zone, v.currency, c.id as category_id, p.id as owner_id, s.starts_at,
  s.starts_at + make_interval(hours => e.hours) as ends_at,
  least(now, s.starts_at) - make_interval(days => 60 + e.n::int) as opened_at
from demo,
  rows from (jsonb_to_recordset(programme -> 'events')
    as (title text, description text, category text, venue text, owner text, in_hours int, day int, "time" time,
        hours int, capacity int, offer text, price bigint, sold int, steward boolean, status text, reason text))
    with ordinality as e (title, description, category, venue, owner, in_hours, day, at, hours, capacity, offer, price,
        sold, steward, status, reason, n)
  join jsonb_to_recordset((select programme -> 'venues' from demo))
    as v (key text, name text, street text, postal_code text, city text, country text, latitude double precision,
          longitude double precision, zone text, currency text) on v.key = e.venue
  join category c on c.slug = e.category
  join person p on p.email = e.owner || '@marquee.test'
  cross join lateral (select coalesce(
    date_trunc('hour', (select now from demo)) + make_interval(hours => e.in_hours),
    (((select now from demo) at time zone v.zone)::date + e.day + e.at) at time zone v.zone) as starts_at) s;

insert into event (id, organizer_id, category_id, title, slug, description, venue_name, street, postal_code, city,
  country, latitude, longitude, time_zone, starts_at, ends_at, capacity, currency, status, cancellation_reason,
  published_at, created_at, updated_at)
select id, owner_id, category_id, title, trim(both '-' from regexp_replace(plain_text(title), '[^a-z0-9]+', '-', 'g')),
  description, venue_name, street, postal_code, city, country, latitude, longitude, zone, starts_at, ends_at, capacity,
  currency, coalesce(status, 'PUBLISHED'), reason, case when status is distinct from 'DRAFT' then opened_at end,
  opened_at - interval '5 days', opened_at
from demo_event;

insert into event_member (event_id, person_id, role, created_at)
select id, owner_id, 'OWNER', opened_at - interval '5 days' from demo_event
union all
select e.id, p.id, 'STEWARD', e.opened_at from demo_event e join person p on p.email = 'stan@marquee.test' where e.steward;

insert into event_plan (event_id, plan_id, set_by, set_at)
select e.id, p.id, e.owner_id, e.opened_at - interval '5 days'
from demo_event e join plan p on p.name = case when e.capacity > 2000 then 'Professional' else 'Standard' end;

insert into event_stock (event_id, capacity) select id, capacity from demo_event;

insert into ticket_type (id, event_id, name, description, price, currency, quantity, sales_end, max_per_order,
  max_per_person, hidden, position, created_at)
select uuidv7(), e.id, o.name, o.description, round(e.price * o.price / 100.0 / 50) * 50, e.currency,
  e.capacity * o.share / 100, e.starts_at - make_interval(days => o.ends_days), o.per_order, o.per_person, o.hidden,
  o.position, e.opened_at - interval '5 days'
from demo_event e
  join jsonb_to_recordset((select programme -> 'offers' from demo))
    as o (offer text, position int, name text, description text, price int, share int, ends_days int, per_order int,
          per_person int, hidden boolean) on o.offer = e.offer;

insert into event_view (event_id, hour, views)
select e.id, date_trunc('hour', d.now) - make_interval(hours => h), 3 + (e.n * 7 + h * 5) % 23
from demo_event e, demo d, generate_series(1, 72, 6) h where e.status is null;
