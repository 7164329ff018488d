-- What the studio knows of an offering beside what visitors see: where it stands with the reviewers, its cover, its questions and
-- answers, what it has cost, and what has happened to it.
alter table offerings
    add column version integer not null default 0,
    add column step_versions jsonb not null default '{}',
    add column cover_id uuid references media (id),
    add column review_note text not null default '',
    add column submitted_at timestamptz,
    add column decided_at timestamptz,
    add column archived_at timestamptz,
    add constraint offerings_titled check (title_en <> '' or title_ar <> ''),
    add constraint offerings_archived check (archived_at is null or status in ('draft', 'paused', 'rejected')),
    add constraint offerings_tags_most check (cardinality(tags) <= 10),
    add constraint offerings_id_kind unique (id, kind);
comment on column offerings.version is 'Grows with every change of state, so that a decision is about what was read';
comment on column offerings.step_versions is 'How often each step of the wizard was saved, as {"basics": 3}; a form says which one it shows';
comment on column offerings.cover_id is 'An image of 16:9; where there is none, a picture is drawn from the category''s colour';
comment on column offerings.review_note is 'What the seller was told last by the reviewers';
comment on column offerings.submitted_at is 'When it was last handed in for review; null while it never was';
comment on column offerings.archived_at is 'Put away by its seller: in no list but the archive, and who has bought it keeps it';
comment on column offerings.title_en is 'Texts stand in one language or in both; pages show the other one where theirs is empty';
comment on column offerings.price_minor is 'Of a course: once; of a live class: a seat in one meeting, or in the whole series; of a service: its cheapest package';
comment on constraint offerings_id_kind on offerings is 'For the tables that belong to one kind';
create index offerings_desk on offerings (status, submitted_at, id) where submitted_at is not null;
create index offerings_cover on offerings (cover_id) where cover_id is not null;

create table offering_faqs (
    id uuid primary key,
    offering_id uuid not null references offerings (id) on delete cascade,
    position smallint not null constraint offering_faqs_most check (position between 1 and 10),
    question_en text not null default '',
    answer_en text not null default '',
    question_ar text not null default '',
    answer_ar text not null default '',
    constraint offering_faqs_place unique (offering_id, position),
    constraint offering_faqs_whole check ((question_en = '') = (answer_en = '') and (question_ar = '') = (answer_ar = '')
        and question_en || question_ar <> '')
);
comment on table offering_faqs is 'Questions and answers on the page of an offering, written by its seller';

create table offering_price_history (
    id bigint generated always as identity primary key,
    offering_id uuid not null references offerings (id) on delete cascade,
    item text not null default 'offering' check (item in ('offering', 'trial', 'package', 'extra')),
    item_position smallint not null default 0,
    old_minor bigint,
    new_minor bigint,
    currency text not null check (currency ~ '^[A-Z]{3}$'),
    actor_id uuid not null references accounts (id),
    created_at timestamptz not null,
    constraint offering_price_history_changes check (old_minor is distinct from new_minor)
);
create index offering_price_history_offering on offering_price_history (offering_id, id desc);
comment on column offering_price_history.item_position is 'Which package or extra; 0 for the offering itself and for its trial';
comment on column offering_price_history.old_minor is 'Null where there was none before; new_minor is null where there is none any more';

create table offering_review_history (
    id bigint generated always as identity primary key,
    offering_id uuid not null references offerings (id) on delete cascade,
    kind text not null check (kind in ('created', 'submitted', 'withdrawn', 'published', 'changes_requested', 'rejected', 'paused',
        'resumed', 'reopened', 'archived', 'restored')),
    actor_id uuid not null references accounts (id),
    reason text not null default '',
    created_at timestamptz not null
);
create index offering_review_history_offering on offering_review_history (offering_id, id);
comment on table offering_review_history is 'Every change of state of an offering: who, when, and what the seller was told';
