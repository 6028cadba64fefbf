"""tools/bench.py: what is said about a figure, from rounds whose ratios are known beforehand."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(os.environ.get("VIVA_SOURCE", Path(__file__).resolve().parents[2]))

# Prints one ratio after the other of its list, goes on where it stopped, and begins anew at the end of it.
PROGRAM = """#!/usr/bin/python3
import json, sys
from itertools import cycle, islice
from pathlib import Path
state = Path(__file__).with_suffix(".state")
done = int(state.read_text()) if state.exists() else 0
rounds = int(sys.argv[-1])
ratios = {ratios}
for ratio in islice(cycle(ratios), done, done + rounds):
    print(json.dumps({{"figure": "x", "ours": 1.0, "reference": ratio, "ratio": ratio, **{more}}}))
state.write_text(str(done + rounds))
"""


class Bench:
    def __init__(self, folder):
        self.folder = folder
        (folder / "bench").mkdir()

    def figure(self, name, goal, rounds, ratios, more=None):
        program = self.folder / "bench" / name
        program.write_text(PROGRAM.format(ratios=ratios, more=more or {}))
        program.chmod(0o755)
        with (self.folder / "figures").open("a") as figures:
            figures.write(f"# a comment\n{name} {goal} {rounds} {name} {{viva}}\n")

    def run(self, *words):
        command = [sys.executable, SOURCE / "tools" / "bench.py", self.folder / "figures", self.folder, *words]
        return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False)

    def rounds_of(self, name):
        return int((self.folder / "bench" / name).with_suffix(".state").read_text())


@pytest.fixture
def bench(tmp_path):
    return Bench(tmp_path)


def test_a_figure_that_keeps_its_goal_is_ok_after_the_first_rounds(bench):
    bench.figure("fast", ">=0.5", 7, [0.7, 0.6, 0.8])
    done = bench.run()
    assert (done.stdout, done.returncode) == ("fast 0.7 >=0.5 ok\n", 0)
    assert bench.rounds_of("fast") == 7


def test_a_figure_is_short_when_its_whole_interval_misses_after_more_rounds(bench):
    bench.figure("slow", ">=0.5", 6, [0.4, 0.3, 0.45])
    done = bench.run()
    assert (done.stdout, done.returncode) == ("slow 0.4 >=0.5 short\n", 1)
    assert bench.rounds_of("slow") == 12


def test_a_median_that_misses_within_its_interval_gets_more_rounds_and_the_benefit_of_the_doubt(bench):
    bench.figure("close", "<=15", 5, [14.0, 15.5, 15.4, 14.2, 15.6, 15.2])
    done = bench.run()
    assert done.stdout.endswith("<=15 ok\n") and done.returncode == 0
    assert bench.rounds_of("close") == 40


def test_a_most_is_missed_from_above(bench):
    bench.figure("heavy", "<=15", 6, [16.0, 17.0])
    assert bench.run().stdout == "heavy 16.5 <=15 short\n"


def test_only_the_named_figures_are_measured(bench):
    bench.figure("one", ">=0.5", 5, [0.7])
    bench.figure("two", ">=0.5", 5, [0.7])
    assert bench.run("two").stdout == "two 0.7 >=0.5 ok\n"
    wrong = bench.run("three")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert "dev: no figure is called 'three'; there are: one, two" in wrong.stderr


def test_json_holds_the_medians_and_spreads(bench):
    bench.figure("fast", ">=0.5", 9, [0.9, 0.6, 0.7, 0.8, 0.65, 0.75, 0.85, 0.95, 0.55])
    assert json.loads(bench.run("--json").stdout) == {
        "figure": "fast", "value": 0.75, "goal": ">=0.5", "verdict": "ok", "interval": [0.6, 0.9], "range": [0.55, 0.95], "rounds": 9,
        "ours_seconds": 1.0, "reference_seconds": 0.75,
    }  # fmt: skip


def test_json_names_the_unit_of_what_is_no_time(bench):
    bench.figure("small", "<=40", 1, [2.0], {"unit": "bytes"})
    row = json.loads(bench.run("--json").stdout)
    assert (row["ours_bytes"], row["reference_bytes"]) == (1.0, 2.0) and "ours_seconds" not in row


def test_two_figures_of_one_name_are_said_and_nothing_is_measured(bench):
    bench.figure("one", ">=0.5", 5, [0.7])
    bench.figure("one", "<=0.5", 5, [0.7])
    done = bench.run("one")
    assert (done.returncode, done.stdout) == (4, "")
    assert done.stderr.endswith("figures: two figures are called 'one'\n")


def test_the_figures_of_the_project_have_names_of_their_own_and_programs_that_are_built():
    rows = [line.split() for line in (SOURCE / "bench" / "figures").read_text().splitlines() if not line.startswith("#")]
    built = (SOURCE / "bench" / "meson.build").read_text()
    assert len({row[0] for row in rows}) == len(rows)
    assert [row[3] for row in rows if f"'{row[3].removeprefix('bench_')}'" not in built] == []


def test_a_program_that_fails_is_said_and_measures_nothing(bench):
    bench.figure("broken", ">=0.5", 5, [0.7])
    (bench.folder / "bench" / "broken").write_text("#!/bin/sh\nexit 1\n")
    done = bench.run()
    assert (done.returncode, done.stdout) == (4, "")
    assert done.stderr.splitlines()[-1] == "dev: broken: could not be measured (0 rounds, exit status 1)"


def with_npm(bench, script):
    """The tool in a project of its own, whose npm is a script; what it prints."""
    for folder in ("tools", "bench/peers", "programs"):
        (bench.folder / folder).mkdir(exist_ok=True)
    (bench.folder / "tools" / "bench.py").write_text((SOURCE / "tools" / "bench.py").read_text())
    (bench.folder / "bench" / "peers" / "package-lock.json").write_text("{}")
    npm = bench.folder / "programs" / "npm"
    npm.write_text("#!/bin/sh\n" + script)
    npm.chmod(0o755)
    (bench.folder / "figures").write_text("peer >=0.5 3 peer {peers}\n")
    program = bench.folder / "bench" / "peer"
    program.write_text(f"#!{sys.executable}\n" + 'import sys; print(\'{"ours": 1, "reference": 1, "ratio": 1}\\n\' * int(sys.argv[-1]), end="")')
    program.chmod(0o755)
    command = [sys.executable, bench.folder / "tools" / "bench.py", bench.folder / "figures", bench.folder]
    path = f"{bench.folder / 'programs'}:{os.environ['PATH']}"
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False, env={**os.environ, "PATH": path})


def test_what_others_wrote_is_installed_once_and_anew_when_the_lock_file_changed(bench):
    script = f"echo called >>{bench.folder}/calls; mkdir -p node_modules"
    for _ in range(2):
        done = with_npm(bench, script)
        assert (done.stdout, done.returncode) == ("peer 1 >=0.5 ok\n", 0)
    assert (bench.folder / "calls").read_text() == "called\n"
    (bench.folder / "bench" / "peers" / "node_modules" / ".installed").write_text("an older one")
    with_npm(bench, script)
    assert (bench.folder / "calls").read_text() == "called\n" * 2


def test_without_npm_nothing_is_measured_against_others(bench):
    done = with_npm(bench, "exit 1")
    assert (done.stdout, done.returncode) == ("", 4)
    assert done.stderr.splitlines()[-1] == "dev: npm cannot install what viva is measured against (no network?)"
