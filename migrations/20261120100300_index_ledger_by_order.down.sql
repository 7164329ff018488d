drop index ledger_entries_order;
