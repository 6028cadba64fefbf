-- Every query of the SQLite backend, by name. src/store/sqlite_query.h lists the names; ?1, ?2, ... are bound in this order.

-- name: begin
BEGIN;

-- name: begin_change
BEGIN IMMEDIATE;

-- name: commit
COMMIT;

-- name: rollback
ROLLBACK;

-- name: change_begin
SAVEPOINT change;

-- name: change_keep
RELEASE change;

-- name: change_undo
ROLLBACK TO change;

-- name: schema_version
PRAGMA user_version;

-- name: entry_append
INSERT INTO entry (kind, step, format, at, offset_minutes, id, learner, device, run, content, subject, payload)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
ON CONFLICT DO NOTHING;

-- name: entry_first_response
SELECT kind, step, format, at, offset_minutes, id, learner, device, run, content, subject, payload
FROM entry
WHERE run = ?1 AND step = ?2 AND kind BETWEEN 2 AND 4 AND step >= 0;

-- name: entry_responses
-- Of the index alone.
SELECT step FROM entry WHERE run = ?1 AND kind BETWEEN 2 AND 4 AND step >= 0 ORDER BY step;

-- name: entry_walk
SELECT kind, step, format, at, offset_minutes, id, learner, device, run, content, subject, payload
FROM entry
ORDER BY position;

-- name: entry_walk_filtered
SELECT kind, step, format, at, offset_minutes, id, learner, device, run, content, subject, payload
FROM entry
WHERE (?1 IS NULL OR learner = ?1) AND (?2 IS NULL OR subject = ?2) AND (?3 IS NULL OR kind = ?3)
ORDER BY position;

-- name: entry_walk_run
SELECT kind, step, format, at, offset_minutes, id, learner, device, run, content, subject, payload
FROM entry
WHERE position IN (
        SELECT position FROM entry WHERE run = ?4 AND kind BETWEEN 2 AND 4 AND step >= 0
        UNION ALL
        SELECT position FROM entry WHERE run = ?4 AND (kind NOT BETWEEN 2 AND 4 OR step < 0))
    AND (?1 IS NULL OR learner = ?1) AND (?2 IS NULL OR subject = ?2) AND (?3 IS NULL OR kind = ?3)
ORDER BY position;

-- name: content_put
INSERT INTO content (hash, json) VALUES (?1, ?2) ON CONFLICT DO NOTHING;

-- name: content_has
SELECT 1 FROM content WHERE hash = ?1;

-- name: content_get
SELECT json FROM content WHERE hash = ?1;

-- name: content_walk
SELECT hash, json FROM content;

-- name: exercise_put
INSERT INTO exercise (learner, exercise, skill, response_count, right_count, dont_know_count, score_percent_sum,
    confident_wrong_count, took_ms_sum, first_at, last_at, last_score_percent, last_sureness, is_flagged, last_content,
    stability, difficulty, phase, step, urgency, last_grade, review_count, lapse_count, reviewed_at, reviewed_day,
    usual_day, due_day, due_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24,
    ?25, ?26, ?27, ?28)
ON CONFLICT DO UPDATE SET response_count = ?4, right_count = ?5, dont_know_count = ?6, score_percent_sum = ?7,
    confident_wrong_count = ?8, took_ms_sum = ?9, first_at = ?10, last_at = ?11, last_score_percent = ?12,
    last_sureness = ?13, is_flagged = ?14, last_content = ?15, stability = ?16, difficulty = ?17, phase = ?18,
    step = ?19, urgency = ?20, last_grade = ?21, review_count = ?22, lapse_count = ?23, reviewed_at = ?24,
    reviewed_day = ?25, usual_day = ?26, due_day = ?27, due_at = ?28;

-- name: exercise_get
SELECT learner, exercise, skill, response_count, right_count, dont_know_count, score_percent_sum, confident_wrong_count,
    took_ms_sum, first_at, last_at, last_score_percent, last_sureness, is_flagged, last_content, stability, difficulty,
    phase, step, urgency, last_grade, review_count, lapse_count, reviewed_at, reviewed_day, usual_day, due_day, due_at
FROM exercise
WHERE learner = ?1 AND exercise = ?2 AND skill = ?3;

-- name: exercise_remove
DELETE FROM exercise WHERE learner = ?1 AND exercise = ?2 AND skill = ?3;

-- name: exercise_walk
SELECT learner, exercise, skill, response_count, right_count, dont_know_count, score_percent_sum, confident_wrong_count,
    took_ms_sum, first_at, last_at, last_score_percent, last_sureness, is_flagged, last_content, stability, difficulty,
    phase, step, urgency, last_grade, review_count, lapse_count, reviewed_at, reviewed_day, usual_day, due_day, due_at
FROM exercise
WHERE learner = ?1 AND exercise >= ?2
ORDER BY exercise, skill;

-- name: run_put
-- What an answer changes stands in no index. When the rest differs too nothing is done, and run_replace is used.
INSERT INTO run (run, learner, set_id, begun_at, last_at, step_count, response_count, right_count, is_closed, is_review)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
ON CONFLICT DO UPDATE SET last_at = ?5, step_count = ?6, response_count = ?7, right_count = ?8, is_closed = ?9
WHERE learner = ?2 AND set_id = ?3 AND begun_at = ?4 AND is_review = ?10;

-- name: run_replace
INSERT OR REPLACE INTO run (run, learner, set_id, begun_at, last_at, step_count, response_count, right_count, is_closed, is_review)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10);

-- name: run_get
SELECT run, learner, set_id, begun_at, last_at, step_count, response_count, right_count, is_closed, is_review
FROM run
WHERE run = ?1;

-- name: run_newest
SELECT run, learner, set_id, begun_at, last_at, step_count, response_count, right_count, is_closed, is_review
FROM run
WHERE learner = ?1 AND set_id = ?2 AND is_review = 0
ORDER BY begun_at DESC, run DESC
LIMIT 1;

-- name: run_walk
SELECT run, learner, set_id, begun_at, last_at, step_count, response_count, right_count, is_closed, is_review
FROM run
WHERE learner = ?1
ORDER BY begun_at DESC, run DESC;

-- name: memory_due
-- In the order of the index, which ends where what is due ends.
SELECT learner, exercise, skill, response_count, right_count, dont_know_count, score_percent_sum, confident_wrong_count,
    took_ms_sum, first_at, last_at, last_score_percent, last_sureness, is_flagged, last_content, stability, difficulty,
    phase, step, urgency, last_grade, review_count, lapse_count, reviewed_at, reviewed_day, usual_day, due_day, due_at
FROM exercise
WHERE learner = ?1 AND urgency = ?2 AND (due_day, due_at) <= (?3, ?4)
ORDER BY due_day, due_at, exercise, skill
LIMIT ?5;

-- name: memory_coming
SELECT learner, exercise, skill, response_count, right_count, dont_know_count, score_percent_sum, confident_wrong_count,
    took_ms_sum, first_at, last_at, last_score_percent, last_sureness, is_flagged, last_content, stability, difficulty,
    phase, step, urgency, last_grade, review_count, lapse_count, reviewed_at, reviewed_day, usual_day, due_day, due_at
FROM exercise
WHERE learner = ?1 AND urgency = ?2 AND (due_day, due_at) > (?3, ?4)
ORDER BY due_day, due_at, exercise, skill
LIMIT 1;

-- name: memory_count
-- Of the index alone, and no more of it than there is to count: all, what is due by a moment, and what is due later that day.
SELECT
    (SELECT count(*) FROM (SELECT 1 FROM exercise WHERE learner = ?1 AND urgency IS NOT NULL LIMIT ?4)),
    (SELECT count(*) FROM (
        SELECT 1 FROM exercise WHERE learner = ?1 AND urgency = 0 AND (due_day, due_at) <= (?2, ?3)
        UNION ALL SELECT 1 FROM exercise WHERE learner = ?1 AND urgency = 1 AND (due_day, due_at) <= (?2, ?3)
        UNION ALL SELECT 1 FROM exercise WHERE learner = ?1 AND urgency = 2 AND (due_day, due_at) <= (?2, ?3)
        LIMIT ?4)),
    (SELECT count(*) FROM (
        SELECT 1 FROM exercise WHERE learner = ?1 AND urgency = 0 AND due_day = ?2 AND due_at > ?3
        UNION ALL SELECT 1 FROM exercise WHERE learner = ?1 AND urgency = 1 AND due_day = ?2 AND due_at > ?3
        UNION ALL SELECT 1 FROM exercise WHERE learner = ?1 AND urgency = 2 AND due_day = ?2 AND due_at > ?3
        LIMIT ?4));

-- name: tuning_put
INSERT INTO tuning (learner, interview_day, made_day, sets, parameters)
VALUES (?1, ?2, ?3, ?4, ?5)
ON CONFLICT DO UPDATE SET interview_day = ?2, made_day = ?3, sets = ?4, parameters = ?5;

-- name: tuning_get
SELECT interview_day, made_day, sets, parameters FROM tuning WHERE learner = ?1;

-- name: exercise_clear
DELETE FROM exercise;

-- name: run_clear
DELETE FROM run;

-- name: day_put
INSERT INTO day (learner, day, unsaid_count, guess_count, fairly_count, sure_count, unsaid_right_count, guess_right_count,
    fairly_right_count, sure_right_count, dont_know_count, produced_count, timed_count, took_ms_sum)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
ON CONFLICT DO UPDATE SET unsaid_count = ?3, guess_count = ?4, fairly_count = ?5, sure_count = ?6, unsaid_right_count = ?7,
    guess_right_count = ?8, fairly_right_count = ?9, sure_right_count = ?10, dont_know_count = ?11, produced_count = ?12,
    timed_count = ?13, took_ms_sum = ?14;

-- name: day_get
SELECT learner, day, unsaid_count, guess_count, fairly_count, sure_count, unsaid_right_count, guess_right_count,
    fairly_right_count, sure_right_count, dont_know_count, produced_count, timed_count, took_ms_sum
FROM day
WHERE learner = ?1 AND day = ?2;

-- name: day_walk
SELECT learner, day, unsaid_count, guess_count, fairly_count, sure_count, unsaid_right_count, guess_right_count,
    fairly_right_count, sure_right_count, dont_know_count, produced_count, timed_count, took_ms_sum
FROM day
WHERE learner = ?1
ORDER BY day;

-- name: day_clear
DELETE FROM day;

-- name: tuning_clear
DELETE FROM tuning;

-- name: setting_get
SELECT value FROM setting WHERE name = ?1;

-- name: setting_put
INSERT INTO setting (name, value) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = ?2;

-- name: entry_clear
DELETE FROM entry;

-- name: content_clear
DELETE FROM content;

-- name: setting_clear
DELETE FROM setting;

-- name: application_id
PRAGMA application_id;

-- name: schema_rows
SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name;

-- name: integrity
PRAGMA integrity_check(1);

-- Every text that is neither an entry's nor a content's, by the tables of the forms that have them.

-- name: texts_run
SELECT set_id FROM run;

-- name: texts_setting
SELECT name FROM setting UNION ALL SELECT value FROM setting;

-- name: texts_progress
SELECT exercise FROM progress;

-- name: texts_memory
SELECT exercise FROM memory;

-- name: texts_tuning
SELECT sets FROM tuning;

-- name: texts_exercise
SELECT exercise FROM exercise;
