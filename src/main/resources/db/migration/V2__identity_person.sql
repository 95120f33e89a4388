create table person (
  id           uuid primary key,
  subject      text        not null unique check (subject <> ''),
  email        text        not null,
  display_name text        not null check (length(display_name) between 1 and 120),
  interests    text[]      not null default '{}' check (cardinality(interests) <= 20),
  city         text,
  latitude     double precision check (latitude between -90 and 90),
  longitude    double precision check (longitude between -180 and 180),
  locale       text        not null default 'en',
  created_at   timestamptz not null default now(),
  updated_at   timestamptz not null default now(),
  check ((city is null) = (latitude is null) and (city is null) = (longitude is null))
);
create index person_email on person (lower(email));
