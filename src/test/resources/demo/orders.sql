create temporary table demo_line (
  order_id uuid, event_id uuid, buyer_id uuid, bought_at timestamptz, status text,
  ticket_type_id uuid, place int, quantity int, unit_price bigint
) on commit drop;

-- What the demo people bought.
with bought as materialized (
  select uuidv7() as id, e.id as event_id, p.id as buyer_id, coalesce(o.status, 'PAID') as status, o.lines,
    d.now - make_interval(days => o.days_ago, mins => 17) as bought_at
  from demo d, jsonb_to_recordset(d.programme -> 'orders')
    as o (title text, buyer text, days_ago int, lines jsonb, status text)
    join demo_event e on e.title = o.title join person p on p.email = o.buyer || '@marquee.test'
)
insert into demo_line
select b.id, b.event_id, b.buyer_id, b.bought_at, b.status, t.id,
  row_number() over (partition by b.id order by t.position), l.value::int, t.price
from bought b cross join jsonb_each_text(b.lines) l join ticket_type t on t.event_id = b.event_id and t.name = l.key;

-- What the guests bought: the sold share of each ticket type, in orders within its limits, by one guest after another.
with guest as materialized (
  select id, row_number() over (order by subject) - 1 as n, count(*) over () as guests
  from person where subject like 'demo-guest-%'
), type as (
  select t.id, t.event_id, t.price,
    least(t.max_per_order, case when t.max_per_person is null then 4 else least(t.max_per_person, 2) end) as each,
    least(t.quantity * e.sold / 100, t.max_per_person * (select max(guests) from guest), 60,
      t.quantity - coalesce((select sum(l.quantity) from demo_line l where l.ticket_type_id = t.id), 0))::int as total,
    least((select now from demo), coalesce(t.sales_end, e.starts_at), e.starts_at) as until
  from ticket_type t join demo_event e on e.id = t.event_id where e.sold > 0
)
insert into demo_line
select uuidv7(), t.event_id, g.id, t.until - make_interval(hours => 1 + 5 * o.n, mins => 13 * o.n % 60), 'PAID', t.id, 1,
  least(t.each, t.total - t.each * o.n), t.price
from type t cross join lateral generate_series(0, (t.total + t.each - 1) / t.each - 1) as o (n)
  join guest g on g.n = o.n % g.guests;

insert into orders (id, event_id, buyer_id, confirmation_code, status, currency, total, application_fee, buyer_name,
  buyer_email, created_at, paid_at, closed_at)
select l.order_id, l.event_id, p.id,
  translate(upper(regexp_replace(left(md5(l.order_id::text), 8), '(.{4})', '\1-')), '01', 'XY'), l.status, e.currency,
  sum(l.quantity * l.unit_price), (sum(l.quantity * l.unit_price) * pl.fee_basis_points + 5000)::bigint / 10000,
  p.display_name, p.email, l.bought_at, case l.status when 'PAID' then l.bought_at + interval '2 minutes' end,
  case l.status when 'CANCELLED' then l.bought_at + interval '9 minutes' end
from demo_line l join demo_event e on e.id = l.event_id join person p on p.id = l.buyer_id
  join event_plan ep on ep.event_id = e.id join plan pl on pl.id = ep.plan_id
group by l.order_id, l.event_id, p.id, l.status, l.bought_at, e.currency, pl.fee_basis_points;

insert into hold (order_id, ticket_type_id, event_id, person_id, quantity, state)
select order_id, ticket_type_id, event_id, buyer_id, quantity, case status when 'PAID' then 'SOLD' else 'RELEASED' end
from demo_line;

insert into order_line (order_id, ticket_type_id, place, quantity, unit_price, attendees)
select l.order_id, l.ticket_type_id, l.place, l.quantity, l.unit_price,
  (select jsonb_agg(a.attendee) from (
    select jsonb_build_object('name', o.buyer_name, 'email', o.buyer_email) as attendee
    from generate_series(1, l.quantity)) a)
from demo_line l join orders o on o.id = l.order_id;

insert into person_allowance (ticket_type_id, person_id, taken)
select l.ticket_type_id, l.buyer_id, sum(l.quantity)
from demo_line l join ticket_type t on t.id = l.ticket_type_id
where l.status = 'PAID' and t.max_per_person is not null group by l.ticket_type_id, l.buyer_id;

update ticket_type t set sold = l.sold
from (select ticket_type_id, sum(quantity) as sold from demo_line where status = 'PAID' group by ticket_type_id) l
where t.id = l.ticket_type_id;

update event_stock s set sold = l.sold, revision = s.revision + 1
from (select event_id, sum(quantity) as sold from demo_line where status = 'PAID' group by event_id) l
where s.event_id = l.event_id;

insert into event_listing (event_id, price_min, price_max, sold_out)
select s.event_id, min(t.price), max(t.price),
  least(s.capacity - s.sold, sum(t.quantity - t.sold)) <= 0
from demo_event e join event_stock s on s.event_id = e.id join ticket_type t on t.event_id = e.id and not t.hidden
group by s.event_id;

insert into ticket (id, order_id, event_id, ticket_type_id, place, holder_id, code, status, attendee_name,
  attendee_email, issued_at)
select i.id, o.id, o.event_id, l.ticket_type_id, i.place, o.buyer_id,
  upper(regexp_replace(left(md5(i.id::text), 12), '(.{4})(.{4})', '\1-\2-')), 'VALID', o.buyer_name, o.buyer_email,
  o.paid_at
from demo_line l join orders o on o.id = l.order_id
  cross join lateral (select uuidv7() as id, place from generate_series(0, l.quantity - 1) place) i
where l.status = 'PAID';

insert into payment (id, order_id, intent_id, client_secret, status, amount, currency, created_at, updated_at)
select uuidv7(), o.id, 'pi_demo_' || md5(o.id::text), 'pi_demo_' || md5(o.id::text) || '_secret_demo', 'SUCCEEDED',
  o.total, o.currency, o.created_at, o.paid_at
from orders o join (select distinct order_id from demo_line) l on l.order_id = o.id
where o.status = 'PAID' and o.total > 0;
