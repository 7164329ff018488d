-- The promises P1 to P9, each as one or more views that must be empty. Some speak of age; whoever reads them for another moment
-- than now says so in `dreamcrowd.as_of` (tests, whose clock stands still).
create function promises_as_of() returns timestamptz language sql stable as $$
    select coalesce(nullif(current_setting('dreamcrowd.as_of', true), '')::timestamptz, now())
$$;
comment on function promises_as_of is 'The moment for which the promises are read: dreamcrowd.as_of, else now';

-- P4: whatever came first and however often, each fact stands once in the timeline and in the outbox.
create view broken_p4_repeated as
    select o.id::text as what, format('paid at %s, told %s times', o.paid_at, n.told) as detail from orders o
    cross join lateral (select count(*) as told from order_events e where e.order_id = o.id and e.kind = 'paid') n
    where n.told <> (case when o.paid_at is null then 0 else 1 end)
    union all
    select o.id::text, format('is %s, paid at %s, refunded at %s', o.status, o.paid_at, o.refunded_at) from orders o
    where (o.refunded_at is not null) <> (o.status = 'cancelled' and o.paid_at is not null)
    union all
    select e.subject_id::text, format('%s times order_paid in the outbox', count(*)) from events e
    where e.kind = 'order_paid' group by e.subject_id having count(*) > 1
    union all
    select s.order_id::text, 'a sale without order_paid in the outbox' from ledger_entries s
    where s.transition = 'captured' and s.order_id is not null and exists (
            select 1 from ledger_lines l join ledger_accounts a on a.id = l.account_id and a.kind = 'seller_held'
            where l.entry_id = s.id)
        and not exists (select 1 from events e where e.subject_id = s.order_id and e.kind = 'order_paid')
    union all
    select r.id::text, format('%s refund, told %s times', r.status, n.told) from refunds r
    join payments p on p.id = r.payment_id
    cross join lateral (
        select count(*) as told from order_events e where e.order_id = p.order_id and e.data ->> 'refund_id' = r.id::text
            and case r.status when 'succeeded' then e.kind in ('refunded', 'refunded_partly') else e.kind = 'refund_failed' end) n
    where r.status in ('succeeded', 'failed') and n.told <> 1;

-- P5: what arrived is shared exactly as the order says, or owed back whole.
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
    where (select coalesce(sum(r.amount_minor), 0) from refunds r where r.payment_id = p.id and r.status <> 'failed') > p.amount_minor
    union all
    select p.id::text, format('shared as seller %s, commission %s, buyer fee %s, owed back %s', b.seller, b.commission, b.fee, b.owed)
    from payments p join orders o on o.id = p.order_id
    cross join lateral (
        select coalesce(-sum(l.amount_minor) filter (where a.kind = 'seller_held' and a.party_id = o.seller_id), 0) as seller,
            coalesce(-sum(l.amount_minor) filter (where a.kind = 'commission'), 0) as commission,
            coalesce(-sum(l.amount_minor) filter (where a.kind = 'buyer_fees'), 0) as fee,
            coalesce(-sum(l.amount_minor) filter (where a.kind = 'refunds_due'), 0) as owed
        from ledger_entries e
        join ledger_lines l on l.entry_id = e.id and l.currency = p.currency
        join ledger_accounts a on a.id = l.account_id
        where e.provider = p.provider and e.object_id = p.provider_ref and e.transition = 'captured') b
    where p.status = 'succeeded' and p.amount_minor > 0
        and (b.seller, b.commission, b.fee, b.owed) <> (o.seller_share_minor, o.commission_minor, o.buyer_fee_minor, 0)
        and (b.seller, b.commission, b.fee, b.owed) <> (0, 0, 0, p.amount_minor)
    union all
    select o.id::text, format('sold once, booked as %s sales', n.sales) from orders o
    cross join lateral (
        select count(*) as sales from ledger_entries e where e.order_id = o.id and e.transition = 'captured' and exists (
            select 1 from ledger_lines l
            join ledger_accounts a on a.id = l.account_id and a.kind in ('seller_held', 'commission', 'buyer_fees')
            where l.entry_id = e.id)) n
    where o.total_minor > 0 and o.paid_at is not null and n.sales <> 1;

-- P5: money that bought nothing, or whose order is over, is on its way back. A refund that failed has its break row.
create view broken_p5_kept as
    select p.id::text as what, format('order is %s, %s of %s on the way back', o.status, r.returned, p.amount_minor) as detail
    from payments p join orders o on o.id = p.order_id
    cross join lateral (select coalesce(sum(r.amount_minor), 0) as returned from refunds r where r.payment_id = p.id) r
    where p.status = 'succeeded' and p.amount_minor > r.returned
        and (o.status in ('expired', 'cancelled') or not exists (
            select 1 from ledger_entries e join ledger_lines l on l.entry_id = e.id
            join ledger_accounts a on a.id = l.account_id and a.kind in ('seller_held', 'commission', 'buyer_fees')
            where e.object_id = p.provider_ref and e.transition = 'captured'));

-- P5: the books owe buyers exactly our refunds under way; beyond that only what went back without our asking, or what a bank sent back to us.
create view broken_p5_owed as
    select o.id::text as what, format('books owe %s, refunds under way %s, others %s', b.owed, r.ours, r.others) as detail
    from orders o
    cross join lateral (
        select coalesce(-sum(l.amount_minor), 0) as owed from ledger_entries e
        join ledger_lines l on l.entry_id = e.id
        join ledger_accounts a on a.id = l.account_id and a.kind = 'refunds_due'
        where e.order_id = o.id) b
    cross join lateral (
        select coalesce(sum(r.amount_minor) filter (where r.status in ('due', 'pending') and a.is_ours), 0) as ours,
            coalesce(sum(r.amount_minor) filter (where r.status = 'failed' or (r.status in ('due', 'pending') and not a.is_ours)), 0) as others
        from refunds r join payments p on p.id = r.payment_id
        cross join lateral (select r.reason not in ('made_at_provider', 'lost_dispute') as is_ours) a
        where p.order_id = o.id) r
    where b.owed < r.ours or b.owed > r.ours + r.others;

-- P7: the right is its buyer's, to what was bought.
create or replace view broken_p7_access as
    select e.id::text as what, 'active without a paid order' as detail from enrolments e join orders o on o.id = e.order_id
    where e.status = 'active' and (o.status not in ('active', 'delivered', 'completed') or o.refunded_at is not null)
    union all
    select o.id::text, 'paid course without an active enrolment' from orders o join offerings f on f.id = o.offering_id and f.kind = 'video_course'
    where o.status in ('active', 'delivered', 'completed') and o.refunded_at is null
        and not exists (select 1 from enrolments e where e.order_id = o.id and e.status = 'active')
    union all
    select e.id::text, 'of another buyer or course than its order' from enrolments e join orders o on o.id = e.order_id
    where (e.account_id, e.offering_id) <> (o.buyer_id, o.offering_id);

-- P8: what a provider told is acted on within a minute.
create view broken_p8_events as
    select e.id::text as what, format('%s not acted on since %s', e.kind, e.received_at) as detail from provider_events e
    where e.processed_at is null and e.received_at < promises_as_of() - interval '60 seconds';

-- P8: no job has used up its tries, and none is left lying. The queue makes its own tables after these, and counts in real time;
-- only its own words are given away, since failures may name people.
create function stuck_jobs() returns table (what text, detail text) language plpgsql stable as $$
begin
    if to_regclass('graphile_worker._private_jobs') is null then
        return;
    end if;
    return query
        select j.id::text, case when j.attempts >= j.max_attempts then format('%s gave up after %s tries', t.identifier, j.attempts)
            else format('%s due since %s', t.identifier, j.run_at) end
        from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
        where j.locked_at is null and (j.attempts >= j.max_attempts or j.run_at < now() - interval '10 minutes');
end $$;
comment on function stuck_jobs is 'Jobs that nobody will finish by themselves, or that no worker takes';
create view broken_p8_jobs as select what, detail from stuck_jobs();

-- P9: nothing waits for ever. Orders last a day and are looked at every minute; banks settle refunds within ten days, after which
-- a break row calls somebody.
create or replace view broken_p9_stuck as
    select id::text as what, 'success kept waiting' as detail from payments
    where status = 'succeeded' and not exists (select 1 from orders o where o.id = order_id and (o.paid_at is not null or o.status in ('cancelled', 'expired')))
    union all
    select p.id::text, format('without an answer since %s', p.created_at) from payments p
    where p.status = 'unknown' and p.created_at < promises_as_of() - interval '6 hours'
    union all
    select p.id::text, format('%s, its order ended at %s', p.status, o.expires_at) from payments p join orders o on o.id = p.order_id
    where p.status not in ('succeeded', 'cancelled') and o.expires_at < promises_as_of() - interval '6 hours'
    union all
    select o.id::text, format('still unpaid, ended at %s', o.expires_at) from orders o
    where o.status = 'awaiting_payment' and o.expires_at < promises_as_of() - interval '6 hours'
    union all
    select r.id::text, format('%s since %s, and nobody was called', r.status, r.created_at) from refunds r
    where r.status in ('due', 'pending') and r.created_at < promises_as_of() - interval '11 days'
        and not exists (select 1 from reconciliation_breaks b where b.object_id = r.id::text and b.kind in ('refund_stuck', 'refund_refused'));

create or replace view broken_promises as
    select 'P1' as promise, what, detail from broken_p1_books
    union all select 'P2', what, detail from broken_p2_counted_twice
    union all select 'P3', what, detail from broken_p3_lost
    union all select 'P4', what, detail from broken_p4_repeated
    union all select 'P5', what, detail from broken_p5_gross
    union all select 'P5', what, detail from broken_p5_refunds
    union all select 'P5', what, detail from broken_p5_kept
    union all select 'P5', what, detail from broken_p5_owed
    union all select 'P6', what, detail from broken_p6_open_twice
    union all select 'P7', what, detail from broken_p7_access
    union all select 'P8', what, detail from broken_p8_events
    union all select 'P8', what, detail from broken_p8_jobs
    union all select 'P9', what, detail from broken_p9_stuck;
comment on view broken_promises is 'Empty, or something about money or access is wrong';
