"""Runs all tests of a coverage build and prints the branch coverage of each folder of src/: usage: coverage.py ROOT BUILD

Only the condition of CHECK (base/check.h) is left out: a bug that input can never trigger has a branch that no test can take.
"""

import json
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

# Folders that are counted together, and the least share of their branches, in percent.
GOALS = [("core and read", ("src/core", "src/read"), 95.0), ("everything", ("src",), 85.0)]
CHECK = r".*\bCHECK\("


def measure(root, build):
    """The files of src/ as gcovr sees them: [{"filename": ..., "branch_covered": ..., "branch_total": ...}]."""
    command = [
        "gcovr", "--root", root, "--object-directory", build, "--filter", f"{root}/src/", "--exclude-branches-by-pattern", CHECK,
        "--json-summary", "-",
    ]  # fmt: skip
    return json.loads(subprocess.run(command, cwd=root, stdout=subprocess.PIPE, check=True).stdout)["files"]


class Share:
    def __init__(self):
        self.covered = self.total = self.lines_covered = self.lines = 0

    def add(self, file):
        self.covered += file["branch_covered"]
        self.total += file["branch_total"]
        self.lines_covered += file["line_covered"]
        self.lines += file["line_total"]

    @property
    def percent(self):
        return 100.0 * self.covered / self.total if self.total else 0.0

    def row(self, name):
        lines = 100.0 * self.lines_covered / self.lines if self.lines else 0.0
        return f"{name:<28} {self.percent:>7.1f} % {self.covered:>7} / {self.total:<7} {lines:>7.1f} %"


def share_of(files, folders):
    share = Share()
    for file in files:
        if any(file["filename"].startswith(folder + "/") for folder in folders):
            share.add(file)
    return share


def main():
    root, build = Path(sys.argv[1]), Path(sys.argv[2])
    for old in build.rglob("*.gcda"):
        old.unlink()
    tests = subprocess.run([sys.executable, root / "tools" / "test.py", build, "--"], stdout=sys.stderr, check=False)
    files = measure(root, build)
    folders = defaultdict(list)
    for file in files:
        folders[file["filename"].rpartition("/")[0]].append(file)
    print(f"{'folder':<28} {'branches':>9} {'':>17} {'lines':>9}")
    for folder in sorted(folders):
        print(share_of(files, (folder,)).row(folder))
    is_short = False
    for name, parts, goal in GOALS:
        share = share_of(files, parts)
        short = share.percent < goal
        is_short |= short
        print(f"{share.row(name)}  goal {goal:.0f} %{': short' if short else ''}")
    for file in sorted(files, key=lambda file: file["branch_covered"] - file["branch_total"])[: 10 if is_short else 0]:
        print(f"  {file['filename']}: {file['branch_total'] - file['branch_covered']} branches not taken", file=sys.stderr)
    if tests.returncode != 0:
        print("dev: a test failed: the figures above are not to be trusted", file=sys.stderr)
    sys.exit(1 if is_short or tests.returncode != 0 else 0)


main()
