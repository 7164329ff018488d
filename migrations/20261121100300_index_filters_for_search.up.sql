-- What the search index knows of an offering beside its words: every choice of the filter, so that a search with filters reads
-- only what it shows, and the popularity tiers that it has reached (up to `_p47`), so that the most popular matches are found
-- first without ranking all.
create function offering_terms(search tsvector, popularity double precision, category_id uuid, price_minor bigint,
    rating_milli integer, language text, level text, video_seconds integer, has_free_preview boolean) returns tsvector
language sql immutable parallel safe as $$
    select search || array_to_tsvector(
        (array['_p1', '_p2', '_p3', '_p4', '_p5', '_p6', '_p7', '_p8', '_p9', '_p10', '_p11', '_p12', '_p13', '_p14', '_p15',
            '_p16', '_p17', '_p18', '_p19', '_p20', '_p21', '_p22', '_p23', '_p24', '_p25', '_p26', '_p27', '_p28', '_p29', '_p30',
            '_p31', '_p32', '_p33', '_p34', '_p35', '_p36', '_p37', '_p38', '_p39', '_p40', '_p41', '_p42', '_p43', '_p44', '_p45',
            '_p46', '_p47'])[1 : floor(4 * ln(greatest(popularity, 1)) / ln(2::double precision))::integer]
        || (array['_r1', '_r2', '_r3', '_r4', '_r5'])[1 : rating_milli / 1000]
        || case level when 'all' then array['_beginner', '_intermediate', '_advanced', '_all'] else array['_' || level] end
        || case when has_free_preview then array['_preview'] else '{}'::text[] end
        || array['_c' || category_id::text, '_' || language,
            case when price_minor = 0 then '_free' when price_minor < 2000 then '_under20' when price_minor <= 5000 then '_20to50'
                else '_over50' end,
            case when video_seconds < 300 then '_short' when video_seconds < 600 then '_medium' else '_long' end])
$$;
drop index offerings_terms;
drop function offering_terms(tsvector, double precision, uuid, bigint);
create index offerings_terms on offerings
    using gin (offering_terms(search, popularity, category_id, price_minor, rating_milli, language, level, video_seconds, has_free_preview))
    with (fastupdate = off) where status = 'published';
