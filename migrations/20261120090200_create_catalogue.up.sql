-- Categories, sellers, offerings, media, wishlists and the words people search with.
create table categories (
    id uuid primary key,
    slug text not null constraint categories_slug_key unique,
    parent_id uuid references categories (id),
    name_en text not null,
    name_ar text not null,
    blurb_en text not null default '',
    blurb_ar text not null default '',
    hue smallint not null check (hue between 0 and 359),
    icon text not null default 'compass',
    position integer not null default 0
);
create index categories_parent on categories (parent_id, position);

create table sellers (
    id uuid primary key,
    account_id uuid not null constraint sellers_account_key unique references accounts (id),
    handle text not null constraint sellers_handle_key unique check (handle ~ '^[a-z0-9][a-z0-9-]{1,38}[a-z0-9]$'),
    name_en text not null,
    name_ar text not null,
    headline_en text not null default '',
    headline_ar text not null default '',
    bio_en text not null default '',
    bio_ar text not null default '',
    country text not null,
    time_zone text not null,
    languages jsonb not null default '[]',
    hue smallint not null default 250 check (hue between 0 and 359),
    rating_sum bigint not null default 0,
    rating_count integer not null default 0,
    learner_count integer not null default 0,
    created_at timestamptz not null
);
comment on column sellers.languages is 'Array of {code, level}';

create table media (
    id uuid primary key,
    owner_id uuid references accounts (id),
    kind text not null check (kind in ('video', 'image', 'file')),
    status text not null check (status in ('uploading', 'processing', 'ready', 'failed')),
    storage_prefix text not null,
    file_name text,
    mime text not null,
    size_bytes bigint not null default 0,
    duration_ms bigint check (duration_ms >= 0),
    width integer,
    height integer,
    failure text,
    created_at timestamptz not null
);
comment on column media.storage_prefix is 'Folder in the object store: master.m3u8, 360p/, 720p/, poster.jpg for videos; the file itself for files';
comment on column media.duration_ms is 'Probed by the server, never told by a browser';

create table captions (
    media_id uuid not null references media (id) on delete cascade,
    locale text not null check (locale in ('en', 'ar')),
    cues jsonb not null,
    primary key (media_id, locale)
);
comment on column captions.cues is 'Array of {start_ms, end_ms, text}; rendered as WebVTT and as the transcript';

create table offerings (
    id uuid primary key,
    slug text not null constraint offerings_slug_key unique,
    seller_id uuid not null references sellers (id),
    category_id uuid not null references categories (id),
    kind text not null check (kind in ('live_class', 'video_course', 'service')),
    status text not null check (status in ('draft', 'in_review', 'published', 'paused', 'rejected')),
    title_en text not null,
    title_ar text not null,
    promise_en text not null default '',
    promise_ar text not null default '',
    description_en text not null default '',
    description_ar text not null default '',
    outcomes jsonb not null default '[]',
    requirements jsonb not null default '[]',
    audience jsonb not null default '[]',
    tags text[] not null default '{}',
    level text not null check (level in ('beginner', 'intermediate', 'advanced', 'all')),
    language text not null check (language in ('en', 'ar')),
    unlock_mode text not null default 'free' check (unlock_mode in ('free', 'sequential')),
    price_minor bigint not null check (price_minor >= 0),
    currency text not null check (currency ~ '^[A-Z]{3}$'),
    video_seconds integer not null default 0,
    lesson_count integer not null default 0,
    has_free_preview boolean not null default false,
    rating_sum bigint not null default 0,
    rating_count integer not null default 0,
    learner_count integer not null default 0,
    popularity double precision not null default 0,
    search tsvector not null default '',
    published_at timestamptz,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    rating_milli integer generated always as (case when rating_count = 0 then 0 else (rating_sum * 1000 / rating_count)::integer end) stored,
    constraint offerings_price_floor check (price_minor = 0 or price_minor >= 500)
);
comment on column offerings.search is 'Normalised words of both languages: title A, tags and seller B, promise C, description D';
comment on column offerings.outcomes is 'Array of {en, ar}, as are requirements and audience';

-- What the search index knows of an offering beside its words: a popularity tier, so that the most popular matches are found
-- first without ranking all, its category, and whether it costs anything.
create function offering_terms(search tsvector, popularity double precision, category_id uuid, price_minor bigint) returns tsvector
language sql immutable parallel safe as $$
    select search || array_to_tsvector(array[
        '_p' || least(47, floor(4 * ln(greatest(popularity, 1)) / ln(2::double precision)))::integer::text,
        '_c' || category_id::text,
        case when price_minor = 0 then '_free' else '_paid' end])
$$;
create index offerings_terms on offerings using gin (offering_terms(search, popularity, category_id, price_minor))
    with (fastupdate = off) where status = 'published';
create index offerings_popular on offerings (popularity desc, id desc) where status = 'published';
create index offerings_newest on offerings (published_at desc, id desc) where status = 'published';
create index offerings_rating on offerings (rating_milli desc, id desc) where status = 'published';
create index offerings_price on offerings (price_minor, id) where status = 'published';
create index offerings_category_popular on offerings (category_id, popularity desc, id desc) where status = 'published';
create index offerings_seller on offerings (seller_id, popularity desc);

create table search_words (
    word text primary key,
    uses integer not null
);
create index search_words_trgm on search_words using gin (word gin_trgm_ops);
comment on table search_words is 'Every word of the catalogue, so that a misspelt query is mended before the index is asked';

create table wishlist_items (
    account_id uuid not null references accounts (id) on delete cascade,
    offering_id uuid not null references offerings (id) on delete cascade,
    created_at timestamptz not null,
    primary key (account_id, offering_id)
);
