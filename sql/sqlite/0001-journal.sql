-- The first form of the database: the journal, which is the truth, the contents it speaks of, and what is derived from both.
--
-- A migration that was released is never edited: what it made stands in people's databases, and a restored one is held against it to the letter.

CREATE TABLE entry (
    position INTEGER PRIMARY KEY, -- the order of the journal
    kind INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 255), -- enum entry_kind
    step INTEGER NOT NULL CHECK (step BETWEEN -1 AND 2147483647), -- within the run; -1 for none
    format INTEGER NOT NULL CHECK (format BETWEEN 1 AND 2147483647), -- of the payload
    at INTEGER NOT NULL, -- seconds since 1970 UTC
    offset_minutes INTEGER NOT NULL CHECK (offset_minutes BETWEEN -1080 AND 1080), -- local time minus UTC
    id BLOB NOT NULL CHECK (length(id) = 16), -- uuid, version 7
    learner BLOB NOT NULL CHECK (length(learner) = 16),
    device BLOB NOT NULL CHECK (length(device) = 16),
    run BLOB CHECK (length(run) = 16), -- NULL for none
    content BLOB CHECK (length(content) = 32), -- SHA-256 of a content; NULL for none
    subject TEXT NOT NULL, -- full id of an exercise or a set; may be empty
    payload TEXT NOT NULL -- JSON, by kind and format
) STRICT;

CREATE UNIQUE INDEX entry_id ON entry (id);

-- One first response to each step of a run (2: a choice, 3: a text). Together with the next one it also finds all entries of a run.
CREATE UNIQUE INDEX entry_response ON entry (run, step) WHERE kind IN (2, 3) AND step >= 0;
CREATE INDEX entry_beside_responses ON entry (run) WHERE run IS NOT NULL AND (kind NOT IN (2, 3) OR step < 0);

CREATE TABLE content (
    hash BLOB NOT NULL CHECK (length(hash) = 32), -- SHA-256 of json
    json TEXT NOT NULL -- the canonical form of one version of an exercise
) STRICT;

CREATE UNIQUE INDEX content_hash ON content (hash);

-- Derived: all of one learner's dealings with one exercise, since the last reset.
CREATE TABLE progress (
    learner BLOB NOT NULL CHECK (length(learner) = 16),
    exercise TEXT NOT NULL, -- full id
    response_count INTEGER NOT NULL,
    right_count INTEGER NOT NULL,
    dont_know_count INTEGER NOT NULL,
    score_percent_sum INTEGER NOT NULL, -- of all responses
    confident_wrong_count INTEGER NOT NULL, -- wrong, and said to be sure
    took_ms_sum INTEGER NOT NULL, -- where it was measured
    first_at INTEGER NOT NULL, -- seconds since 1970 UTC; 0 without a response
    last_at INTEGER NOT NULL,
    last_score_percent INTEGER NOT NULL CHECK (last_score_percent BETWEEN -1 AND 100), -- -1 without a response
    last_sureness INTEGER NOT NULL CHECK (last_sureness BETWEEN 0 AND 3), -- enum sureness
    is_flagged INTEGER NOT NULL CHECK (is_flagged BETWEEN 0 AND 1),
    last_content BLOB CHECK (length(last_content) = 32), -- of the last response; NULL without one
    PRIMARY KEY (learner, exercise)
) STRICT, WITHOUT ROWID;

-- Derived: how far each run has come.
CREATE TABLE run (
    run BLOB PRIMARY KEY NOT NULL CHECK (length(run) = 16), -- uuid, version 7
    learner BLOB NOT NULL CHECK (length(learner) = 16),
    set_id TEXT NOT NULL, -- full id
    begun_at INTEGER NOT NULL, -- seconds since 1970 UTC
    last_at INTEGER NOT NULL,
    step_count INTEGER NOT NULL CHECK (step_count BETWEEN 0 AND 2147483647),
    response_count INTEGER NOT NULL CHECK (response_count BETWEEN 0 AND 2147483647),
    right_count INTEGER NOT NULL CHECK (right_count BETWEEN 0 AND 2147483647),
    is_closed INTEGER NOT NULL CHECK (is_closed BETWEEN 0 AND 1) -- its set was reset since
) STRICT, WITHOUT ROWID;

CREATE INDEX run_of_learner ON run (learner, begun_at, run);

-- Neither of the journal nor derived from it: the local learner and device.
CREATE TABLE setting (
    name TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
