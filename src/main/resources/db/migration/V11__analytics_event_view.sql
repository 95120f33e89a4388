create table event_view (
  event_id uuid        not null references event on delete cascade,
  hour     timestamptz not null,
  views    bigint      not null check (views > 0),
  primary key (event_id, hour)
) with (fillfactor = 70);
