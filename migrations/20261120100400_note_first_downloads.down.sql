comment on column provider_events.failure is null;
comment on column refunds.reason is 'requested_by_buyer, late_or_double, or made_at_provider: somebody used the provider''s own pages';
alter table enrolments drop column downloaded_at;
