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
drop view broken_p5_shares;
