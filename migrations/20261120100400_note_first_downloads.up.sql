-- Who has taken a file of a course home does not get the money back by itself any more.
alter table enrolments add column downloaded_at timestamptz;
comment on column enrolments.downloaded_at is 'When the learner first asked for a file of the course; ends the automatic refund';
comment on column refunds.reason is 'requested_by_buyer, late_or_double, wrong_amount, or made_at_provider: somebody used the provider''s own pages';
comment on column provider_events.failure is 'Why the last try to act on it failed; empty once it is processed';
