-- Floor of W1b: one event with everything by one statement.
\set n random(1, :events)
select json_build_object('data', json_build_object('event', json_build_object('id', e.id, 'title', e.title, 'slug', e.slug,
  'description', e.description, 'category', json_build_object('id', c.id, 'slug', c.slug, 'name', c.name),
  'venue', json_build_object('name', e.venue_name, 'street', e.street, 'postalCode', e.postal_code, 'city', e.city,
    'country', e.country, 'latitude', e.latitude, 'longitude', e.longitude),
  'timeZone', e.time_zone, 'startsAt', e.starts_at, 'endsAt', e.ends_at, 'capacity', e.capacity, 'currency', e.currency,
  'coverImageUrl', e.cover_image_url, 'status', e.status, 'soldOut', l.sold_out,
  'cancellationReason', e.cancellation_reason, 'organizer', json_build_object('id', p.id, 'name', p.display_name),
  'publishedAt', e.published_at, 'createdAt', e.created_at, 'updatedAt', e.updated_at,
  'availability', json_build_object('remaining', s.capacity - s.sold - s.held, 'soldOut', l.sold_out),
  'priceFrom', json_build_object('amount', l.price_min, 'currency', e.currency),
  'ticketTypes', (
    select json_agg(json_build_object('id', t.id, 'name', t.name, 'description', t.description,
      'price', json_build_object('amount', t.price, 'currency', t.currency), 'quantity', t.quantity,
      'remaining', least(t.quantity - t.sold - t.held, s.capacity - s.sold - s.held), 'salesStart', t.sales_start,
      'salesEnd', t.sales_end, 'maxPerOrder', t.max_per_order, 'maxPerPerson', t.max_per_person, 'hidden', t.hidden,
      'position', t.position) order by t.position, t.id)
    from ticket_type t where t.event_id = e.id and not t.hidden))))::text
from event e join category c on c.id = e.category_id join person p on p.id = e.organizer_id
  join event_listing l on l.event_id = e.id join event_stock s on s.event_id = e.id
where e.slug = 'bench-' || :n
