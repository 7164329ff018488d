-- What of a seller's sales is still open is asked before an account is deleted.
create index orders_seller on orders (seller_id, created_at desc);
