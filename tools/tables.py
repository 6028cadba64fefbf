#!/usr/bin/env python3
"""Writes the tables of pages that are made by a command: tables.py VIVA [--check]

README.md has what `viva audit` says of sets/; docs/writing-exercises.md what so many exercises can prove. A table stands between two
comments that name it. With --check nothing is written, and pages that are not in step are named.
"""

import itertools
import json
import math
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LEVEL = 0.05
OPTIONS = 4
GUESSERS = 16  # that can tell four options apart: eleven by signals, four by place, one that learns

NAMES = {
    "longest": "the longest", "shortest": "the shortest", "punctuation": "most punctuation", "digits": "most digits",
    "prompt-words": "most words of the question", "fewest-absolutes": "fewest absolutes", "hedges": "most hedges",
    "guide-words": "most words of the guide", "most-alike": "most like the others", "least-alike": "least like the others",
    "code": "most code", "learner": "what the other sets taught it",
}  # fmt: skip


def name(guesser):
    return NAMES.get(guesser) or f"number {guesser.removeprefix('place-')} in the file"


def percent(share):
    return f"{100 * share:.1f} %"


def table(head, rows):
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


# What viva audit says of the bundled sets. ----------------------------------------------------------------------------


def audit_table(viva):
    done = subprocess.run([viva, "audit", "--json", str(ROOT / "sets")], stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode not in (0, 1):
        sys.exit(f"viva audit ended with {done.returncode}")
    report = json.loads(done.stdout)
    whole = report["whole"]
    rows = [
        [name(row["id"]), percent(row["right"]), percent(row["chance"]), f"{percent(row['low'])} to {percent(row['high'])}", percent(row["bound"])]
        for row in whole["guessers"]
    ]
    verdict = "passes" if report["passes"] else "fails"
    length = f"By length the best ranks {whole['length_rank']:.2f} of 4 on average; 2.2 to 2.8 is fine. The gate {verdict}."
    counts = f"{len(report['sets'])} sets, {whole['exercises']} exercises. A guesser who picks ..."
    head = ["picks", "is right", "by chance", "95 % interval", "at least (Holm)"]
    return f"{counts}\n\n{table(head, rows)}\n\n{length}"


# What so many exercises can prove. ------------------------------------------------------------------------------------


def tails(count, rate):
    """The chance of at least 0, 1, ... count right of count."""
    likely = [math.comb(count, i) * rate**i * (1 - rate) ** (count - i) for i in range(count + 1)]
    return list(itertools.accumulate(reversed(likely)))[::-1]


def needed(count):
    """The fewest right answers at which a guesser is above chance, with the correction for all; None when all are too few."""
    return next((right for right, tail in enumerate(tails(count, 1 / OPTIONS)) if tail <= LEVEL / GUESSERS), None)


def power_table():
    rates = (0.35, 0.45, 0.6, 0.914)
    rows = []
    for count in (5, 10, 20, 40, 80, 160, 320, 1000):
        right = needed(count)
        found = [percent(tails(count, rate)[right]) if right is not None else "never" for rate in rates]
        rows.append([str(count), f"{right} ({percent(right / count)})" if right is not None else "none", *found])
    return table(["exercises", "right to be found out", *(f"found out when worth {percent(rate)}" for rate in rates)], rows)


def outside(count):
    """How likely the mean rank by length lies outside 2.2 to 2.8 though ranks 1 to 4 are even."""
    ways = {0: 1}
    for _ in range(count):
        more = {}
        for total, number in ways.items():
            for rank in range(1, OPTIONS + 1):
                more[total + rank] = more.get(total + rank, 0) + number
        ways = more
    fine = sum(number for total, number in ways.items() if 22 * count <= 10 * total <= 28 * count)
    return 1 - fine / OPTIONS**count


def length_table():
    counts = (5, 10, 20, 40, 80, 160)
    return table(["exercises", *map(str, counts)], [["fails by luck", *(percent(outside(count)) for count in counts)]])


# Pages. ---------------------------------------------------------------------------------------------------------------


def spliced(page, key, text):
    begin, end = f"<!-- BEGIN {key}: ./dev tables writes it -->\n", f"<!-- END {key} -->\n"
    before, rest = page.split(begin)
    after = rest.split(end)[1]
    return f"{before}{begin}\n{text}\n\n{end}{after}"


def main():
    viva = next(word for word in sys.argv[1:] if word != "--check")
    pages = {
        "README.md": {"audit": lambda: audit_table(viva)},
        "docs/writing-exercises.md": {"power": power_table, "length": length_table},
    }
    stale = []
    for path, tables in pages.items():
        page = new = (ROOT / path).read_text(encoding="utf-8")
        for key, make in tables.items():
            new = spliced(new, key, make())
        if new != page:
            stale.append(path)
            if "--check" not in sys.argv:
                (ROOT / path).write_text(new, encoding="utf-8")
    if "--check" in sys.argv and stale:
        sys.exit(f"not in step, run ./dev tables: {', '.join(stale)}")


main()
