"""viva schedule: what comes out is what docs/json-output.md describes, and what goes in may be anything."""
import json
import os
import re

import pytest

from conftest import SOURCE

LINE = '{"ratings": [3, 3, 1], "days": [0, 2, 9]}'
MEBIBYTE = 1024 * 1024


def rows(text):
    return [json.loads(line) for line in text.splitlines()]


def test_a_line_has_the_keys_of_the_example(viva):
    with open(os.path.join(SOURCE, "docs/json-output.md"), encoding="utf-8") as page:
        example = re.search(r"```jsonl\n(.*?)```", page.read(), re.S).group(1)
    given = '{"id": "ownership", "ratings": [3, 3], "days": [0, 2]}'
    assert viva.fine("schedule", stdin=given + "\n") == example


def vectors():
    with open(os.path.join(SOURCE, "tests/vectors/fsrs-6.json"), encoding="utf-8") as file:
        return json.load(file)


def test_the_program_gives_what_the_reference_implementations_gave(viva):
    known = vectors()
    lines = [{"id": s["id"], "parameters": known["parameters"][s["parameters"]], "retention": s["retention"], "ratings": s["grades"],
              "days": s["elapsed"]} for s in known["sequences"]]  # fmt: skip
    told = rows(viva.fine("schedule", stdin="".join(json.dumps(line) + "\n" for line in lines)))
    expected = [(s["id"], row) for s in known["sequences"] for row in s["ts"]]
    assert len(told) == len(expected) > 1000
    for row, (name, (stability, difficulty, _)) in zip(told, expected):
        assert row["id"] == name
        assert row["stability"] == pytest.approx(stability, rel=5e-6)
        assert row["difficulty"] == pytest.approx(difficulty, rel=5e-6)
        assert row["earliest_days"] <= row["wait_days"] <= row["latest_days"]


@pytest.mark.parametrize("around", ["\ufeff%s\n", "%s\r\n", "\n \n%s", "  %s\t\n\n"], ids=["mark", "crlf", "no end", "white"])
def test_what_editors_put_around_a_line_does_not_matter(viva, around):
    told = rows(viva.fine("schedule", stdin=around % LINE))
    assert [row["review"] for row in told] == [1, 2, 3]



def test_a_line_of_a_mebibyte_is_read_and_a_longer_one_is_told_of(viva):
    long = '{"id": "%s", ' % ("x" * (MEBIBYTE - len(LINE) - 10)) + LINE[1:]
    assert len(long) == MEBIBYTE
    assert len(rows(viva.fine("schedule", stdin=long))) == 3
    done = viva("schedule", stdin=long.replace("[3,", "[3 ,") + "\n" + LINE)
    assert (done.returncode, len(rows(done.stdout))) == (1, 3)
    assert "-:1:1: error: a line of 1048577 bytes, expected at most 1048576 [line-too-long]" in done.stderr


def test_a_line_with_more_problems_than_anybody_reads_ends_in_their_number(viva):
    done = viva("schedule", stdin='{"ratings": [%s], "days": [0]}' % ",".join(["9"] * 200000))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("[bad-rating]") == 1000


@pytest.mark.parametrize("text", ["\0", "{", '{"ratings": [3], "days": [0], "id": "\\ud800"}', "\x1b[2J", "[" * 100, '"', "-"])
def test_no_bytes_bring_it_down(viva, text):
    done = viva("schedule", stdin=text + "\n" + LINE + "\n")
    assert (done.returncode, len(rows(done.stdout))) == (1, 3)
    assert done.stderr.startswith("-:1:") and "\x1b" not in done.stderr


def test_bytes_that_are_no_text_are_told_of(viva, tmp_path):
    (tmp_path / "bytes").write_bytes(b'{"ratings": [3], "days": [0], "id": "\xff"}\n' + LINE.encode())
    done = viva("schedule", "bytes")
    assert (done.returncode, len(rows(done.stdout))) == (1, 3)
    assert "[not-json]" in done.stderr


def documented_parameters():
    """(index, default, low, high) of the table in docs/scheduling.md."""
    with open(os.path.join(SOURCE, "docs/scheduling.md"), encoding="utf-8") as page:
        cells = re.findall(r"\| (\d+) \| ([\d.]+) \| ([\d.]+) to ([\d.]+) (?=\|)", page.read())
    return sorted((int(index), float(default), float(low), float(high)) for index, default, low, high in cells)


def test_the_documented_defaults_are_those_that_count(viva):
    defaults = [default for _, default, _, _ in documented_parameters()]
    assert len(defaults) == 21
    given = json.loads(LINE)
    assert viva.fine("schedule", stdin=json.dumps({**given, "parameters": defaults})) == viva.fine("schedule", stdin=LINE)


def test_the_documented_bounds_are_those_that_count(viva):
    table = documented_parameters()
    defaults = [default for _, default, _, _ in table]
    trials = [(index, value, is_fine) for index, _, low, high in table
              for value, is_fine in ((low, True), (high, True), (low - 1e-9, False), (high + 1e-9, False))]  # fmt: skip
    lines = [json.dumps({"ratings": [3], "days": [0], "parameters": defaults[:index] + [value] + defaults[index + 1 :]})
             for index, value, _ in trials]  # fmt: skip
    done = viva("schedule", stdin="\n".join(lines))
    told = {row["line"] for row in rows(done.stdout)}
    faults = {(int(line), int(index)) for line, index in re.findall(r"^-:(\d+):\d+: error: parameter w(\d+) is ", done.stderr, re.M)}
    assert told == {line for line, (_, _, is_fine) in enumerate(trials, 1) if is_fine}
    assert faults == {(line, index) for line, (index, _, is_fine) in enumerate(trials, 1) if not is_fine}
