"""A database that an earlier viva wrote: the first command that opens it brings it forward, with what follows from its journal."""
import shutil
import sqlite3

import pytest

from conftest import SOURCE, set_path

# What takes the form of today back to form 1: only the journal, the contents, progress and runs are left.
BACK = """
DROP TABLE day;
DROP INDEX entry_of_exercise;
DROP TABLE memory;
DROP TABLE tuning;
DROP INDEX run_of_set;
ALTER TABLE run DROP COLUMN is_review;
DROP INDEX entry_response;
DROP INDEX entry_beside_responses;
CREATE UNIQUE INDEX entry_response ON entry (run, step) WHERE kind IN (2, 3) AND step >= 0;
CREATE INDEX entry_beside_responses ON entry (run) WHERE run IS NOT NULL AND (kind NOT IN (2, 3) OR step < 0);
DELETE FROM setting WHERE name = 'derived';
PRAGMA user_version = 1;
"""

TABLES = ("day", "memory", "progress", "run")


def rows(folder):
    with sqlite3.connect(folder / "data/viva.db") as database:
        return {table: database.execute(f"SELECT * FROM {table} ORDER BY 1, 2, 3").fetchall() for table in TABLES}


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
    assert form(tmp_path) == 3
    after = rows(tmp_path)
    assert after["memory"] == old.before["memory"]
    assert after["progress"] == old.before["progress"]
    assert [run for run in after["run"] if run[6] > 0] == old.before["run"]


def test_it_is_worked_out_once(old, tmp_path):
    old.fine("progress")
    with sqlite3.connect(tmp_path / "data/viva.db") as database:
        database.execute("DELETE FROM memory")
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

