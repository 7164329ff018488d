-- What an order still owes its buyer is asked before an account is deleted.
create index ledger_entries_order on ledger_entries (order_id);
