-- A declined attempt stays open at the provider, so it is looked after as well when its order ends without it.
drop index payments_unsettled;
create index payments_unsettled on payments (updated_at) where status not in ('succeeded', 'cancelled');
