-- How somebody becomes a seller: one application per account, what goes with it, and who did what when.
create table seller_applications (
    id uuid primary key,
    account_id uuid not null constraint seller_applications_account_key unique references accounts (id),
    status text not null default 'draft' check (status in ('draft', 'submitted', 'changes_requested', 'rejected', 'approved')),
    version integer not null default 0,
    name_en text not null default '',
    name_ar text not null default '',
    handle text not null default '',
    headline_en text not null default '',
    headline_ar text not null default '',
    bio_en text not null default '',
    bio_ar text not null default '',
    languages jsonb not null default '[]',
    subject_ids uuid[] not null default '{}',
    country text not null default '',
    time_zone text not null default '',
    photo_id uuid references media (id),
    video_url text not null default '',
    links text[] not null default '{}',
    reason text not null default '',
    created_at timestamptz not null,
    updated_at timestamptz not null,
    submitted_at timestamptz,
    decided_at timestamptz,
    constraint seller_applications_whole check (status not in ('submitted', 'approved')
        or (handle <> '' and name_en || name_ar <> '' and country <> '' and time_zone <> '' and submitted_at is not null))
);
comment on column seller_applications.version is 'Grows with every change of state, so that a decision is about what was read';
comment on column seller_applications.reason is 'What the applicant was told last';
comment on column seller_applications.languages is 'Array of {code, level}';
-- A draft keeps no handle from anybody.
create unique index seller_applications_handle_key on seller_applications (handle)
    where status in ('submitted', 'changes_requested', 'approved') and handle <> '';
create index seller_applications_queue on seller_applications (status, submitted_at, id);

create table seller_application_documents (
    media_id uuid primary key references media (id),
    application_id uuid not null references seller_applications (id) on delete cascade,
    position smallint not null constraint seller_application_documents_most check (position between 1 and 5),
    created_at timestamptz not null,
    constraint seller_application_documents_place unique (application_id, position)
);

create table seller_application_history (
    id bigint generated always as identity primary key,
    application_id uuid not null references seller_applications (id) on delete cascade,
    kind text not null check (kind in ('begun', 'submitted', 'changes_requested', 'rejected', 'approved')),
    actor_id uuid not null references accounts (id),
    reason text not null default '',
    created_at timestamptz not null
);
create index seller_application_history_application on seller_application_history (application_id, id);

alter table sellers
    add column photo_id uuid references media (id),
    add column closed_from timestamptz,
    add column closed_until timestamptz,
    add constraint sellers_closed check ((closed_from is null) = (closed_until is null) and closed_from < closed_until);
comment on column sellers.closed_from is 'Start of the first day off in the seller''s zone';
comment on column sellers.closed_until is 'Start of the first day back';
