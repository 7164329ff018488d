drop table ledger_lines, ledger_entries, ledger_accounts, reconciliation_runs, reconciliation_breaks, provider_events, refunds, payments, order_events, orders;
drop function ledger_check_balance, ledger_refuse_change;
drop sequence order_numbers;
