comment on column provider_events.payload is null;
drop trigger provider_events_strip on provider_events;
drop function provider_events_strip();
drop function without_person(jsonb);
