-- Sign-ins that have ended while tokens of them may live: sessions of the identity provider, or single tokens.
create table ended_sign_in (
  person_id uuid        not null references person,
  sign_in   text        not null check (sign_in <> ''),
  until     timestamptz not null,
  primary key (person_id, sign_in)
);
create index ended_sign_in_until on ended_sign_in (until);
