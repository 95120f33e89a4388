create table ledger_account (
  id       uuid primary key,
  code     text not null,
  kind     text not null check (kind in ('ASSET', 'LIABILITY', 'REVENUE', 'EXPENSE')),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  unique (code, currency)
);

create table ledger_entry (
  id          uuid primary key,
  kind        text        not null check (kind in ('SALE', 'REFUND', 'REFUND_FAILED', 'PAYOUT', 'FEE', 'UNAPPLIED')),
  reference   text        not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null default now(),
  unique (kind, reference)
);

-- Debits are positive, credits negative; amounts in minor units.
create table posting (
  id         uuid primary key,
  entry_id   uuid   not null references ledger_entry,
  account_id uuid   not null references ledger_account,
  amount     bigint not null check (amount <> 0),
  currency   text   not null check (currency ~ '^[A-Z]{3}$')
);
create index posting_entry on posting (entry_id);
create index posting_account on posting (account_id);

create function ledger_refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the ledger is append-only: % on % refused', tg_op, tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger ledger_entry_append_only before update or delete or truncate on ledger_entry
  for each statement execute function ledger_refuse_change();
create trigger posting_append_only before update or delete or truncate on posting
  for each statement execute function ledger_refuse_change();
create trigger ledger_account_append_only before update or delete or truncate on ledger_account
  for each statement execute function ledger_refuse_change();
revoke update, delete, truncate on ledger_account, ledger_entry, posting from public, current_user;
-- A foreign key locks the row it refers to, which needs UPDATE on one column; the trigger still refuses the update.
grant update (id) on ledger_account, ledger_entry to current_user;

create function ledger_check_balance() returns trigger language plpgsql as $$
begin
  if exists (select from posting where entry_id = new.entry_id group by currency having sum(amount) <> 0) then
    raise exception 'ledger entry % does not balance', new.entry_id using errcode = 'check_violation';
  end if;
  if exists (select from posting p join ledger_account a on a.id = p.account_id
             where p.entry_id = new.entry_id and p.currency <> a.currency) then
    raise exception 'ledger entry % posts to an account of another currency', new.entry_id using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger posting_balanced after insert on posting
  deferrable initially deferred for each row execute function ledger_check_balance();
