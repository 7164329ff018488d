drop table live_class_dates;
drop table live_classes;
