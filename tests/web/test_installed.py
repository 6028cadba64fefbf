"""Sets that were installed are practised in the browser like those that come with viva."""
import os
import pathlib
import subprocess

import pytest
from service import SOURCE, VIVA, serving

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
