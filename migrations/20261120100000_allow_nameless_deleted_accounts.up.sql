-- Who has left has no name; pages say so in their reader's language.
alter table accounts
    drop constraint accounts_display_name_check,
    add constraint accounts_display_name_check check (length(display_name) <= 80 and (display_name <> '' or status = 'deleted'));
update accounts set display_name = '', locale = 'en' where status = 'deleted';
comment on column accounts.display_name is 'Empty exactly for deleted accounts';
