"""docs/format.md is run: its set is without fault, its parts are parts of that set, its mistakes get exactly the messages it shows."""

import os
import pathlib
import re
import subprocess

import pytest

VIVA = os.environ["VIVA"]
SOURCE = pathlib.Path(os.environ["VIVA_SOURCE"])
TEXT = (SOURCE / "docs" / "format.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)([^\n]*)\n(.*?)^```$", TEXT, re.M | re.S)

WHOLE = next(body for kind, _, body in BLOCKS if kind == "set")
PARTS = [body for kind, _, body in BLOCKS if kind == "part"]
MISTAKES = [
    (info, body, BLOCKS[index + 1]) for index, (kind, info, body) in enumerate(BLOCKS) if kind == "bad"
]
SHOWN = next(body for kind, _, body in BLOCKS if kind == "shown")


def viva(folder, *words):
    return subprocess.run([VIVA, *words], cwd=folder, capture_output=True, text=True, encoding="utf-8", timeout=60)


def check(folder, text):
    (folder / "set.md").write_text(text, encoding="utf-8")
    return viva(folder, "check", "set.md")


def attributes(info):
    return {name: value.replace("\\n", "\n") for name, value in re.findall(r'(\w+)="([^"]*)"', info)}


def messages(stderr):
    """Problems and hints: the source line and its carets are held by the goldens of the reader."""
    return "".join(line + "\n" for line in stderr.splitlines() if re.match(r"set\.md:\d|hint: ", line))


def test_the_set_is_without_fault(tmp_path):
    result = check(tmp_path, WHOLE)
    assert (result.returncode, result.stderr) == (0, "")


def test_the_set_stays_the_same_thing_when_it_is_formatted(tmp_path):
    check(tmp_path, WHOLE)
    before = viva(tmp_path, "show", "set.md", "--json").stdout
    assert viva(tmp_path, "fmt", "set.md").returncode == 0
    assert viva(tmp_path, "fmt", "--check", "set.md").returncode == 0
    assert viva(tmp_path, "show", "set.md", "--json").stdout == before


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.split("\n")[0][:40])
def test_a_part_is_part_of_the_set(part):
    assert part in WHOLE


def mistaken(info, body):
    given = attributes(info)
    assert WHOLE.count(given["replace"]) >= 1
    text = WHOLE.replace(given["replace"], body.rstrip("\n").replace("\\n", "\n"), 1)
    return text.replace(given["then"], given["with"], 1) if "then" in given else text


def test_a_mistake_is_shown_with_its_line(tmp_path):
    first = SHOWN.split("\n")[0]
    info, body, _ = next(mistake for mistake in MISTAKES if mistake[2][2].startswith(first + "\n"))
    assert check(tmp_path, mistaken(info, body)).stderr.startswith(SHOWN)


@pytest.mark.parametrize(("info", "body", "expected"), MISTAKES, ids=[info.strip()[:50] for info, _, _ in MISTAKES])
def test_a_mistake_gets_exactly_this_message(tmp_path, info, body, expected):
    result = check(tmp_path, mistaken(info, body))
    assert expected[0] == "problems"
    assert messages(result.stderr) == expected[2]
