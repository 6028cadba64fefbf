"""Sets that were installed are practised in the browser like those that come with viva."""
import os
import pathlib
import subprocess
import threading

import pytest
from service import SOURCE, VIVA, choices, serving

SMALL = (pathlib.Path(SOURCE) / "tests/cmd/sets/small.md").read_text()


@pytest.fixture
def data(tmp_path):
    """A data folder where the sets of two authors with the same name are installed."""
    for author in ("kim", "robin"):
        path = tmp_path / (author + ".md")
        path.write_text(SMALL.replace("namespace: test", "namespace: " + author).replace("A small set", "A set of " + author))
        subprocess.run([VIVA, "set", "add", str(path), "--data", str(tmp_path / "data")], check=True, stdout=subprocess.DEVNULL,
                       env={**os.environ, "TZ": "UTC"})
    return tmp_path / "data"


def test_the_first_page_shows_installed_sets_and_each_can_be_begun(data):
    with serving(data, "--seed", "7") as service:
        first = service.get("/").text()
        for author in ("kim", "robin"):
            assert 'href="/sets/%s/small">A set of %s</a>' % (author, author) in first
            assert "A set of %s" % author in service.get("/sets/%s/small" % author).text()
            begun = service.post("/sets/%s/small/runs" % author)
            assert begun.status == 303
            assert "1 / 2" in service.get(begun.header("Location")).text()
        assert "/sets/viva/senior-rust" in first


def test_the_list_of_the_api_has_them(data):
    with serving(data) as service:
        ids = [row["id"] for row in service.get("/api/v1/sets").json()["sets"]]
        assert ids[:2] == ["kim/small", "robin/small"] and "viva/senior-rust" in ids


# While it runs -------------------------------------------------------------------------------------------------------

def viva(data, *words):
    subprocess.run([VIVA, *map(str, words), "--data", str(data)], check=True, stdout=subprocess.DEVNULL, env={**os.environ, "TZ": "UTC"})


def ids(service):
    return [row["id"] for row in service.get("/api/v1/sets").json()["sets"]]


def test_a_set_that_is_installed_updated_or_removed_is_so_in_the_list_that_is_asked_for_next(tmp_path):
    path = tmp_path / "small.md"
    path.write_text(SMALL)
    with serving(tmp_path / "data") as service:
        assert "test/small" not in ids(service)
        viva(tmp_path / "data", "set", "add", path)
        assert ">A small set</a>" in service.get("/").text() and "test/small" in ids(service)
        path.write_text(SMALL.replace("title: A small set", "title: A small set, mended"))
        viva(tmp_path / "data", "set", "update")
        assert "test/small" in ids(service)
        assert "A small set, mended" in service.get("/sets/test/small").text()
        viva(tmp_path / "data", "set", "remove", "small")
        assert "A small set" not in service.get("/").text() and "test/small" not in ids(service)
        assert service.get("/sets/test/small").status == 404


def test_a_run_goes_on_as_it_was_begun_when_its_set_becomes_another_or_goes(tmp_path):
    path = tmp_path / "small.md"
    path.write_text(SMALL)
    viva(tmp_path / "data", "set", "add", path)
    with serving(tmp_path / "data", "--seed", "7") as service:
        run = service.begin("test/small")
        before = [service.get(f"{run}/{step}").text() for step in (1, 2)]
        path.write_text(SMALL.replace("What does it cost?", "What does it cost today?"))
        viva(tmp_path / "data", "set", "update")
        assert "test/small" in ids(service)
        assert [service.get(f"{run}/{step}").text() for step in (1, 2)] == before
        assert service.post(f"{run}/1/answer", "choice=1").status == 303
        viva(tmp_path / "data", "set", "remove", "small")
        assert "test/small" not in ids(service)
        assert service.post(f"{run}/2/answer", "choice=1").status == 303
        assert "How it went" in service.get(f"{run}/summary").text()
    assert len(choices(tmp_path / "data")) == 2


def test_an_index_that_cannot_be_understood_leaves_the_sets_that_were_there(tmp_path):
    path = tmp_path / "small.md"
    path.write_text(SMALL)
    viva(tmp_path / "data", "set", "add", path)
    index = tmp_path / "data/installed/index.json"
    good = index.read_text()
    with serving(tmp_path / "data") as service:
        index.write_text("{")
        assert "test/small" in ids(service)
        assert service.get("/").status == 200
        index.write_text(good.replace('"title": "A small set"', '"title": "Another"'))
        assert "test/small" in ids(service)
        assert service.get("/sets/test/small").status == 200


def test_answers_go_on_while_sets_come_and_go(tmp_path):
    path = tmp_path / "small.md"
    path.write_text(SMALL)
    wrong, stop = [], threading.Event()
    with serving(tmp_path / "data") as service:
        def practise():
            while not stop.is_set():
                run = service.begin()
                for step in range(1, 6):
                    reply = service.post(f"{run}/{step}/answer", "choice=1")
                    if reply.status != 303 or service.get(f"{run}/{step}").status != 200:
                        wrong.append(reply.status)

        def look():
            while not stop.is_set():
                for address in ("/", "/api/v1/sets", "/sets/viva/senior-rust"):
                    if service.get(address).status != 200:
                        wrong.append(address)

        threads = [threading.Thread(target=each) for each in (practise, practise, look, look)]
        for thread in threads:
            thread.start()
        for number in range(12):
            path.write_text(SMALL.replace("two things that hold", "%d things that hold" % number))
            viva(tmp_path / "data", "set", "add", path)
            if number % 3 == 2:
                viva(tmp_path / "data", "set", "remove", "small")
        stop.set()
        for thread in threads:
            thread.join()
        assert wrong == []
        assert "test/small" not in ids(service)
