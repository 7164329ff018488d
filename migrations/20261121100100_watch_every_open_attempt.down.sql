drop index payments_unsettled;
create index payments_unsettled on payments (updated_at) where status in ('created', 'requires_action', 'processing', 'unknown');
