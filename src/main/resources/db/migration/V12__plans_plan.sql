-- Price a month and limits; a limit that is null is none.
create table plan (
  id               uuid primary key,
  name             text    not null check (length(name) between 1 and 60),
  description      text    not null check (length(description) <= 1000),
  price            bigint  not null check (price between 0 and 99999999),
  currency         text    not null check (currency ~ '^[A-Z]{3}$'),
  fee_basis_points integer not null check (fee_basis_points between 0 and 10000),
  features         text[]  not null check (features <@ array[
    'TICKETING', 'PAYMENTS', 'QR_CHECK_IN', 'ANALYTICS', 'REPORTS', 'SCANNER_APP', 'EMAIL_SMS', 'SUB_ADMINS',
    'WEATHER_ALERTS']),
  ticket_limit     integer check (ticket_limit > 0),
  event_limit      integer check (event_limit > 0),
  position         integer not null check (position >= 0),
  archived         boolean not null default false,
  is_default       boolean not null default false,
  check (not (archived and is_default))
);
create unique index plan_name on plan (lower(name));
create unique index plan_default on plan (is_default) where is_default;

insert into plan (id, name, description, price, currency, fee_basis_points, features, ticket_limit, event_limit,
  position, is_default) values
  ('01970000-0000-7000-8000-000000000101', 'Basic', 'Sell tickets to a small event.', 0, 'USD', 500,
   '{TICKETING,PAYMENTS}', 100, 5, 0, false),
  ('01970000-0000-7000-8000-000000000102', 'Standard', 'The door, figures and reports too.', 2900, 'USD', 350,
   '{TICKETING,PAYMENTS,QR_CHECK_IN,ANALYTICS,REPORTS}', 2000, 50, 1, true),
  ('01970000-0000-7000-8000-000000000103', 'Professional', 'For a team with scanners, mailings and managers.', 7900,
   'USD', 250, '{TICKETING,PAYMENTS,QR_CHECK_IN,ANALYTICS,REPORTS,SCANNER_APP,EMAIL_SMS,SUB_ADMINS}', 20000, 250, 2,
   false),
  ('01970000-0000-7000-8000-000000000104', 'Enterprise', 'Everything without limits, with weather alerts and priority support.',
   19900, 'USD', 190,
   '{TICKETING,PAYMENTS,QR_CHECK_IN,ANALYTICS,REPORTS,SCANNER_APP,EMAIL_SMS,SUB_ADMINS,WEATHER_ALERTS}', null, null, 3,
   false);

-- An event without a row is on the default plan.
create table event_plan (
  event_id uuid primary key references event on delete cascade,
  plan_id  uuid        not null references plan,
  set_by   uuid        not null references person,
  set_at   timestamptz not null
);
create index event_plan_plan on event_plan (plan_id);

-- What an administrator switched on or off for an event, whatever its plan says.
create table event_feature (
  event_id uuid        not null references event on delete cascade,
  feature  text        not null check (feature in (
    'TICKETING', 'PAYMENTS', 'QR_CHECK_IN', 'ANALYTICS', 'REPORTS', 'SCANNER_APP', 'EMAIL_SMS', 'SUB_ADMINS',
    'WEATHER_ALERTS')),
  enabled  boolean     not null,
  set_by   uuid        not null references person,
  set_at   timestamptz not null,
  primary key (event_id, feature)
);
