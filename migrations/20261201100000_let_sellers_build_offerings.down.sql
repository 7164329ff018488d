drop table offering_review_history;
drop table offering_price_history;
drop table offering_faqs;
drop index offerings_cover;
drop index offerings_desk;
comment on column offerings.price_minor is null;
comment on column offerings.title_en is null;
alter table offerings drop constraint offerings_id_kind, drop constraint offerings_tags_most, drop constraint offerings_archived,
    drop constraint offerings_titled, drop column archived_at, drop column decided_at, drop column submitted_at,
    drop column review_note, drop column cover_id, drop column step_versions, drop column version;
