drop table rate_buckets, account_links, logins, account_identities, accounts;
