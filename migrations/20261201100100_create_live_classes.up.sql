-- How a live class is held, and when. The wall clock of the seller's zone counts: rules and dates keep it across clock changes.
create table live_classes (
    offering_id uuid primary key,
    kind text not null default 'live_class' check (kind = 'live_class'),
    format text not null check (format in ('one_to_one', 'group', 'one_day', 'series')),
    place text not null default 'online' check (place in ('online', 'in_person')),
    city text not null default '',
    address text not null default '',
    map_url text not null default '',
    latitude double precision check (latitude between -90 and 90),
    longitude double precision check (longitude between -180 and 180),
    travel_radius_km smallint check (travel_radius_km between 1 and 200),
    duration_minutes smallint not null check (duration_minutes between 15 and 720),
    min_seats smallint not null default 1,
    max_seats smallint not null default 1,
    guests_allowed boolean not null default false,
    guests_take_seats boolean not null default true,
    materials jsonb not null default '[]',
    policy text not null default 'standard' check (policy in ('flexible', 'standard', 'firm', 'series')),
    booking_mode text not null default 'instant' check (booking_mode in ('instant', 'request')),
    trial text not null default 'none' check (trial in ('none', 'free', 'paid')),
    trial_minutes smallint,
    trial_price_minor bigint,
    time_zone text not null,
    series_weekdays smallint[],
    series_time time,
    series_first_date date,
    series_until date,
    series_count smallint,
    constraint live_classes_offering foreign key (offering_id, kind) references offerings (id, kind) on delete cascade,
    constraint live_classes_format_key unique (offering_id, format),
    constraint live_classes_seats check (min_seats between 1 and max_seats and max_seats <= 100
        and (format <> 'one_to_one' or max_seats = 1)),
    constraint live_classes_policy check ((policy = 'series') = (format = 'series')),
    constraint live_classes_spot check ((latitude is null) = (longitude is null)),
    constraint live_classes_place check (place = 'in_person'
        or (city = '' and address = '' and map_url = '' and latitude is null and travel_radius_km is null)),
    constraint live_classes_trial_terms check (case trial
        when 'none' then trial_minutes is null and trial_price_minor is null
        when 'free' then trial_minutes is not null and trial_minutes = 30 and trial_price_minor is not null and trial_price_minor = 0
        else trial_minutes is not null and trial_minutes between 15 and 180
            and trial_price_minor is not null and trial_price_minor >= 500 end),
    constraint live_classes_trial_once check (trial = 'none' or format <> 'series'),
    constraint live_classes_series_rule check (case when series_first_date is null
        then series_weekdays is null and series_time is null and series_until is null and series_count is null
        else format = 'series' and series_time is not null and series_weekdays is not null
            and cardinality(series_weekdays) between 1 and 7 and series_weekdays <@ '{1,2,3,4,5,6,7}'::smallint[]
            and (series_until is null) <> (series_count is null)
            and (series_until is null or series_until >= series_first_date)
            and (series_count is null or series_count between 4 and 12) end)
);
comment on column live_classes.format is 'one_to_one is booked by slot; group and one_day by the rows of live_class_dates; series as a whole, by its rule';
comment on column live_classes.travel_radius_km is 'Set where the seller comes to the buyer, that far around the city; null where all meet at the address';
comment on column live_classes.address is 'For those who have booked; everybody sees the city only';
comment on column live_classes.latitude is 'Read out of the map link, where it names a spot';
comment on column live_classes.duration_minutes is 'Of one meeting';
comment on column live_classes.min_seats is 'With fewer the class is not held; decided a day ahead';
comment on column live_classes.guests_take_seats is 'Whether each guest takes one of the seats';
comment on column live_classes.materials is 'Array of {en, ar}; what to prepare stands in offerings.requirements';
comment on column live_classes.policy is 'Cancellation, by the rules of the site; a series has its own';
comment on column live_classes.trial is 'Offered beside the class: one meeting of one buyer with the seller, booked by slot, at its own length and price';
comment on column live_classes.time_zone is 'IANA name of the zone in which times of the class are meant: the seller''s when they were written';
comment on column live_classes.series_weekdays is 'ISO days, 1 is Monday; the rule starts at series_first_date and ends with series_until (included) or after series_count meetings';
comment on column live_classes.series_time is 'Local start of each meeting, in time_zone';

create table live_class_dates (
    id uuid primary key,
    offering_id uuid not null,
    format text not null check (format in ('group', 'one_day')),
    local_date date not null,
    local_time time not null,
    time_zone text not null,
    starts_at timestamptz not null,
    ends_at timestamptz not null,
    created_at timestamptz not null,
    -- A class that has dates keeps its format.
    constraint live_class_dates_class foreign key (offering_id, format) references live_classes (offering_id, format) on delete cascade,
    constraint live_class_dates_once unique (offering_id, starts_at),
    constraint live_class_dates_order check (starts_at < ends_at)
);
create index live_class_dates_start on live_class_dates (starts_at);
comment on table live_class_dates is 'The dates of a group class or of a one-day class; each is one meeting with live_classes.max_seats seats. A date that stays keeps its id';
comment on column live_class_dates.local_date is 'With local_time and time_zone what the seller wrote; starts_at is the same instant';
