-- Courses from the inside: sections, lessons, enrolments, progress, notes; and reviews.
create table course_sections (
    id uuid primary key,
    offering_id uuid not null references offerings (id) on delete cascade,
    position integer not null,
    title_en text not null,
    title_ar text not null,
    constraint course_sections_position unique (offering_id, position) deferrable
);

create table lessons (
    id uuid primary key,
    offering_id uuid not null references offerings (id) on delete cascade,
    section_id uuid not null references course_sections (id) on delete cascade,
    position integer not null,
    kind text not null check (kind in ('video', 'text', 'file')),
    title_en text not null,
    title_ar text not null,
    media_id uuid references media (id),
    body_en text not null default '',
    body_ar text not null default '',
    is_free_preview boolean not null default false,
    is_required boolean not null default true,
    created_at timestamptz not null,
    constraint lessons_position unique (section_id, position) deferrable,
    constraint lessons_has_content check ((kind = 'text') = (media_id is null))
);
create index lessons_offering on lessons (offering_id);
create index lessons_media on lessons (media_id);

create table enrolments (
    id uuid primary key,
    account_id uuid not null references accounts (id),
    offering_id uuid not null references offerings (id),
    order_id uuid not null constraint enrolments_order_key unique references orders (id),
    status text not null check (status in ('active', 'revoked')),
    created_at timestamptz not null,
    revoked_at timestamptz,
    last_lesson_id uuid references lessons (id) on delete set null,
    last_activity_at timestamptz
);
create unique index enrolments_one_active on enrolments (account_id, offering_id) where status = 'active';
comment on table enrolments is 'The right to a course: active exactly while its order is paid and not refunded';

create table lesson_progress (
    enrolment_id uuid not null references enrolments (id) on delete cascade,
    lesson_id uuid not null references lessons (id) on delete cascade,
    last_position_ms bigint not null default 0,
    furthest_ms bigint not null default 0,
    watched bytea not null default '',
    opened_at timestamptz not null,
    last_beat_at timestamptz not null,
    completed_at timestamptz,
    completed_via text check (completed_via in ('auto', 'manual', 'dwell')),
    primary key (enrolment_id, lesson_id),
    constraint lesson_progress_completion check ((completed_at is null) = (completed_via is null))
);
comment on column lesson_progress.watched is 'Bitmap of 5-second segments, lowest bit first';

create table lesson_notes (
    id uuid primary key,
    enrolment_id uuid not null references enrolments (id) on delete cascade,
    lesson_id uuid not null references lessons (id) on delete cascade,
    position_ms bigint not null check (position_ms >= 0),
    body text not null check (length(body) between 1 and 2000),
    created_at timestamptz not null
);
create index lesson_notes_lesson on lesson_notes (enrolment_id, lesson_id, position_ms);

create table player_settings (
    account_id uuid primary key references accounts (id) on delete cascade,
    speed_percent integer not null default 100 check (speed_percent between 50 and 200),
    volume_percent integer not null default 100 check (volume_percent between 0 and 100),
    caption_locale text check (caption_locale in ('en', 'ar', 'off'))
);

create table reviews (
    id uuid primary key,
    offering_id uuid not null references offerings (id),
    account_id uuid not null references accounts (id),
    order_id uuid not null constraint reviews_order_key unique references orders (id),
    rating smallint not null check (rating between 1 and 5),
    body text not null check (length(body) <= 2000),
    locale text not null check (locale in ('en', 'ar')),
    created_at timestamptz not null
);
create index reviews_offering on reviews (offering_id, created_at desc);
