-- One row for what was counted of an exercise and for how it is remembered, since an answer changes both: a page that is written is what an answer costs.

CREATE TABLE exercise (
    learner BLOB NOT NULL CHECK (length(learner) = 16),
    exercise TEXT NOT NULL, -- full id
    skill INTEGER NOT NULL CHECK (skill BETWEEN 1 AND 2), -- enum memory_skill
    -- What was counted, since the last reset: at recognising alone. All of it is NULL where nothing was.
    response_count INTEGER,
    right_count INTEGER,
    dont_know_count INTEGER,
    score_percent_sum INTEGER, -- of all responses
    confident_wrong_count INTEGER, -- wrong, and said to be sure
    took_ms_sum INTEGER, -- where it was measured
    first_at INTEGER, -- seconds since 1970 UTC; 0 without a response
    last_at INTEGER,
    last_score_percent INTEGER CHECK (last_score_percent BETWEEN -1 AND 100), -- -1 without a response
    last_sureness INTEGER CHECK (last_sureness BETWEEN 0 AND 3), -- enum sureness
    is_flagged INTEGER CHECK (is_flagged BETWEEN 0 AND 1),
    last_content BLOB CHECK (length(last_content) = 32), -- of the last response; NULL without one
    -- How it is remembered. All of it is NULL where it is not. It is due from due_day on, and not before due_at.
    stability REAL, -- days; 0 before the first review
    difficulty REAL,
    phase INTEGER CHECK (phase BETWEEN 0 AND 2), -- enum memory_phase
    step INTEGER CHECK (step BETWEEN 0 AND 255), -- how many steps are done
    urgency INTEGER CHECK (urgency BETWEEN 0 AND 2), -- enum memory_urgency
    last_grade INTEGER CHECK (last_grade BETWEEN 0 AND 4), -- enum memory_grade; 0 before the first review
    review_count INTEGER CHECK (review_count BETWEEN 0 AND 2147483647),
    lapse_count INTEGER CHECK (lapse_count BETWEEN 0 AND 2147483647),
    reviewed_at INTEGER, -- seconds since 1970 UTC; 0 before the first review
    reviewed_day INTEGER CHECK (reviewed_day BETWEEN -1000000 AND 3000000), -- local days since 1970-01-01, here and below
    usual_day INTEGER CHECK (usual_day BETWEEN -1000000 AND 3000000), -- when it would be due without a plan
    due_day INTEGER CHECK (due_day BETWEEN -1000000 AND 3000000),
    due_at INTEGER, -- seconds since 1970 UTC; 0 when the day is enough
    PRIMARY KEY (learner, exercise, skill)
) STRICT, WITHOUT ROWID;

INSERT INTO exercise (learner, exercise, skill, response_count, right_count, dont_know_count, score_percent_sum, confident_wrong_count,
    took_ms_sum, first_at, last_at, last_score_percent, last_sureness, is_flagged, last_content)
SELECT learner, exercise, 1, response_count, right_count, dont_know_count, score_percent_sum, confident_wrong_count,
    took_ms_sum, first_at, last_at, last_score_percent, last_sureness, is_flagged, last_content
FROM progress;

INSERT INTO exercise (learner, exercise, skill, stability, difficulty, phase, step, urgency, last_grade, review_count, lapse_count,
    reviewed_at, reviewed_day, usual_day, due_day, due_at)
SELECT learner, exercise, skill, stability, difficulty, phase, step, urgency, last_grade, review_count, lapse_count,
    last_at, last_day, usual_day, due_day, due_at
FROM memory
WHERE true -- or ON would begin a join
ON CONFLICT DO UPDATE SET stability = excluded.stability, difficulty = excluded.difficulty, phase = excluded.phase, step = excluded.step,
    urgency = excluded.urgency, last_grade = excluded.last_grade, review_count = excluded.review_count, lapse_count = excluded.lapse_count,
    reviewed_at = excluded.reviewed_at, reviewed_day = excluded.reviewed_day, usual_day = excluded.usual_day, due_day = excluded.due_day,
    due_at = excluded.due_at;

DROP TABLE progress;
DROP TABLE memory;

-- The first of each urgency is the next that is due.
CREATE INDEX exercise_due ON exercise (learner, urgency, due_day, due_at) WHERE urgency IS NOT NULL;

-- The answers to one exercise are found through the learner's runs: they are looked at seldom, and an index on them cost every answer a page.
DROP INDEX entry_of_exercise;

-- As in form 2. Three kinds in a list are put into a table of their own for each entry that is appended; a range is not.
DROP INDEX entry_response;
DROP INDEX entry_beside_responses;
CREATE UNIQUE INDEX entry_response ON entry (run, step) WHERE kind BETWEEN 2 AND 4 AND step >= 0;
CREATE INDEX entry_beside_responses ON entry (run) WHERE run IS NOT NULL AND (kind NOT BETWEEN 2 AND 4 OR step < 0);

-- The newest run of a set is among the newest of the learner: one index on runs is enough.
DROP INDEX run_of_set;
