create extension if not exists unaccent;
create extension if not exists pg_trgm;

-- unaccent() itself is only STABLE, since its dictionary could change; an index needs IMMUTABLE.
create function plain_text(value text) returns text
  language sql immutable parallel safe strict
  return lower(public.unaccent('public.unaccent', value));

-- Great-circle distance in kilometres by the haversine formula on a sphere of 6,371.0088 km (mean radius, IUGG).
create function distance_km(lat1 double precision, lon1 double precision, lat2 double precision, lon2 double precision)
  returns double precision language sql immutable parallel safe strict
  return 2 * 6371.0088 * asin(least(1, sqrt(
    power(sin(radians(lat2 - lat1) / 2), 2)
    + cos(radians(lat1)) * cos(radians(lat2)) * power(sin(radians(lon2 - lon1) / 2), 2))));

create table category (
  id   uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name text not null unique
);
insert into category (id, slug, name) values
  ('01970000-0000-7000-8000-000000000001', 'music', 'Music'),
  ('01970000-0000-7000-8000-000000000002', 'theatre', 'Theatre'),
  ('01970000-0000-7000-8000-000000000003', 'comedy', 'Comedy'),
  ('01970000-0000-7000-8000-000000000004', 'sports', 'Sports'),
  ('01970000-0000-7000-8000-000000000005', 'conference', 'Conference'),
  ('01970000-0000-7000-8000-000000000006', 'workshop', 'Workshop'),
  ('01970000-0000-7000-8000-000000000007', 'festival', 'Festival'),
  ('01970000-0000-7000-8000-000000000008', 'film', 'Film'),
  ('01970000-0000-7000-8000-000000000009', 'exhibition', 'Exhibition'),
  ('01970000-0000-7000-8000-00000000000a', 'food-and-drink', 'Food and drink'),
  ('01970000-0000-7000-8000-00000000000b', 'family', 'Family'),
  ('01970000-0000-7000-8000-00000000000c', 'community', 'Community');

create table event (
  id                  uuid primary key,
  organizer_id        uuid        not null references person,
  category_id         uuid        not null references category,
  title               text        not null check (length(title) between 3 and 200),
  slug                text        not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  description         text        not null check (length(description) <= 20000),
  venue_name          text        not null,
  street              text        not null,
  postal_code         text,
  city                text        not null,
  country             text        not null check (country ~ '^[A-Z]{2}$'),
  latitude            double precision not null check (latitude between -90 and 90),
  longitude           double precision not null check (longitude between -180 and 180),
  time_zone           text        not null,
  starts_at           timestamptz not null,
  ends_at             timestamptz not null,
  capacity            integer     not null check (capacity between 1 and 1000000),
  currency            text        not null check (currency ~ '^[A-Z]{3}$'),
  cover_image_url     text,
  status              text        not null default 'DRAFT' check (status in ('DRAFT', 'PUBLISHED', 'CANCELLED')),
  cancellation_reason text,
  published_at        timestamptz,
  created_at          timestamptz not null default now(),
  updated_at          timestamptz not null default now(),
  search_text         text generated always as (plain_text(title || ' ' || venue_name || ' ' || city)) stored,
  search              tsvector generated always as (
    setweight(to_tsvector('simple', plain_text(title)), 'A') ||
    setweight(to_tsvector('simple', plain_text(venue_name || ' ' || city)), 'B') ||
    setweight(to_tsvector('simple', plain_text(description)), 'C')) stored,
  check (ends_at > starts_at),
  check ((status = 'CANCELLED') = (cancellation_reason is not null)),
  check (status <> 'PUBLISHED' or published_at is not null)
);
-- The end comes last, so that events which are over are passed by without being read.
create index event_start on event (starts_at, id, ends_at) where status = 'PUBLISHED';
create index event_end on event (ends_at) where status = 'PUBLISHED';
create index event_category_start on event (category_id, starts_at, id, ends_at) where status = 'PUBLISHED';
create index event_city_start on event (plain_text(city), starts_at, id, ends_at) where status = 'PUBLISHED';
create index event_newest on event (published_at desc, id desc) where status = 'PUBLISHED';
create index event_place on event using gist (point(longitude, latitude)) where status = 'PUBLISHED';
create index event_search on event using gin (search) where status = 'PUBLISHED';
create index event_search_text on event using gin (search_text gin_trgm_ops) where status = 'PUBLISHED';
create index event_organizer on event (organizer_id);

-- What the lists show of an event beyond its own row; written by whoever sells it.
create table event_listing (
  event_id  uuid primary key references event on delete cascade,
  price_min bigint check (price_min >= 0),
  price_max bigint check (price_max >= price_min),
  sold_out  boolean not null default false,
  revision  bigint  not null default 1 check (revision > 0),
  check ((price_min is null) = (price_max is null))
) with (fillfactor = 70);
