"""A database that an earlier viva wrote: the first command that opens it brings it forward, with what follows from its journal."""
import shutil
import sqlite3

import pytest

from conftest import SOURCE, set_path

# What takes the form of today back to form 1: only the journal, the contents, progress and runs are left.
BACK = """
DROP TABLE day;
CREATE TABLE progress (
    learner BLOB NOT NULL CHECK (length(learner) = 16),
    exercise TEXT NOT NULL,
    response_count INTEGER NOT NULL,
    right_count INTEGER NOT NULL,
    dont_know_count INTEGER NOT NULL,
    score_percent_sum INTEGER NOT NULL,
    confident_wrong_count INTEGER NOT NULL,
    took_ms_sum INTEGER NOT NULL,
    first_at INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    last_score_percent INTEGER NOT NULL CHECK (last_score_percent BETWEEN -1 AND 100),
    last_sureness INTEGER NOT NULL CHECK (last_sureness BETWEEN 0 AND 3),
    is_flagged INTEGER NOT NULL CHECK (is_flagged BETWEEN 0 AND 1),
    last_content BLOB CHECK (length(last_content) = 32),
    PRIMARY KEY (learner, exercise)
) STRICT, WITHOUT ROWID;
INSERT INTO progress
SELECT learner, exercise, response_count, right_count, dont_know_count, score_percent_sum, confident_wrong_count, took_ms_sum, first_at,
    last_at, last_score_percent, last_sureness, is_flagged, last_content
FROM exercise WHERE response_count IS NOT NULL;
DROP TABLE exercise;
DROP TABLE tuning;
ALTER TABLE run DROP COLUMN is_review;
DROP INDEX entry_response;
DROP INDEX entry_beside_responses;
CREATE UNIQUE INDEX entry_response ON entry (run, step) WHERE kind IN (2, 3) AND step >= 0;
CREATE INDEX entry_beside_responses ON entry (run) WHERE run IS NOT NULL AND (kind NOT IN (2, 3) OR step < 0);
DELETE FROM setting WHERE name = 'derived';
PRAGMA user_version = 1;
"""

# What is derived, by what it is about.
ROWS = {"day": "day", "memory": "exercise WHERE urgency IS NOT NULL", "progress": "exercise WHERE response_count IS NOT NULL", "run": "run"}


def rows(folder):
    with sqlite3.connect(folder / "data/viva.db") as database:
        return {name: database.execute(f"SELECT * FROM {table} ORDER BY 1, 2, 3").fetchall() for name, table in ROWS.items()}


@pytest.fixture
def old(viva, tmp_path):
    """Rows as they are, in a database that is then what an earlier viva would have left."""
    shutil.copy(set_path("small.md"), tmp_path / "small.md")
    viva.fine("practice", "small.md", "--seed", "1", "--now", "2026-11-22T10:00:00Z", stdin="a 3\nb 3\n")
    viva.before = rows(tmp_path)
    assert len(viva.before["memory"]) >= 2
    database = sqlite3.connect(tmp_path / "data/viva.db")
    database.executescript(BACK)
    database.close()
    return viva


def form(folder):
    with sqlite3.connect(folder / "data/viva.db") as database:
        return database.execute("PRAGMA user_version").fetchone()[0]


@pytest.mark.parametrize("words", [("progress",), ("practice", "small.md", "--seed", "2"), ("export-journal",)], ids=lambda words: words[0])
def test_whatever_opens_it_first_works_out_what_is_remembered(old, tmp_path, words):
    assert form(tmp_path) == 1
    old.fine(*words)
    assert form(tmp_path) == 4
    after = rows(tmp_path)
    assert after["memory"] == old.before["memory"]
    assert after["progress"] == old.before["progress"]
    assert [run for run in after["run"] if run[6] > 0] == old.before["run"]


def test_it_is_worked_out_once(old, tmp_path):
    old.fine("progress")
    with sqlite3.connect(tmp_path / "data/viva.db") as database:
        database.execute("DELETE FROM exercise")
    old.fine("progress")
    assert rows(tmp_path)["memory"] == []
    old.fine("rebuild")
    assert rows(tmp_path)["memory"] == old.before["memory"]


def test_what_it_takes_back_is_form_1_to_the_letter(old, tmp_path):
    old.fine("progress", "--data", str(tmp_path / "other"))  # nothing is there
    with sqlite3.connect(":memory:") as model, open(SOURCE + "/sql/sqlite/0001-journal.sql", encoding="utf-8") as sql:
        model.executescript(sql.read())
        names = model.execute("SELECT type, name FROM sqlite_schema ORDER BY name").fetchall()
    with sqlite3.connect(tmp_path / "data/viva.db") as database:
        assert database.execute("SELECT type, name FROM sqlite_schema ORDER BY name").fetchall() == names

