-- Accounts, logins and one-time links. Tokens are stored as SHA-256 hashes only.
create extension if not exists pg_trgm;
create extension if not exists btree_gist;

create table accounts (
    id uuid primary key,
    email text not null,
    email_verified_at timestamptz,
    password_hash text,
    display_name text not null check (length(display_name) between 1 and 80),
    locale text not null default 'en' check (locale in ('en', 'ar')),
    time_zone text not null default 'UTC',
    staff_role text check (staff_role in ('support', 'finance', 'content', 'owner')),
    status text not null default 'active' check (status in ('active', 'suspended', 'deleted')),
    deletion_requested_at timestamptz,
    created_at timestamptz not null,
    constraint accounts_email_lower check (email = lower(email))
);
create unique index accounts_email_key on accounts (email);
comment on table accounts is 'One person; wears the hats buyer and seller; staff have a role';
comment on column accounts.password_hash is 'argon2id in PHC form; null for accounts that log in with a provider only';

create table account_identities (
    issuer text not null,
    subject text not null,
    account_id uuid not null references accounts (id) on delete cascade,
    email text,
    created_at timestamptz not null,
    primary key (issuer, subject)
);
create index account_identities_account on account_identities (account_id);
comment on table account_identities is 'Logins at other sites, keyed by (issuer, subject), never by address';

create table logins (
    id uuid primary key,
    token_hash bytea not null,
    account_id uuid not null references accounts (id) on delete cascade,
    created_at timestamptz not null,
    last_seen_at timestamptz not null,
    expires_at timestamptz not null,
    user_agent text not null default '',
    ip_prefix text not null default ''
);
create unique index logins_token_hash_key on logins (token_hash);
create index logins_account on logins (account_id);
comment on column logins.expires_at is 'Absolute end; idle time is judged by last_seen_at';

create table account_links (
    token_hash bytea primary key,
    account_id uuid not null references accounts (id) on delete cascade,
    purpose text not null check (purpose in ('verify_email', 'reset_password', 'change_email', 'link_identity')),
    payload jsonb not null default '{}',
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz
);
create index account_links_account on account_links (account_id, purpose);
comment on table account_links is 'One-time links sent by mail';

create table rate_buckets (
    key text primary key,
    tokens double precision not null,
    refilled_at timestamptz not null
);
comment on table rate_buckets is 'Token buckets of the limits on logins, mails, searches and purchases';
