-- Floor of W2 and W2b: a free order of one ticket by one statement, with every row that the server writes for it. The
-- conditional update of the stock is the check; the type is that of one of the events :first to :last.
\set n random(:first, :last)
\set buyer random(101, 1100)
with ids as materialized (
  select uuidv7() as order_id, uuidv7() as ticket_id, ('01970000-0000-7000-9001-' || lpad(to_hex(:buyer::int), 12, '0'))::uuid as buyer,
    ('01970000-0000-7000-9002-' || lpad(to_hex(:n::int), 12, '0'))::uuid as event,
    ('01970000-0000-7000-9003-' || lpad(to_hex(5 * :n::int + 1), 12, '0'))::uuid as type
), stock as (
  update event_stock s set sold = s.sold + 1, revision = s.revision + 1
  from ids, event e
  where s.event_id = ids.event and s.sold + s.held + 1 <= s.capacity and e.id = ids.event and e.status = 'PUBLISHED'
    and e.ends_at > now()
  returning s.event_id, e.starts_at
), type as (
  update ticket_type t set sold = t.sold + 1
  from ids, stock
  where t.id = ids.type and t.event_id = stock.event_id and t.price = 0 and t.sold + t.held + 1 <= t.quantity
    and t.max_per_order >= 1 and coalesce(t.sales_start, now()) <= now() and coalesce(t.sales_end, stock.starts_at) > now()
  returning t.id, t.event_id, t.currency
), buyer as (
  select p.id, p.display_name, p.email from person p, ids where p.id = ids.buyer
), key as (
  insert into idempotency_key (caller, key, fingerprint, subject)
  select buyer, order_id::text, sha256(order_id::text::bytea), order_id::text from ids, type
), held as (
  insert into hold (order_id, ticket_type_id, event_id, person_id, quantity, state)
  select ids.order_id, type.id, type.event_id, ids.buyer, 1, 'SOLD' from ids, type
), placed as (
  insert into orders (id, event_id, buyer_id, confirmation_code, status, currency, total, application_fee, buyer_name,
    buyer_email, paid_at)
  select ids.order_id, type.event_id, ids.buyer, upper(right(ids.order_id::text, 12)), 'PAID', type.currency, 0, 0,
    buyer.display_name, buyer.email, now()
  from ids, type, buyer
), line as (
  insert into order_line (order_id, ticket_type_id, place, quantity, unit_price, attendees)
  select ids.order_id, type.id, 1, 1, 0, jsonb_build_array(jsonb_build_object('name', buyer.display_name, 'email', buyer.email))
  from ids, type, buyer
), sent as (
  insert into outbox (id, topic, handler, payload)
  select uuidv7(), 'ordering.order-paid', 'order-paid', jsonb_build_object('order', ids.order_id) from ids, type
)
insert into ticket (id, order_id, event_id, ticket_type_id, place, holder_id, code, status, attendee_name, attendee_email)
select ids.ticket_id, ids.order_id, type.event_id, type.id, 0, ids.buyer,
  upper(substr(ids.ticket_id::text, 16, 4) || '-' || right(ids.ticket_id::text, 12)), 'VALID', buyer.display_name, buyer.email
from ids, type, buyer
returning id, order_id, code
