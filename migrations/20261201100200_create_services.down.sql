drop table service_questions;
drop table service_extras;
drop table service_packages;
drop table services;
