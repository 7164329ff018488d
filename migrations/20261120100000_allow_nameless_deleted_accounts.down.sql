comment on column accounts.display_name is null;
update accounts set display_name = 'Deleted account' where display_name = '';
alter table accounts
    drop constraint accounts_display_name_check,
    add constraint accounts_display_name_check check (length(display_name) between 1 and 80);
