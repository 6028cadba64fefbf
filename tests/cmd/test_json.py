"""What --json writes has the shape that docs/json-output.md describes: every key of its examples, and no other."""
import json
import os
import re
import shutil

import pytest

from conftest import SOURCE, set_path

with open(os.path.join(SOURCE, "docs/json-output.md"), encoding="utf-8") as page:
    EXAMPLES = {shape["viva"]: shape for shape in map(json.loads, re.findall(r"```json\n(.*?)```", page.read(), re.S))}


def shape_of(value):
    """The keys and kinds of a value; a list has the shape of its first item, null that of anything."""
    if isinstance(value, dict):
        return {key: shape_of(item) for key, item in value.items()}
    if isinstance(value, list):
        return [shape_of(value[0])] if value else []
    if isinstance(value, bool):
        return "bool"
    return "number" if isinstance(value, (int, float)) else "null" if value is None else "text"


def same(left, right, path=""):
    if "null" in (left, right) or left == [] or right == []:
        return
    if isinstance(left, dict):
        assert isinstance(right, dict) and list(left) == list(right), path
        for key in left:
            same(left[key], right[key], path + "." + key)
    elif isinstance(left, list):
        same(left[0], right[0], path + "[]")
    else:
        assert left == right, path


@pytest.fixture
def small(viva, tmp_path):
    shutil.copy(set_path("small.md"), tmp_path / "small.md")
    (tmp_path / "second.md").write_text((tmp_path / "small.md").read_text().replace("set: small", "set: second"))
    shutil.copy(set_path("broken.md"), tmp_path / "broken.md")
    shutil.copy(set_path("untidy.md"), tmp_path / "untidy.md")
    (tmp_path / "data/sets").mkdir(parents=True)
    shutil.copy(set_path("small.md"), tmp_path / "data/sets/small.md")
    (tmp_path / "third.md").write_text((tmp_path / "small.md").read_text().replace("set: small", "set: third"))
    (tmp_path / "reviews.csv").write_text("card_id,review_time,review_rating\n1,0,3\n2,0,3\n1,99000000,3\n2,199000000,1\n")
    viva.fine("set", "add", "third.md")
    viva.fine("practice", "small", "--seed", "1", "--now", "2026-11-22T16:00:00Z", stdin="a 3\n")
    return viva


CALLS = {"sets": ["sets"], "progress": ["progress", "--now", "2026-11-22T17:00:00Z"],
         "curve": ["progress", "small", "first", "--now", "2026-11-25T17:00:00Z"], "check": ["check", "broken.md"], "fmt": ["fmt", "untidy.md"],
         "where": ["where"], "set list": ["set", "list"], "set update": ["set", "update"],
         "audit": ["audit", "small.md", "second.md"],
         "plan": ["plan", "--interview", "2026-12-24", "small", "--now", "2026-11-22T17:00:00Z"],
         "review": ["review", "--now", "2026-11-25T17:00:00Z"],
         "fit": ["fit", "--csv", "reviews.csv"]}
FINDINGS = {"check"}  # of these calls: a set with errors


def test_every_shape_has_its_example():
    assert sorted(EXAMPLES) == sorted(CALLS)


@pytest.mark.parametrize("name", sorted(CALLS))
def test_what_is_written_has_the_shape_of_the_example(small, name):
    done = small(*CALLS[name], "--json")
    assert done.returncode == (1 if name in FINDINGS else 0)
    written = json.loads(done.stdout)
    assert written["viva"] == name and written["version"] == 1
    same(shape_of(written), shape_of(EXAMPLES[name]))


def test_every_command_that_takes_json_has_a_shape_or_a_page_of_its_own(small):
    for line in small.fine("help").split("Commands:\n")[1].split("\n\n")[0].splitlines():
        name = re.split("  +", line.strip())[0]
        if "--json" in small("help", *name.split()).stdout.split("\n\n")[0]:
            assert name in CALLS or name == "show"


def test_a_set_as_json_is_a_set(small, tmp_path):
    written = small.fine("show", "small.md", "--json")
    assert json.loads(written)["set"] == "small"
    (tmp_path / "small.json").write_text(written)
    assert small.fine("check", "small.json") == "1 set and 2 exercises: nothing to complain about\n"
