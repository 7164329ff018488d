-- What happened (outbox) and the mails that tell people of it.
create table events (
    id bigint generated always as identity primary key,
    kind text not null,
    account_id uuid references accounts (id) on delete set null,
    subject_id uuid,
    data jsonb not null default '{}',
    created_at timestamptz not null
);
create index events_subject on events (subject_id, id);
comment on table events is 'Facts in the past tense, written in the transaction that caused them';

create table mails (
    id uuid primary key,
    dedupe_key text not null,
    recipient text not null,
    template text not null,
    locale text not null check (locale in ('en', 'ar')),
    subject text not null,
    text_body text not null,
    html_body text not null,
    status text not null default 'queued' check (status in ('queued', 'sent', 'failed')),
    attempts integer not null default 0,
    provider_id text,
    created_at timestamptz not null,
    sent_at timestamptz,
    constraint mails_once unique (dedupe_key, recipient, template)
);
create index mails_recipient on mails (recipient, created_at desc);
create index mails_created on mails (created_at desc);
comment on table mails is 'The outbox; sent by a job, each (event, recipient, template) once';
