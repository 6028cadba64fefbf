"""What is kept: by two processes at once, across edits, in every time zone, and in what is exported."""
import json
import shutil
import sqlite3
import subprocess
import hashlib

import pytest

from conftest import VIVA, environment, set_path


@pytest.fixture
def small(viva, tmp_path):
    shutil.copy(set_path("small.md"), tmp_path / "small.md")
    return viva


def progress(viva, name="small.md", **more):
    return json.loads(viva.fine("progress", name, "--json", **more))["sets"][0]


def export(viva):
    return [json.loads(line) for line in viva.fine("export-journal").splitlines()]


# Two processes.

def begin(viva, *words):
    return subprocess.Popen([VIVA, "practice", "small.md", *words], cwd=viva.folder, env=environment(viva.folder),
                            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_two_processes_may_answer_the_same_run_and_each_step_lands_once(small):
    small.fine("practice", "small.md", "--seed", "1", stdin="")
    first, second = begin(small, "--seed", "1"), begin(small, "--seed", "1")
    for child in (first, second):  # both are at the first question before either is done
        assert any(line.startswith("Your answer") for line in iter(child.stdout.readline, ""))
    for child in (first, second):
        child.stdin.write("a\nb\n")
        child.stdin.flush()
    for child in (first, second):
        _, err = child.communicate(timeout=40)
        assert (child.returncode, err) == (0, "")
    steps = [line["step"] for line in export(small) if line.get("kind") == "choice"]
    assert sorted(steps) == [0, 1]


def test_many_processes_may_write_at_once(small):
    small.fine("practice", "small.md", "--seed", "1", stdin="a\n")
    children = [begin(small, "--new", "--seed", str(seed)) for seed in range(2, 12)]
    for child in children:
        child.stdin.write("a\nb\n")
        child.stdin.close()
    for child in children:
        child.stdin = None
        _, err = child.communicate(timeout=50)
        assert (child.returncode, err) == (0, "")
    kinds = [line.get("kind") for line in export(small)]
    assert kinds.count("run") == 11 and kinds.count("choice") == 21
    before = progress(small)
    small.fine("rebuild")
    assert progress(small) == before


def test_processes_that_find_nothing_yet_agree_on_one_learner(small):
    for _ in range(8):  # each time they meet at another moment of making the tables
        children = [begin(small, "--new", "--seed", str(seed)) for seed in range(6)]
        for child in children:
            _, err = child.communicate(input="a\nb\n", timeout=50)
            assert (child.returncode, err) == (0, "")
        learners = {line["learner"] for line in export(small) if "learner" in line}
        assert len(learners) == 1
        shutil.rmtree(small.folder / "data")


def test_a_backup_is_whole_while_another_process_writes(small, tmp_path):
    small.fine("practice", "small.md", "--seed", "1", stdin="a\n")
    child = begin(small, "--new", "--seed", "2")
    child.stdin.write("a\n")
    child.stdin.flush()
    small.fine("backup", "copy.db")
    child.communicate(input="b\n", timeout=40)
    assert sqlite3.connect(tmp_path / "copy.db").execute("pragma integrity_check").fetchone() == ("ok",)


# Edits.

def test_an_edit_between_two_answers_asks_the_run_in_its_old_version(small, tmp_path):
    small.fine("practice", "small.md", "--seed", "1", stdin="a\n")
    path = tmp_path / "small.md"
    path.write_text(path.read_text().replace("What does it cost?", "What does it cost today?"))
    out = small.fine("practice", "small.md", stdin="b\n")
    assert "What does it cost?" in out and "What does it cost today?" not in out
    assert "The set has changed since. This run goes on in the version it was begun with" in out
    out = small.fine("practice", "small.md", stdin="")
    assert "Why does it hold?" in out
    contents = [line["json"]["exercise"]["question"] for line in export(small) if line["line"] == "content"]
    assert ["What does it cost?"] in contents and ["What does it cost today?"] in contents


def test_an_exercise_that_goes_is_shown_elsewhere_and_one_that_comes_is_new(small, tmp_path):
    (tmp_path / "data/sets").mkdir(parents=True)
    text = (tmp_path / "small.md").read_text()
    (tmp_path / "data/sets/small.md").write_text(text)
    small.fine("practice", "small", "--seed", "1", stdin="a\nb\n")
    (tmp_path / "data/sets/small.md").write_text(text.replace("# Exercise: first", "# Exercise: other"))
    shown = json.loads(small.fine("progress", "--json"))
    assert [row["id"] for row in shown["elsewhere"]] == ["test/small/first"]
    assert [(row["id"], row["responses"]) for row in shown["sets"][0]["exercises"]] == [
        ("test/small/other", 0), ("test/small/second", 1)]


def test_a_set_that_is_renamed_twice_keeps_its_progress(small, tmp_path):
    small.fine("practice", "small.md", "--seed", "1", stdin="a\nb\n")
    text = (tmp_path / "small.md").read_text()
    (tmp_path / "third.md").write_text(text.replace("set: small", "set: third\nwas: test/second, test/small"))
    assert progress(small, "third.md")["answered"] == 2


# Time.

def answer_at(viva, moment, **more):
    viva.fine("practice", "small.md", "--new", "--seed", "1", "--now", moment, stdin="a\n", **more)


def times(viva):
    return [line["time"] for line in export(viva) if line.get("kind") == "choice"]


def test_the_time_given_is_kept_with_its_offset(small):
    answer_at(small, "2026-11-22T03:59:59+01:00")
    assert times(small) == ["2026-11-22T03:59:59+01:00"]
    assert progress(small)["exercises"][0]["last_at"] == "2026-11-22T02:59:59Z"


@pytest.mark.parametrize("zone,summer,winter", [("Europe/Berlin", "+02:00", "+01:00"), ("America/New_York", "-04:00", "-05:00"),
                                                ("Asia/Kathmandu", "+05:45", "+05:45")])
def test_a_clock_that_is_put_back_repeats_no_moment(small, zone, summer, winter):
    answer_at(small, "2026-10-25T00:30:00" + summer, TZ=zone)
    answer_at(small, "2026-12-25T00:30:00" + winter, TZ=zone)
    assert times(small) == ["2026-10-25T00:30:00" + summer, "2026-12-25T00:30:00" + winter]


def test_a_clock_that_runs_backwards_loses_nothing(small):
    answer_at(small, "2026-11-22T16:00:00Z")
    answer_at(small, "2020-01-01T00:00:00Z")
    assert progress(small)["exercises"][0]["responses"] == 2
    before = progress(small)
    small.fine("rebuild")
    assert progress(small) == before


def test_without_a_given_time_the_clock_and_its_zone_are_kept(small):
    small.fine("practice", "small.md", "--seed", "1", stdin="a\n", TZ="Asia/Kathmandu")
    assert times(small)[0].endswith("+05:45")


# The export.

def test_the_export_holds_every_entry_and_every_content(small, tmp_path):
    small.fine("practice", "small.md", "--seed", "1", stdin="a 3\nflag\n?\n")
    small.fine("reset", "small.md")
    path = tmp_path / "small.md"
    path.write_text(path.read_text().replace("What does it cost?", "What does it cost today?"))
    small.fine("practice", "small.md", "--new", "--seed", "2", stdin="b 1\n")
    lines = export(small)
    database = sqlite3.connect(tmp_path / "data/viva.db")
    counts = {table: database.execute("select count(*) from " + table).fetchone()[0] for table in ("entry", "content")}
    assert sum(line["line"] == "entry" for line in lines) == counts["entry"]
    assert sum(line["line"] == "content" for line in lines) == counts["content"]
    payloads = [row[0] for row in database.execute("select payload from entry")]
    raw = small.fine("export-journal")
    assert all('"payload":' + payload + "}" in raw for payload in payloads)


def test_the_hash_of_an_exported_content_is_that_of_its_bytes(small):
    small.fine("practice", "small.md", "--seed", "1", stdin="a\n")
    checked = 0
    for line in small.fine("export-journal").splitlines():
        if line.startswith('{"line":"content"'):
            stored = line.split(',"json":', 1)[1][:-1]
            assert hashlib.sha256(stored.encode()).hexdigest() == json.loads(line)["hash"]
            checked += 1
    assert checked == 2


def test_a_content_stands_before_the_first_entry_that_speaks_of_it(small):
    small.fine("practice", "small.md", "--seed", "1", stdin="a\nb\n")
    seen = set()
    for line in export(small):
        if line["line"] == "content":
            assert line["hash"] not in seen
            seen.add(line["hash"])
        elif line["line"] == "entry" and line["content"]:
            assert line["content"] in seen


def test_entries_of_a_later_version_are_exported_as_they_are(small, tmp_path):
    small.fine("practice", "small.md", "--seed", "1", stdin="a\n")
    database = sqlite3.connect(tmp_path / "data/viva.db")
    database.execute("update entry set payload = 'not { json' where kind = 1")
    database.commit()
    database.close()
    payloads = [line["payload"] for line in export(small) if line["line"] == "entry" and line["kind"] == "run"]
    assert payloads == ["not { json"]
    assert "kept, and counted nowhere" in small("rebuild").stderr


# A set that cannot be used.

def test_a_set_with_errors_is_not_practised(viva, tmp_path):
    shutil.copy(set_path("broken.md"), tmp_path / "broken.md")
    done = viva("practice", "broken.md", stdin="a\n")
    assert done.returncode == 3
    assert 'broken.md:36:18: error: unknown point "cots" [unknown-point]\n' in done.stderr
    assert done.stderr.endswith('viva: "broken.md" cannot be used until its errors are mended\n')
    assert not (tmp_path / "data").exists()
