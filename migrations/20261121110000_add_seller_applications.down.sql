alter table sellers drop column photo_id, drop column closed_from, drop column closed_until;
drop table seller_application_history;
drop table seller_application_documents;
drop table seller_applications;
