-- Floor of W1: the whole answer by one statement.
\set category random(1, 12)
select json_build_object('data', json_build_object('events', json_build_object('nodes', coalesce(json_agg(page.node order by page.starts_at, page.id), '[]'))))::text
from (
  select e.id, e.starts_at, json_build_object('id', e.id, 'title', e.title, 'slug', e.slug, 'startsAt', e.starts_at,
    'venue', json_build_object('city', e.city), 'ticketTypes', (
      select json_agg(json_build_object('id', t.id, 'name', t.name,
        'price', json_build_object('amount', t.price, 'currency', t.currency),
        'remaining', least(t.quantity - t.sold - t.held, s.capacity - s.sold - s.held)) order by t.position, t.id)
      from ticket_type t where t.event_id = e.id and not t.hidden)) as node
  from event e join event_listing l on l.event_id = e.id join event_stock s on s.event_id = e.id
  where e.status = 'PUBLISHED' and e.ends_at > now()
    and e.category_id = ('01970000-0000-7000-8000-' || lpad(to_hex(:category::int), 12, '0'))::uuid
  order by e.starts_at, e.id limit 20) page
