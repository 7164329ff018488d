drop index offerings_terms;
drop function offering_terms(tsvector, double precision, uuid, bigint, integer, text, text, integer, boolean);
create function offering_terms(search tsvector, popularity double precision, category_id uuid, price_minor bigint) returns tsvector
language sql immutable parallel safe as $$
    select search || array_to_tsvector(array[
        '_p' || least(47, floor(4 * ln(greatest(popularity, 1)) / ln(2::double precision)))::integer::text,
        '_c' || category_id::text,
        case when price_minor = 0 then '_free' else '_paid' end])
$$;
create index offerings_terms on offerings using gin (offering_terms(search, popularity, category_id, price_minor))
    with (fastupdate = off) where status = 'published';
