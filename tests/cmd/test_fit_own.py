"""viva fit: parameters of one's own, from one's own answers, used only when they predict better."""
import datetime
import json
import random
import re
import shutil
import sqlite3

import pytest

from conftest import set_path

FIRST_DAY = datetime.datetime(2026, 1, 5, 12)
SEEDS = 4


def moment(days):
    return (FIRST_DAY + datetime.timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%SZ")


def practise(viva, seed, day, answers, *options):
    return viva.fine("practice", "small", "--new", "--seed", str(seed), "--now", moment(day), *options, stdin=answers)


@pytest.fixture
def forgetful(viva, tmp_path):
    """Somebody who knows what was asked yesterday, and has forgotten it the day after: the parameters of everybody know no such people."""
    (tmp_path / "data/sets").mkdir(parents=True)
    shutil.copytree(tmp_path / "data", tmp_path / "scratch")
    for folder in ("data", "scratch"):
        (tmp_path / folder / "sets").mkdir(exist_ok=True)
        shutil.copy(set_path("small.md"), tmp_path / folder / "sets/small.md")
    best = [re.findall(r"The best answer is ([A-D])", practise(viva, seed, 0, "?\n?\n", "--data", "scratch")) for seed in range(SEEDS)]
    assert all(len(letters) == 2 for letters in best)
    chance, day = random.Random(7), 0
    for number in range(60):
        gap = chance.choice([1, 1, 2, 3, 5])
        day += gap
        answers = [f"{letter.lower()} 2\n" if gap == 1 else "?\n" for letter in best[number % SEEDS]]
        practise(viva, number % SEEDS, day, "".join(answers))
    viva.last_day = day
    return viva


def fit(viva, *options):
    return json.loads(viva.fine("fit", "--json", "--now", moment(viva.last_day + 1), *options))


def memories(folder):
    with sqlite3.connect(folder / "data/viva.db") as database:
        return database.execute("SELECT * FROM exercise WHERE urgency IS NOT NULL ORDER BY 1, 2, 3").fetchall()


def test_before_anything_was_answered_it_says_so(viva):
    said = viva.fine("fit")
    assert "No review can be predicted" in said
    assert "The current parameters stay." in said


def test_few_answers_change_nothing(viva, tmp_path):
    (tmp_path / "data/sets").mkdir(parents=True)
    shutil.copy(set_path("small.md"), tmp_path / "data/sets/small.md")
    for day in range(4):
        practise(viva, 1, day, "?\n?\n")
    viva.last_day = 4
    assert fit(viva)["verdict"] == "too-few"


def test_parameters_that_predict_better_are_used_from_then_on(forgetful, tmp_path):
    before = memories(tmp_path)
    found = fit(forgetful)
    assert found["verdict"] == "replaces"
    assert found["held_back"]["fitted"]["log_loss"] < found["held_back"]["current"]["log_loss"]
    after = memories(tmp_path)
    assert [row[:3] for row in after] == [row[:3] for row in before]
    assert after != before
    again = fit(forgetful, "--dry-run")
    assert again["current"] == pytest.approx(found["fitted"], abs=1e-6)


def test_a_rebuild_gives_the_same_memories(forgetful, tmp_path):
    fit(forgetful)
    live = memories(tmp_path)
    forgetful.fine("rebuild")
    assert memories(tmp_path) == live


def test_a_dry_run_changes_nothing(forgetful, tmp_path):
    before, journal = memories(tmp_path), forgetful.fine("export-journal")
    assert fit(forgetful, "--dry-run")["verdict"] == "replaces"
    assert memories(tmp_path) == before
    assert forgetful.fine("export-journal") == journal


def test_pooled_parameters_are_those_of_all_learners_and_change_nothing(forgetful, tmp_path):
    before, own = memories(tmp_path), fit(forgetful, "--dry-run")
    assert fit(forgetful, "--pooled")["fitted"] == own["fitted"]
    with sqlite3.connect(tmp_path / "data/viva.db") as database:  # half of the answers are somebody else's
        database.execute("UPDATE entry SET learner = x'0193000000007000800000000000beef' WHERE position % 4 < 2 AND kind = 2")
    pooled = fit(forgetful, "--pooled")
    assert pooled["reviews"] == own["reviews"]
    assert pooled["cards"] == 2 * own["cards"]
    assert memories(tmp_path) == before


def test_they_can_be_given_up_again(forgetful, tmp_path):
    before = memories(tmp_path)
    fit(forgetful)
    done = forgetful("fit", "--defaults", "--now", moment(forgetful.last_day + 2))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "viva: from now on, the parameters of everybody are used\n")
    assert memories(tmp_path) == before


def test_what_was_reset_is_a_memory_anew(forgetful):
    known = fit(forgetful, "--dry-run")["cards"]
    forgetful.fine("reset", "small")
    practise(forgetful, 1, forgetful.last_day + 1, "?\n?\n")
    assert fit(forgetful, "--dry-run")["cards"] == known + 2


@pytest.mark.parametrize("words, said", [
    (["--csv", "x.csv", "--dry-run"], "--dry-run, --defaults and --pooled are about answers in this database; leave them out with --csv"),
    (["--csv", "x.csv", "--defaults"], "--dry-run, --defaults and --pooled are about answers in this database; leave them out with --csv"),
    (["--offset", "+01:00"], "--offset is about the times of a log; name it with --csv FILE"),
])
def test_options_of_the_one_are_refused_with_the_other(viva, words, said):
    done = viva("fit", *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("viva: " + said + "\n")
