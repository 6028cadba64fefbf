-- What is remembered, when it comes back, and what a learner prepares for. All of it is derived: a database that comes from form 1 has none of it
-- until its journal was gone through once more.

-- Self-marks (4) take the place of the first response to a step, like a choice (2) and a text (3).
DROP INDEX entry_response;
DROP INDEX entry_beside_responses;
CREATE UNIQUE INDEX entry_response ON entry (run, step) WHERE kind IN (2, 3, 4) AND step >= 0;
CREATE INDEX entry_beside_responses ON entry (run) WHERE run IS NOT NULL AND (kind NOT IN (2, 3, 4) OR step < 0);

-- A review is a run of one step that was due: it is never gone on with as a practice of its set.
ALTER TABLE run ADD COLUMN is_review INTEGER NOT NULL DEFAULT 0 CHECK (is_review BETWEEN 0 AND 1);
CREATE INDEX run_of_set ON run (learner, set_id, begun_at, run) WHERE is_review = 0;

-- Derived: one exercise in one way, as it is remembered. It is due from due_day on, and not before due_at.
CREATE TABLE memory (
    learner BLOB NOT NULL CHECK (length(learner) = 16),
    exercise TEXT NOT NULL, -- full id
    skill INTEGER NOT NULL CHECK (skill BETWEEN 1 AND 2), -- enum memory_skill
    stability REAL NOT NULL, -- days; 0 before the first review
    difficulty REAL NOT NULL,
    phase INTEGER NOT NULL CHECK (phase BETWEEN 0 AND 2), -- enum memory_phase
    step INTEGER NOT NULL CHECK (step BETWEEN 0 AND 255), -- how many steps are done
    urgency INTEGER NOT NULL CHECK (urgency BETWEEN 0 AND 2), -- enum memory_urgency
    last_grade INTEGER NOT NULL CHECK (last_grade BETWEEN 0 AND 4), -- enum memory_grade; 0 before the first review
    review_count INTEGER NOT NULL CHECK (review_count BETWEEN 0 AND 2147483647),
    lapse_count INTEGER NOT NULL CHECK (lapse_count BETWEEN 0 AND 2147483647),
    last_at INTEGER NOT NULL, -- seconds since 1970 UTC; 0 before the first review
    last_day INTEGER NOT NULL CHECK (last_day BETWEEN -1000000 AND 3000000), -- local days since 1970-01-01, here and below
    usual_day INTEGER NOT NULL CHECK (usual_day BETWEEN -1000000 AND 3000000), -- when it would be due without a plan
    due_day INTEGER NOT NULL CHECK (due_day BETWEEN -1000000 AND 3000000),
    due_at INTEGER NOT NULL, -- seconds since 1970 UTC; 0 when the day is enough
    PRIMARY KEY (learner, exercise, skill)
) STRICT, WITHOUT ROWID;

-- The first of each urgency is the next that is due.
CREATE INDEX memory_due ON memory (learner, urgency, due_day, due_at);

-- Derived: the plan and the parameters that hold now.
CREATE TABLE tuning (
    learner BLOB PRIMARY KEY NOT NULL CHECK (length(learner) = 16),
    interview_day INTEGER CHECK (interview_day BETWEEN -1000000 AND 3000000), -- NULL: no interview is ahead
    made_day INTEGER NOT NULL CHECK (made_day BETWEEN -1000000 AND 3000000), -- when the plan was made
    sets TEXT NOT NULL, -- full ids, one a line
    parameters BLOB CHECK (length(parameters) = 168) -- 21 doubles, the lowest byte first; NULL: those of all
) STRICT, WITHOUT ROWID;
