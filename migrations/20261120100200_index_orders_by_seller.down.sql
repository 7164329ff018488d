drop index orders_seller;
