drop table mails, events;
