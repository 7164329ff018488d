drop table reviews, player_settings, lesson_notes, lesson_progress, enrolments, lessons, course_sections;
