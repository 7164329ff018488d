-- Orders, payments, what providers told us, and the double-entry books.
create sequence order_numbers start 100001;

create table orders (
    id uuid primary key,
    number bigint not null default nextval('order_numbers') constraint orders_number_key unique,
    buyer_id uuid not null references accounts (id),
    seller_id uuid not null references sellers (id),
    offering_id uuid not null references offerings (id),
    status text not null check (status in
        ('awaiting_payment', 'awaiting_acceptance', 'active', 'delivered', 'completed', 'expired', 'cancelled')),
    price_minor bigint not null check (price_minor >= 0),
    buyer_fee_minor bigint not null check (buyer_fee_minor >= 0),
    total_minor bigint not null,
    commission_minor bigint not null check (commission_minor >= 0),
    seller_share_minor bigint not null check (seller_share_minor >= 0),
    currency text not null check (currency ~ '^[A-Z]{3}$'),
    pricing_version integer not null,
    idempotency_key text not null check (length(idempotency_key) between 8 and 200),
    expires_at timestamptz not null,
    paid_at timestamptz,
    refunded_at timestamptz,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint orders_total_adds_up check (total_minor = price_minor + buyer_fee_minor),
    constraint orders_price_is_shared check (price_minor = commission_minor + seller_share_minor),
    constraint orders_once unique (buyer_id, idempotency_key)
);
create unique index orders_one_open on orders (buyer_id, offering_id) where status = 'awaiting_payment';
create index orders_buyer on orders (buyer_id, created_at desc);
create index orders_expiry on orders (expires_at) where status = 'awaiting_payment';
comment on column orders.idempotency_key is 'Made by the server into the form; pressing twice gives the same order';

create table order_events (
    id bigint generated always as identity primary key,
    order_id uuid not null references orders (id),
    kind text not null,
    actor_id uuid references accounts (id),
    data jsonb not null default '{}',
    created_at timestamptz not null
);
create index order_events_order on order_events (order_id, id);
comment on table order_events is 'The timeline of an order; actor null means the system';

create table payments (
    id uuid primary key,
    order_id uuid not null references orders (id),
    attempt integer not null check (attempt > 0),
    provider text not null check (provider in ('stripe', 'free')),
    provider_ref text,
    client_secret text,
    status text not null check (status in
        ('created', 'requires_action', 'processing', 'succeeded', 'failed', 'cancelled', 'unknown')),
    amount_minor bigint not null check (amount_minor >= 0),
    refunded_minor bigint not null default 0,
    currency text not null,
    failure_code text,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint payments_attempt unique (order_id, attempt),
    constraint payments_refund_within_captured check (refunded_minor between 0 and amount_minor)
);
create unique index payments_provider_ref on payments (provider, provider_ref);
create index payments_unsettled on payments (updated_at) where status in ('created', 'requires_action', 'processing', 'unknown');
comment on column payments.attempt is 'The provider sees the idempotency key order:attempt';

create table refunds (
    id uuid primary key,
    payment_id uuid not null references payments (id),
    amount_minor bigint not null check (amount_minor > 0),
    currency text not null,
    reason text not null,
    status text not null check (status in ('due', 'pending', 'succeeded', 'failed')),
    provider_ref text,
    requested_by uuid references accounts (id),
    created_at timestamptz not null,
    updated_at timestamptz not null
);
create index refunds_payment on refunds (payment_id);
create unique index refunds_provider_ref on refunds (provider_ref);

create table provider_events (
    id bigint generated always as identity primary key,
    provider text not null,
    event_id text not null,
    kind text not null,
    object_id text,
    payload jsonb not null,
    received_at timestamptz not null,
    processed_at timestamptz,
    failure text,
    constraint provider_events_once unique (provider, event_id)
);
create index provider_events_pending on provider_events (received_at) where processed_at is null;
comment on table provider_events is 'Webhooks and reconciled events, stored before anything is done about them';

create table reconciliation_breaks (
    id bigint generated always as identity primary key,
    kind text not null,
    object_id text not null,
    details jsonb not null,
    found_at timestamptz not null,
    resolved_at timestamptz,
    constraint reconciliation_breaks_once unique (kind, object_id)
);
comment on table reconciliation_breaks is 'What the provider and we do not agree on; somebody must look';

create table reconciliation_runs (
    provider text primary key,
    covered_until timestamptz not null
);
comment on table reconciliation_runs is 'Up to when every event of a provider is known to us';

create table ledger_accounts (
    id bigint generated always as identity primary key,
    kind text not null check (kind in
        ('provider_clearing', 'seller_held', 'seller_available', 'commission', 'buyer_fees', 'refunds_due', 'receivable')),
    party_id uuid,
    currency text not null,
    constraint ledger_accounts_once unique nulls not distinct (kind, party_id, currency)
);

create table ledger_entries (
    id bigint generated always as identity primary key,
    provider text not null,
    object_id text not null,
    transition text not null,
    order_id uuid references orders (id),
    occurred_at timestamptz not null,
    constraint ledger_entries_once unique (provider, object_id, transition)
);
comment on table ledger_entries is 'One money fact; unique for ever, since providers forget keys';

create table ledger_lines (
    id bigint generated always as identity primary key,
    entry_id bigint not null references ledger_entries (id),
    account_id bigint not null references ledger_accounts (id),
    amount_minor bigint not null check (amount_minor <> 0),
    currency text not null
);
create index ledger_lines_entry on ledger_lines (entry_id);
create index ledger_lines_account on ledger_lines (account_id);
comment on column ledger_lines.amount_minor is 'Debits positive, credits negative; every entry sums to zero per currency';

create function ledger_refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'the ledger is append-only';
end $$;
create trigger ledger_entries_append_only before update or delete or truncate on ledger_entries
    for each statement execute function ledger_refuse_change();
create trigger ledger_lines_append_only before update or delete or truncate on ledger_lines
    for each statement execute function ledger_refuse_change();

-- Checked at commit, so that an entry's lines may be written one by one.
create function ledger_check_balance() returns trigger language plpgsql as $$
begin
    if exists (
        select 1 from ledger_lines where entry_id = new.entry_id group by currency having sum(amount_minor) <> 0
    ) then
        raise exception 'ledger entry % does not balance', new.entry_id using errcode = 'check_violation', constraint = 'ledger_lines_balance';
    end if;
    return null;
end $$;
create constraint trigger ledger_lines_balance after insert on ledger_lines
    deferrable initially deferred for each row execute function ledger_check_balance();
