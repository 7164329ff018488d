comment on column lesson_progress.last_beat_at is null;
comment on column lesson_progress.opened_at is null;
drop table learning_clocks;
