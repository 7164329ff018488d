-- Refunds are followed until the provider has settled them; those made on the provider's own pages are known too.
alter table refunds add column failure_reason text;
comment on column refunds.reason is 'requested_by_buyer, late_or_double, or made_at_provider: somebody used the provider''s own pages';
comment on column refunds.failure_reason is 'The provider''s word for why the money came back to us';
create index refunds_unsettled on refunds (updated_at) where status in ('due', 'pending');

-- Money that came back can be sent again: only what is under way or arrived counts as refunded.
update payments p set refunded_minor = (
    select coalesce(sum(r.amount_minor), 0) from refunds r where r.payment_id = p.id and r.status <> 'failed')
where exists (select 1 from refunds r where r.payment_id = p.id and r.status = 'failed');

create view broken_p5_refunds as
    select p.id::text as what, format('refunds sum to %s, kept %s', s.total, p.refunded_minor) as detail
    from payments p
    cross join lateral (
        select coalesce(sum(r.amount_minor), 0) as total from refunds r where r.payment_id = p.id and r.status <> 'failed') s
    where s.total <> p.refunded_minor
    union all
    select r.id::text, 'succeeded refund without a ledger entry of its amount' from refunds r
    where r.status = 'succeeded' and r.amount_minor <> (
        select coalesce(-sum(l.amount_minor), 0) from ledger_entries e
        join ledger_lines l on l.entry_id = e.id
        join ledger_accounts a on a.id = l.account_id and a.kind = 'provider_clearing'
        where e.provider = 'stripe' and e.object_id = r.provider_ref and e.transition in ('refunded', 'refund_failed'))
    union all
    select r.id::text, 'failed refund still booked' from refunds r
    where r.status = 'failed' and r.provider_ref is not null and 0 <> (
        select coalesce(sum(l.amount_minor), 0) from ledger_entries e
        join ledger_lines l on l.entry_id = e.id
        join ledger_accounts a on a.id = l.account_id and a.kind = 'provider_clearing'
        where e.provider = 'stripe' and e.object_id = r.provider_ref and e.transition in ('refunded', 'refund_failed'));

create or replace view broken_promises as
    select 'P1' as promise, what, detail from broken_p1_books
    union all select 'P2', what, detail from broken_p2_counted_twice
    union all select 'P3', what, detail from broken_p3_lost
    union all select 'P5', what, detail from broken_p5_gross
    union all select 'P5', what, detail from broken_p5_refunds
    union all select 'P6', what, detail from broken_p6_open_twice
    union all select 'P7', what, detail from broken_p7_access
    union all select 'P9', what, detail from broken_p9_stuck;
