"""Measures the rows of bench/figures and prints NAME VALUE GOAL ok|short: usage: bench.py FIGURES BUILD [--json] [NAME...]

VALUE is the median of the ratios of interleaved rounds, and what is said about it rests on the 95 % interval of that median: the smallest pair
of order statistics that holds the true median with that probability, whatever the distribution (binomial with p = 1/2).
"""

import json
import math
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

MORE_ROUNDS = 3  # times the rounds so far are doubled while the interval straddles the goal,
PATIENCE_SECONDS = 300  # unless that would go on after so long
CONFIDENCE = 0.95


class Figure:
    def __init__(self, line):
        self.name, self.goal, rounds, *self.command = line.split()
        self.rounds = int(rounds)
        self.is_most = self.goal.startswith("<=")
        self.limit = float(self.goal[2:])

    def keeps(self, value):
        return value <= self.limit if self.is_most else value >= self.limit

    def misses_wholly(self, low, high):
        return not self.keeps(low if self.is_most else high)


def read_figures(path):
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    figures = [Figure(line) for line in lines]
    names = [figure.name for figure in figures]
    if twice := [name for name in names if names.count(name) > 1]:
        print(f"dev: {path}: two figures are called '{twice[0]}'", file=sys.stderr)
        sys.exit(4)
    return figures


def interval_of_median(values):
    """(low, high): the 95 % interval; of fewer than six values, all of them."""
    values, count = sorted(values), len(values)
    tail = 0.0
    for below in range(count // 2):
        tail += math.comb(count, below) / 2**count
        if 2 * tail > 1 - CONFIDENCE:
            return values[max(0, below - 1)], values[count - max(1, below)]
    return values[0], values[-1]


def bank():
    """The folder of the generated bank; made once, kept beside the other temporary files."""
    folder = Path(tempfile.gettempdir()) / "viva-bench-bank"
    subprocess.run([sys.executable, Path(__file__).with_name("bank.py"), folder], check=True, stdout=sys.stderr)
    return folder


def peers():
    """The folder of what others wrote, with exactly the packages of its lock file, each known by its content."""
    folder = Path(__file__).resolve().parent.parent / "bench" / "peers"
    lock, installed = folder / "package-lock.json", folder / "node_modules" / ".installed"
    if not installed.exists() or installed.read_bytes() != lock.read_bytes():
        print(f"dev: installing what {lock} names", file=sys.stderr)
        if subprocess.run(["npm", "ci"], cwd=folder, stdin=subprocess.DEVNULL, stdout=sys.stderr, check=False).returncode != 0:
            print("dev: npm cannot install what viva is measured against (no network?)", file=sys.stderr)
            sys.exit(4)
        installed.write_bytes(lock.read_bytes())
    return folder


def measure(figure, build, rounds):
    """The rounds that the figure's program prints."""
    places = {"{viva}": build / "viva"}
    if "{bank}" in figure.command:
        places["{bank}"] = bank()
    if "{peers}" in figure.command:
        places["{peers}"] = peers()
    words = [str(places.get(word, word)) for word in figure.command[1:]]
    print(f"dev: {figure.name}: {rounds} rounds", file=sys.stderr)
    command = [build / "bench" / figure.command[0], *words, str(rounds)]
    run = subprocess.run(command, check=False, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True)
    lines = [json.loads(line) for line in run.stdout.splitlines()]
    if run.returncode != 0 or len(lines) != rounds:
        print(f"dev: {figure.name}: could not be measured ({len(lines)} rounds, exit status {run.returncode})", file=sys.stderr)
        sys.exit(4)
    return lines


def settle(figure, build):
    """Measure until the interval lies on one side of the goal, the median keeps it, or patience ends."""
    began = time.monotonic()
    lines = measure(figure, build, figure.rounds)
    for _ in range(MORE_ROUNDS):
        ratios = [line["ratio"] for line in lines]
        was_patient = len(ratios) > figure.rounds
        is_late = time.monotonic() - began > PATIENCE_SECONDS
        if figure.keeps(median(ratios)) or was_patient and (is_late or figure.misses_wholly(*interval_of_median(ratios))):
            break
        lines += measure(figure, build, len(lines))
    return lines


def report(figure, lines):
    ratios = [line["ratio"] for line in lines]
    low, high = interval_of_median(ratios)
    unit = lines[0].get("unit", "seconds")
    return {
        "figure": figure.name, "value": round(median(ratios), 4), "goal": figure.goal,
        "verdict": "short" if figure.misses_wholly(low, high) else "ok",
        "interval": [round(low, 4), round(high, 4)], "range": [round(min(ratios), 4), round(max(ratios), 4)], "rounds": len(ratios),
        f"ours_{unit}": median(line["ours"] for line in lines), f"reference_{unit}": median(line["reference"] for line in lines),
    }  # fmt: skip


def main():
    figures, build = read_figures(Path(sys.argv[1])), Path(sys.argv[2])
    names = [word for word in sys.argv[3:] if word != "--json"]
    if unknown := [name for name in names if name not in {figure.name for figure in figures}]:
        print(f"dev: no figure is called '{unknown[0]}'; there are: {', '.join(f.name for f in figures)}", file=sys.stderr)
        sys.exit(2)
    is_short = False
    for figure in figures:
        if names and figure.name not in names:
            continue
        row = report(figure, settle(figure, build))
        is_short |= row["verdict"] == "short"
        if "--json" in sys.argv:
            print(json.dumps(row), flush=True)
        else:
            print(f"{row['figure']} {row['value']:g} {row['goal']} {row['verdict']}", flush=True)
    sys.exit(1 if is_short else 0)


main()
