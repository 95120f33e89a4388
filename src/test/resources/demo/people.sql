-- Buyers without an account at the identity provider, so that organizers have somebody to sell to.
insert into person (id, subject, email, display_name)
select uuidv7(), 'demo-guest-' || f.n || '-' || l.n, lower(f.name || '.' || l.name) || '@marquee.test',
  f.name || ' ' || l.name
from demo,
  jsonb_array_elements_text(programme #> '{guests,first}') with ordinality as f (name, n),
  jsonb_array_elements_text(programme #> '{guests,last}') with ordinality as l (name, n)
on conflict (subject) do nothing;

update person p set locale = x.locale, interests = x.interests, city = x.city,
  latitude = x.latitude, longitude = x.longitude
from demo, jsonb_to_recordset(programme -> 'profiles')
  as x (email text, locale text, interests text[], city text, latitude double precision, longitude double precision)
where p.email = x.email and p.city is null;
