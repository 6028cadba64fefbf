"""Installed sets: what was answered survives every change of them, and a change that is cut short leaves the old or the new."""
import json
import os
import random
import shutil
import signal
import subprocess
import threading
import time

import pytest

from conftest import VIVA, environment, in_namespace, set_path

with open(set_path("small.md"), encoding="utf-8") as file:
    SMALL = file.read()

NOW = ["--now", "2026-11-22T16:00:00Z"]


def small(name):
    return SMALL.replace("set: small", "set: " + name)


@pytest.fixture
def shared(viva, tmp_path):
    """A folder with a set, installed."""
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared/small.md").write_text(SMALL)
    viva.fine("set", "add", "shared", *NOW)
    return tmp_path / "shared"


def listed(viva):
    return json.loads(viva.fine("set", "list", "--json"))["sources"]


def progress(viva, name):
    shown = json.loads(viva.fine("progress", name, "--json"))["sets"][0]
    return {row["id"]: row["responses"] for row in shown["exercises"]}


# Progress.

def test_progress_survives_an_update_that_renames_an_exercise_and_the_set(viva, shared):
    viva.fine("practice", "small", "--seed", "1", stdin="a\n")
    answered = [name for name, count in progress(viva, "small").items() if count == 1]
    assert len(answered) == 1
    text = SMALL.replace("set: small", "set: large\nwas: test/small").replace("# Exercise: first", "# Exercise: reason")
    text = text.replace("Why it holds\n", "Why it holds\n\n- was: first\n").replace("What does it cost?", "What does it cost today?")
    (shared / "small.md").write_text(text)
    assert "was test/small; changed: second; renamed: reason (was first)" in " ".join(viva.fine("set", "update", "small").split())

    # The run that was open goes on in the version it was begun with, and ends.
    out = viva.fine("practice", "large", stdin="b\n")
    assert "1 / 2 completed" in out and "2 / 2 completed" in out
    assert "The set has changed since." in out and "cost today" not in out
    assert progress(viva, "large") == {"test/large/reason": 1, "test/large/second": 1}
    assert "What does it cost today?" in viva.fine("practice", "large", "--seed", "1", stdin="a\na\n")
    before = progress(viva, "large")
    assert before == {"test/large/reason": 2, "test/large/second": 2}
    viva.fine("rebuild")
    assert progress(viva, "large") == before
    assert json.loads(viva.fine("progress", "--json"))["elsewhere"] == []


def test_a_removal_keeps_what_was_answered_and_adding_again_brings_it_back(viva, shared):
    viva.fine("practice", "small", "--seed", "1", stdin="a\n")
    viva.fine("set", "remove", "small")
    assert [row["responses"] for row in json.loads(viva.fine("progress", "--json"))["elsewhere"]] == [1]
    assert viva("practice", "small", stdin="b\n").returncode == 3
    viva.fine("set", "add", "shared")
    assert "2 / 2 completed" in viva.fine("practice", "small", stdin="b\n")
    assert sum(progress(viva, "small").values()) == 2


def test_two_authors_may_have_a_set_of_the_same_name_and_each_keeps_its_own_progress(viva, tmp_path):
    for author in ("kim", "robin"):
        (tmp_path / (author + ".md")).write_text(SMALL.replace("namespace: test", "namespace: " + author))
        viva.fine("set", "add", author + ".md")
    viva.fine("practice", "kim/small", "--seed", "1", stdin="a\na\n")
    assert sum(progress(viva, "kim/small").values()) == 2
    assert sum(progress(viva, "robin/small").values()) == 0


def test_an_installed_set_needs_its_source_no_more(viva, shared):
    os.rename(shared, str(shared) + "-gone")
    assert "1 / 2 completed" in viva.fine("practice", "small", "--seed", "1", stdin="a\n")
    assert "A small set" in viva.fine("show", "small")


# Several at once, and changes that are cut short.

def test_several_may_be_added_at_once_and_all_of_them_are_there(viva, tmp_path):
    for number in range(8):
        (tmp_path / ("set%d.md" % number)).write_text(small("set%d" % number))
    children = [subprocess.Popen([VIVA, "set", "add", "set%d.md" % number], cwd=tmp_path, env=environment(tmp_path),
                                 stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for number in range(8)]
    for child in children:
        assert (child.communicate(timeout=50)[1], child.returncode) == ("", 0)
    assert sorted(source["sets"][0]["id"] for source in listed(viva)) == ["test/set%d" % number for number in range(8)]


def state(viva):
    """What is installed now, every set of it read."""
    (source,) = listed(viva)
    files = {item["file"]: item["hash"] for item in source["sets"]}
    assert viva.fine("check", *(item["id"] for item in source["sets"])).endswith("nothing to complain about\n")
    return files


def test_a_kill_at_any_moment_leaves_the_old_or_the_new(viva, shared):
    versions = []
    for version in range(2):
        for number in range(12):
            text = small("set%d" % number) if number else SMALL
            (shared / ("set%d.md" % number)).write_text(text.replace("Two questions", "Two questions of version %d" % version))
        if version == 0:
            (shared / "small.md").unlink()
        began = time.monotonic()
        viva.fine("set", "update")
        took = time.monotonic() - began
        versions.append(state(viva))
    chance, seen = random.Random(20261122), set()
    for kill in range(200):
        wanted = kill % 2
        for path in shared.iterdir():
            path.write_text(path.read_text().replace("of version %d" % (1 - wanted), "of version %d" % wanted))
        child = subprocess.Popen([VIVA, "set", "update"], cwd=viva.folder, env=environment(viva.folder), stdout=subprocess.DEVNULL,
                                 stderr=subprocess.PIPE)
        time.sleep(chance.uniform(0, 1.2 * took))
        child.send_signal(signal.SIGKILL)
        child.communicate()
        now = state(viva)
        assert now in versions
        seen.add((child.returncode, now == versions[wanted]))
        if kill >= 30 and {(-signal.SIGKILL, False), (0, True)} <= seen:
            break
    assert (-signal.SIGKILL, False) in seen, "it was never killed in time: the test proves nothing"
    (shared / "set1.md").write_text(small("set1"))
    viva.fine("set", "update")
    kept = [name for name in os.listdir(viva.folder / "data/installed") if name != "index.json"]
    assert len(kept) == 12  # what was cut short is swept up


def test_a_full_disk_is_told_and_the_old_stays(viva, tmp_path):
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared/small.md").write_text(SMALL)
    (tmp_path / "new.md").write_text(SMALL.replace("Two questions", "Two questions " + "and many words " * 3000))
    done = in_namespace(viva, "mkdir full && mount -t tmpfs -o size=64k tmpfs full && export VIVA_DATA=full && "
                              "\"$VIVA\" set add shared > /dev/null && before=$(\"$VIVA\" set list) && ls full/installed > names && "
                              "cp new.md shared/small.md && { dd if=/dev/zero of=full/filler bs=1k 2>/dev/null || true; } && "
                              "{ \"$VIVA\" set update; echo \"exit $?\"; } && test \"$before\" = \"$(\"$VIVA\" set list)\" && "
                              "ls full/installed | cmp - names && \"$VIVA\" check test/small && rm full/filler && \"$VIVA\" set update")
    assert done.returncode == 0, done.stderr
    assert "exit 4\n1 set and 2 exercises: nothing to complain about\n" in done.stdout
    assert "No space left on device" in done.stderr and "stays as it is" in done.stderr


def test_a_data_folder_that_may_only_be_read_is_told(viva, shared):
    done = in_namespace(viva, "mount --bind data data && mount -o remount,ro,bind data && \"$VIVA\" set list > /dev/null && "
                              "rm -r shared/small.md && sed s/small/other/ '%s' > shared/other.md && \"$VIVA\" set update" % set_path("small.md"))
    assert done.returncode == 4
    assert "Read-only file system" in done.stderr
    assert [item["id"] for item in listed(viva)[0]["sets"]] == ["test/small"]


# The index.

@pytest.mark.parametrize("broken", [
    "", "no json", "[]", "{}", '{"sources": {}}', '{"sources": [{}]}',
    lambda text: text.replace('"test/small"', '"../../small"'),
    lambda text: text.replace('"test/small"', '"test/small/../../x"'),
    lambda text: text.replace('"hash": "', '"hash": "../'),
    lambda text: text.replace('"path": "/', '"path": "'),
    lambda text: text.replace("2026-11-22", "yesterday"),
    lambda text: text.replace('"left_out": []', '"left_out": 1'),
    lambda text: text.replace('"left_out": []', '"left_out": [1]'),
    lambda text: text.replace('"exercises": ', '"exercises": -'),
])
def test_a_damaged_index_is_told_and_nothing_is_done_by_it(viva, shared, tmp_path, broken):
    path = tmp_path / "data/installed/index.json"
    path.write_text(broken(path.read_text()) if callable(broken) else broken)
    before = path.read_text()
    for words in (["set", "list"], ["set", "update"], ["set", "remove", "small"], ["set", "add", "shared"], ["sets"]):
        done = viva(*words)
        assert done.returncode == 4
        assert 'viva: "data/installed/index.json" is damaged; move it away, then add the sets again' in done.stderr
    assert path.read_text() == before
    assert len(list((tmp_path / "data/installed").iterdir())) == 2
    path.unlink()
    viva.fine("set", "add", "shared")
    assert [item["id"] for item in listed(viva)[0]["sets"]] == ["test/small"]


@pytest.mark.parametrize("now", ["1970-01-01T00:00:00Z", "1970-01-01T00:00:00+14:00"])
def test_what_was_installed_by_a_clock_that_was_never_set_can_be_listed(viva, shared, tmp_path, now):
    shutil.rmtree(tmp_path / "data")
    viva.fine("set", "add", "shared", "--now", now)
    assert [item["id"] for item in listed(viva)[0]["sets"]] == ["test/small"]


def test_an_index_of_a_newer_viva_is_left_alone(viva, shared, tmp_path):
    path = tmp_path / "data/installed/index.json"
    path.write_text(path.read_text().replace('"version": 1', '"version": 2'))
    before = path.read_text()
    for words in (["set", "list"], ["set", "update"], ["set", "remove", "small"], ["sets"]):
        done = viva(*words)
        assert (done.returncode, "is from a newer viva" in done.stderr) == (4, True)
    assert path.read_text() == before


def test_a_copy_that_is_gone_or_damaged_is_told_and_an_update_puts_it_right(viva, shared, tmp_path):
    (path,) = (tmp_path / "data/installed").glob("*.md")
    path.unlink()
    assert "cannot be used" in viva("sets").stderr
    assert viva("practice", "small").returncode == 3
    viva.fine("set", "update")
    assert "small" in viva.fine("sets", "--ids").splitlines()
    path.write_text("damaged")
    viva.fine("set", "add", "shared")
    assert path.read_text() == SMALL


def test_an_update_is_told_to_programs_too(viva, shared):
    def told():
        done = viva("set", "update", "--json")
        return done.returncode, [{key: row[key] for key in ("path", "commit", "state", "sets")} for row in json.loads(done.stdout)["sources"]]

    path = {"path": str(shared), "commit": None}
    assert told() == (0, [{**path, "state": "same", "sets": []}])
    text = SMALL.replace("# Exercise: first", "# Exercise: reason").replace("Why it holds\n", "Why it holds\n\n- was: first\n")
    (shared / "small.md").write_text(text.replace("What does it cost?", "What does it cost today?"))
    (shared / "other.md").write_text(small("other"))
    changed = {"id": "test/small", "title": "A small set", "exercises": 2, "change": "changed", "was": None, "new": [],
               "changed": ["second"], "renamed": [{"id": "reason", "was": "first"}], "gone": []}
    other = {"id": "test/other", "title": "A small set", "exercises": 2}
    assert told() == (0, [{**path, "state": "updated", "sets": [{**other, "change": "new"}, changed]}])
    (shared / "other.md").unlink()
    (shared / "small.md").write_text(text.replace("set: small", "set: large\nwas: test/small"))
    code, (row,) = told()
    assert code == 0 and row["sets"][1] == {**other, "change": "gone"}
    assert (row["sets"][0]["id"], row["sets"][0]["was"]) == ("test/large", "test/small")
    (shared / "small.md").write_text("# No set any more")
    assert told() == (3, [{**path, "state": "kept", "sets": []}])
    viva.fine("set", "remove", "large")
    assert told() == (0, [])


def test_who_adds_again_wants_what_was_left_out_even_if_it_is_not_there_today(viva, shared):
    (shared / "other.md").write_text(small("other"))
    viva.fine("set", "update")
    viva.fine("set", "remove", "other")
    (shared / "other.md").unlink()
    viva.fine("set", "add", "shared")
    assert listed(viva)[0]["left_out"] == []
    (shared / "other.md").write_text(small("other"))
    viva.fine("set", "update")
    assert "other" in viva.fine("set", "list", "--ids")


def test_the_time_of_an_update_is_that_of_the_last_one_that_brought_something(viva, shared, tmp_path):
    (path,) = (tmp_path / "data/installed").glob("*.md")
    path.unlink()
    viva.fine("set", "update", "--now", "2026-11-23T16:00:00Z")
    assert path.read_text() == SMALL
    assert listed(viva)[0]["updated_at"] == "2026-11-22T16:00:00Z"


def test_what_could_not_be_added_leaves_no_folder(viva, tmp_path):
    (tmp_path / "broken.md").write_text("# No set")
    for _ in range(2):
        assert viva("set", "add", "broken.md").returncode == 3
        assert not (tmp_path / "data/installed").exists()
    (tmp_path / "small.md").write_text(SMALL)
    viva.fine("set", "add", "small.md")
    assert viva("set", "add", "broken.md").returncode == 3
    assert "small" in viva.fine("set", "list", "--ids")


def test_those_that_fail_take_the_folder_from_nobody(viva, tmp_path):
    (tmp_path / "broken.md").write_text("# No set")
    for index in range(6):
        (tmp_path / ("set%d.md" % index)).write_text(small("set%d" % index))
    names = [name for index in range(6) for name in ("broken.md", "set%d.md" % index)]
    adding = [subprocess.Popen([VIVA, "set", "add", name], env=environment(tmp_path), cwd=tmp_path, stdout=subprocess.DEVNULL,
                               stderr=subprocess.PIPE) for name in names]
    ended = [(name, process.communicate()[1], process.returncode) for name, process in zip(names, adding)]
    assert [(name, code) for name, _, code in ended] == [(name, 3 if name == "broken.md" else 0) for name in names], ended
    assert len(viva.fine("set", "list", "--ids").split()) == 6


def test_who_reads_while_an_update_comes_sees_all_of_the_old_or_all_of_the_new(viva, shared):
    count = 150
    (shared / "small.md").unlink()
    wrong, stop = [], threading.Event()

    def write(version):
        for index in range(count):
            (shared / ("set%d.md" % index)).write_text(small("set%d" % index).replace("two things", "%d things" % version))

    def read():
        while not stop.is_set():
            done = viva("sets", "--json")
            rows = [row for row in json.loads(done.stdout)["sets"] if row["id"].startswith("test/")]
            if (done.returncode, len(rows), len({row["focus"] for row in rows})) != (0, count, 1):
                wrong.append(done.stderr)

    write(0)
    viva.fine("set", "add", "shared")
    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for version in range(1, 6):
        write(version)
        viva.fine("set", "update")
    stop.set()
    for reader in readers:
        reader.join()
    assert wrong == []


def test_a_copy_that_is_gone_is_nothing_to_who_is_after_another_set(viva, shared, tmp_path):
    with open(set_path("untidy.md"), encoding="utf-8") as untidy:
        (shared / "untidy.md").write_text(untidy.read())
    viva.fine("set", "update")
    (path,) = (tmp_path / "data/installed").glob("test.small.*")
    path.unlink()
    done = viva("fmt", "--check", "untidy")
    assert done.returncode == 1 and str(path.name) not in done.stderr + done.stdout


def test_a_byte_order_mark_hides_no_set_in_a_folder(viva, tmp_path):
    folder = tmp_path / "marked"
    folder.mkdir()
    (tmp_path / "small.md").write_text(SMALL)
    as_json = viva.fine("show", "small.md", "--json").replace('"small"', '"other"')
    (folder / "small.md").write_bytes(b"\xef\xbb\xbf" + SMALL.encode())
    (folder / "other.json").write_bytes(b"\xef\xbb\xbf" + as_json.encode())
    viva.fine("set", "add", "marked")
    assert sorted(viva.fine("set", "list", "--ids").split()) == ["test/other", "test/small"]
    assert viva.fine("check", "marked").startswith("2 sets")


def test_forget_leaves_installed_sets_alone(viva, shared):
    viva.fine("practice", "small", "--seed", "1", stdin="a\n")
    viva.fine("forget", "--yes")
    assert "small" in viva.fine("sets", "--ids").splitlines()
