-- What was done on each day, and which answers were given to an exercise: so that neither has to be looked for in the whole journal. Days are
-- derived: a database that comes from an earlier form has none of them until its journal was gone through once more.

CREATE TABLE day (
    learner BLOB NOT NULL CHECK (length(learner) = 16),
    day INTEGER NOT NULL CHECK (day BETWEEN -1000000 AND 3000000), -- local days since 1970-01-01
    unsaid_count INTEGER NOT NULL, -- choices, by how sure the learner was
    guess_count INTEGER NOT NULL,
    fairly_count INTEGER NOT NULL,
    sure_count INTEGER NOT NULL,
    unsaid_right_count INTEGER NOT NULL, -- of these
    guess_right_count INTEGER NOT NULL,
    fairly_right_count INTEGER NOT NULL,
    sure_right_count INTEGER NOT NULL,
    dont_know_count INTEGER NOT NULL, -- instead of a choice
    produced_count INTEGER NOT NULL, -- said aloud and ticked
    timed_count INTEGER NOT NULL, -- of all, where the time was measured
    took_ms_sum INTEGER NOT NULL,
    PRIMARY KEY (learner, day)
) STRICT, WITHOUT ROWID;

CREATE INDEX entry_of_exercise ON entry (learner, subject) WHERE kind IN (2, 3, 4);
