revoke update (id) on ledger_entries from current_user;
grant update, delete, truncate on ledger_entries, ledger_lines to current_user;
