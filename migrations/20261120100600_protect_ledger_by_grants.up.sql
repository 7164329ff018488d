-- The ledger is append-only by rights as well, for its owner too, who is the application. Foreign keys lock the entry that a line
-- belongs to, and Postgres asks for the right to update some column for that: it is given for the identity, which nothing can set.
revoke update, delete, truncate on ledger_entries, ledger_lines from public, current_user;
grant update (id) on ledger_entries to current_user;
