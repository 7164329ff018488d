-- What a provider tells us is kept without the person it is about. Nothing reads those fields, and news of a payment may still
-- come when its buyer has left long ago.
create function without_person(data jsonb) returns jsonb language plpgsql immutable parallel safe as $$
begin
    return case jsonb_typeof(data)
        when 'object' then (
            select coalesce(jsonb_object_agg(key, case when key in ('address', 'billing_details', 'customer_details', 'customer_email',
                'customer_name', 'customer_phone', 'email', 'name', 'payment_method_details', 'phone', 'receipt_email', 'receipt_url',
                'shipping') then 'null'::jsonb else without_person(value) end), '{}')
            from jsonb_each(data))
        when 'array' then (
            select coalesce(jsonb_agg(without_person(item.value) order by item.place), '[]')
            from jsonb_array_elements(data) with ordinality as item(value, place))
        else data
    end;
end $$;

create function provider_events_strip() returns trigger language plpgsql as $$
begin
    new.payload := without_person(new.payload);
    return new;
end $$;
create trigger provider_events_strip before insert or update of payload on provider_events
    for each row execute function provider_events_strip();
update provider_events set payload = payload;
comment on column provider_events.payload is 'As the provider sent it, without names, addresses and card details (trigger)';
