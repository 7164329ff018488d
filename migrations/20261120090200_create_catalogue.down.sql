drop table wishlist_items, search_words, offerings, captions, media, sellers, categories;
drop function if exists offering_terms;
