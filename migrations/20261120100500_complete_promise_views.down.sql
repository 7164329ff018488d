create or replace view broken_promises as
    select 'P1' as promise, what, detail from broken_p1_books
    union all select 'P2', what, detail from broken_p2_counted_twice
    union all select 'P3', what, detail from broken_p3_lost
    union all select 'P5', what, detail from broken_p5_gross
    union all select 'P5', what, detail from broken_p5_refunds
    union all select 'P6', what, detail from broken_p6_open_twice
    union all select 'P7', what, detail from broken_p7_access
    union all select 'P9', what, detail from broken_p9_stuck;
comment on view broken_promises is null;
drop view broken_p8_jobs, broken_p8_events, broken_p5_owed, broken_p5_kept, broken_p4_repeated;

create or replace view broken_p5_gross as
    select p.id::text as what, format('captured %s, booked %s', p.amount_minor, coalesce(b.booked, 0)) as detail
    from payments p
    left join lateral (
        select sum(l.amount_minor) as booked from ledger_entries e
        join ledger_lines l on l.entry_id = e.id
        join ledger_accounts a on a.id = l.account_id and a.kind = 'provider_clearing'
        where e.object_id = p.provider_ref and e.transition = 'captured') b on true
    where p.status = 'succeeded' and p.amount_minor <> coalesce(b.booked, 0)
    union all
    select p.id::text, 'refunds above what was captured' from payments p
    where (select coalesce(sum(r.amount_minor), 0) from refunds r where r.payment_id = p.id and r.status <> 'failed') > p.amount_minor;

create or replace view broken_p7_access as
    select e.id::text as what, 'active without a paid order' as detail from enrolments e join orders o on o.id = e.order_id
    where e.status = 'active' and (o.status not in ('active', 'delivered', 'completed') or o.refunded_at is not null)
    union all
    select o.id::text, 'paid course without an active enrolment' from orders o join offerings f on f.id = o.offering_id and f.kind = 'video_course'
    where o.status in ('active', 'delivered', 'completed') and o.refunded_at is null
        and not exists (select 1 from enrolments e where e.order_id = o.id and e.status = 'active');

create or replace view broken_p9_stuck as
    select id::text as what, 'success kept waiting' as detail from payments
    where status = 'succeeded' and not exists (select 1 from orders o where o.id = order_id and (o.paid_at is not null or o.status in ('cancelled', 'expired')));

drop function stuck_jobs();
drop function promises_as_of();
