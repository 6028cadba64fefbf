"""The page of one exercise when it was answered often: all of it can be reached, and no page is endless."""
import json
import re
import subprocess

import pytest
from service import VIVA, serving

PATH = "/progress/own/one/ownership"
OFTEN = 205


def rows(page):
    """How many answers stand in the tables of a page."""
    return page.text().count('<th scope="row">')


def ways(page):
    """The buttons that lead to other answers: their words and where they lead."""
    return re.findall(r'<a data-swap class="button" href="([^"]+)">(\w+) answers</a>', page.text().replace("&amp;", "&"))


@pytest.fixture(name="often", scope="module")
def answered_often(tmp_path_factory):
    """A server on the day on which one exercise was answered 205 times."""
    data = tmp_path_factory.mktemp("often")
    one = json.loads(subprocess.run([VIVA, "show", "--json", "viva/senior-rust"], capture_output=True, check=True).stdout)
    one.update(namespace="own", set="one", exercises=one["exercises"][:1])
    (data / "sets").mkdir()
    (data / "sets" / "one.json").write_text(json.dumps(one))
    with serving(data, "--seed", "7", "--now", "2026-11-22T10:00:00Z") as service:
        for answer in range(OFTEN):
            run = service.call("/runs", {"set": "own/one"}).json()["run"]
            assert service.call(f"/runs/{run}/steps/1/answer", {"choice": "ABCD"[answer % 4], "sureness": "sure"}).status == 201
        yield service


def test_the_newest_hundred_answers_come_first_and_the_rest_on_further_pages(often):
    pages = [often.get(path) for path in (PATH, f"{PATH}?older=1", f"{PATH}?older=2")]
    assert [rows(page) for page in pages] == [100, 100, 5]
    assert [ways(page) for page in pages] == [
        [(f"{PATH}?older=1", "Older")],
        [(PATH, "Newer"), (f"{PATH}?older=2", "Older")],
        [(f"{PATH}?older=1", "Newer")]]
    for number, page in enumerate(pages, 1):
        assert f"Page {number} of 3: each table holds at most 100 answers" in page.text()
        assert ("<details open>" in page.text()) == (number > 1)
        assert "You answered 205 times" in page.text()
        assert len(page.body) < 60_000


def test_what_is_no_page_of_it_is_refused(often):
    for query in ("older=3", "older=-1", "older=x", "older=1&older=2", "older=%ff", "older=99999999999999999999"):
        assert often.get(f"{PATH}?{query}").status == 400, query
    for query in ("", "older=", "older=0", "other=1"):
        assert rows(often.get(f"{PATH}?{query}")) == 100, query


def test_through_the_api_all_answers_come_at_once(often):
    (curve,) = often.get(f"/api/v1{PATH}").json()["curves"]
    assert len(curve["answers"]) == OFTEN


def test_of_an_exercise_that_was_never_answered_there_is_one_page(often):
    page = often.get("/progress/viva/senior-go/goroutines")
    assert page.status == 200 and "You have not answered this yet" in page.text()
    assert ways(page) == []
    assert often.get("/progress/viva/senior-go/goroutines?older=1").status == 400
