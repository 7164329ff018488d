-- The promises as queries: each view lists what breaks one and must be empty. Tests read them after every case.
create view broken_p1_books as
    select entry_id::text as what, currency as detail from ledger_lines group by entry_id, currency having sum(amount_minor) <> 0
    union all
    select l.id::text, 'line and account differ in currency' from ledger_lines l join ledger_accounts a on a.id = l.account_id where a.currency <> l.currency
    union all
    select e.id::text, 'entry without lines' from ledger_entries e where not exists (select 1 from ledger_lines l where l.entry_id = e.id);

create view broken_p2_counted_twice as
    select order_id::text as what, count(*)::text as detail from ledger_entries
    where transition = 'captured' and order_id is not null group by order_id having count(*) > (
        select count(*) from payments p where p.order_id = ledger_entries.order_id and p.status = 'succeeded');

create view broken_p3_lost as
    select o.id::text as what, 'paid order without a succeeded payment' as detail from orders o
    where o.status in ('active', 'delivered', 'completed') and not exists (
        select 1 from payments p where p.order_id = o.id and p.status = 'succeeded')
    union all
    select p.id::text, 'succeeded payment without a ledger entry' from payments p
    where p.status = 'succeeded' and p.amount_minor > 0 and not exists (
        select 1 from ledger_entries e where e.order_id = p.order_id and e.object_id = p.provider_ref and e.transition = 'captured');

create view broken_p5_gross as
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

create view broken_p6_open_twice as
    select account_id::text as what, offering_id::text as detail from enrolments where status = 'active'
    group by account_id, offering_id having count(*) > 1;

create view broken_p7_access as
    select e.id::text as what, 'active without a paid order' as detail from enrolments e join orders o on o.id = e.order_id
    where e.status = 'active' and (o.status not in ('active', 'delivered', 'completed') or o.refunded_at is not null)
    union all
    select o.id::text, 'paid course without an active enrolment' from orders o join offerings f on f.id = o.offering_id and f.kind = 'video_course'
    where o.status in ('active', 'delivered', 'completed') and o.refunded_at is null
        and not exists (select 1 from enrolments e where e.order_id = o.id and e.status = 'active');

create view broken_p9_stuck as
    select id::text as what, 'success kept waiting' as detail from payments
    where status = 'succeeded' and not exists (select 1 from orders o where o.id = order_id and (o.paid_at is not null or o.status in ('cancelled', 'expired')));

create view broken_promises as
    select 'P1' as promise, what, detail from broken_p1_books
    union all select 'P2', what, detail from broken_p2_counted_twice
    union all select 'P3', what, detail from broken_p3_lost
    union all select 'P5', what, detail from broken_p5_gross
    union all select 'P6', what, detail from broken_p6_open_twice
    union all select 'P7', what, detail from broken_p7_access
    union all select 'P9', what, detail from broken_p9_stuck;
