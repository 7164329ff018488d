-- What a service is made of: packages, extras, and what the buyer must tell before the work begins.
create table services (
    offering_id uuid primary key,
    kind text not null default 'service' check (kind = 'service'),
    place text not null default 'online' check (place in ('online', 'on_site')),
    city text not null default '',
    travel_radius_km smallint check (travel_radius_km between 1 and 200),
    constraint services_offering foreign key (offering_id, kind) references offerings (id, kind) on delete cascade,
    constraint services_place check (place = 'on_site' or (city = '' and travel_radius_km is null))
);
comment on column services.travel_radius_km is 'How far around the city the seller comes to the buyer; null where the buyer comes to the seller';

create table service_packages (
    id uuid primary key,
    offering_id uuid not null references services (offering_id) on delete cascade,
    position smallint not null constraint service_packages_most check (position between 1 and 3),
    name_en text not null default '',
    name_ar text not null default '',
    includes jsonb not null default '[]',
    price_minor bigint not null constraint service_packages_price_floor check (price_minor >= 500),
    days smallint not null check (days between 1 and 60),
    revisions smallint not null check (revisions between 0 and 20),
    constraint service_packages_place unique (offering_id, position),
    constraint service_packages_named check (name_en || name_ar <> '')
);
comment on table service_packages is 'A row keeps its id while its position is taken. An order copies what it was made under: rows change and go';
comment on column service_packages.includes is 'Array of {en, ar}: what the buyer gets';
comment on column service_packages.days is 'From the buyer''s answers to the delivery';

create table service_extras (
    id uuid primary key,
    offering_id uuid not null references services (offering_id) on delete cascade,
    position smallint not null constraint service_extras_most check (position between 1 and 10),
    name_en text not null default '',
    name_ar text not null default '',
    price_minor bigint not null check (price_minor >= 100),
    days smallint not null check (days between 0 and 30),
    constraint service_extras_place unique (offering_id, position),
    constraint service_extras_named check (name_en || name_ar <> '')
);
comment on column service_extras.days is 'How many days later the work is done with it';

create table service_questions (
    id uuid primary key,
    offering_id uuid not null references services (offering_id) on delete cascade,
    position smallint not null constraint service_questions_most check (position between 1 and 10),
    question_en text not null default '',
    question_ar text not null default '',
    kind text not null check (kind in ('text', 'choice', 'file')),
    choices jsonb not null default '[]',
    is_required boolean not null default true,
    constraint service_questions_place unique (offering_id, position),
    constraint service_questions_asked check (question_en || question_ar <> ''),
    constraint service_questions_choices check (case when kind = 'choice' then jsonb_array_length(choices) between 2 and 10
        else choices = '[]'::jsonb end)
);
comment on table service_questions is 'What the buyer is asked after paying; work starts when the required ones are answered';
comment on column service_questions.choices is 'Array of {en, ar}';
