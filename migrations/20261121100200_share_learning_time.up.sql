-- What a learner watches is paid with time that really passed, once for the whole account: lessons, tabs and devices share it.
create table learning_clocks (
    account_id uuid primary key references accounts (id) on delete cascade,
    used_until timestamptz not null
);
comment on table learning_clocks is 'Up to which moment the time of a learner is used up by what was watched';
comment on column lesson_progress.opened_at is 'When the lesson was first opened; no time before that counts for it';
comment on column lesson_progress.last_beat_at is 'When the learner was at last_position_ms, as far as the player told';
