"""Runs the tests of build folders and counts every single case: usage: test.py FOLDER... -- [SUITE...]

Meson counts programs; a person wants to know how many promises were kept. So the cases of TAP programs are taken from Meson's own log, those
of pytest from the JUnit file that each of its runs writes. A program that dies, runs into its time limit or runs no case at all is a failure.
"""

import json
import re
import subprocess
import sys
import time
import xml.etree.ElementTree as xml
from collections import defaultdict
from pathlib import Path

GOOD = {"OK", "EXPECTEDFAIL", "SKIP"}  # Meson's words for a program's end
TIME_LIMIT_MULTIPLIER = "3"  # the limits in tests/ are meant for a machine that does nothing else


NO_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # Meson writes what a test said as it came


class Count:
    def __init__(self, passed=0, failed=0, skipped=0):
        self.passed, self.failed, self.skipped, self.seconds = passed, failed, skipped, 0.0

    def add(self, other):
        self.passed += other.passed
        self.failed += other.failed
        self.skipped += other.skipped
        self.seconds += other.seconds


def count_suite_element(element):
    """The cases of one <testsuite>."""
    tests, errors, failures, skipped = (int(element.get(name, 0)) for name in ("tests", "errors", "failures", "skipped"))
    return Count(max(0, tests - errors - failures - skipped), errors + failures, skipped)


def count_pytest(path):
    count = Count()
    if path.exists():
        for element in xml.parse(path).iter("testsuite"):
            count.add(count_suite_element(element))
    return count


def count_cases(test, run, tap):
    """The cases of one test program, from what it left."""
    command = test["cmd"]
    if "--junitxml" in command:
        count = count_pytest(Path(command[command.index("--junitxml") + 1]))
    elif test["protocol"] == "tap":
        count = count_suite_element(tap[test["name"]]) if test["name"] in tap else Count()
    else:
        count = Count(passed=int(run is not None and run["result"] in GOOD))
    ended_well = run is not None and run["result"] in GOOD
    if count.failed == 0 and (not ended_well or count.passed + count.skipped == 0):
        count.failed = 1
    count.seconds = run["duration"] if run else 0.0
    return count


def suites_of(test):
    return [suite.split(":", 1)[-1] for suite in test["suite"]]


def introspect(folder):
    return json.loads(subprocess.run(["meson", "introspect", "--tests", folder], stdout=subprocess.PIPE, check=True).stdout)


def run_folder(folder, tests, suites):
    """Run a folder's tests; a Count for each suite."""
    logs = folder / "meson-logs"
    for old in [*logs.glob("testlog*"), *folder.glob("tests/junit/*.xml")]:
        old.unlink()
    chosen = [word for suite in suites for word in ("--suite", suite)]
    subprocess.run(
        ["meson", "test", "-C", folder, "--no-rebuild", "--print-errorlogs", "-t", TIME_LIMIT_MULTIPLIER, *chosen],
        stdin=subprocess.DEVNULL, stdout=sys.stderr, check=False,
    )  # fmt: skip
    # In both, a test is called "project:suite / name".
    log, report = logs / "testlog.json", logs / "testlog.junit.xml"
    runs = {run["name"].split(" / ")[-1]: run for run in map(json.loads, log.read_text().splitlines())} if log.exists() else {}
    text = report.read_text(encoding="utf-8", errors="replace") if report.exists() else "<testsuites/>"
    elements = xml.fromstring(NO_XML.sub("\ufffd", text)).iter("testsuite")
    tap = {element.get("name").split(" / ")[-1]: element for element in elements}
    counts = defaultdict(Count)
    for test in tests:
        counts[suites_of(test)[0]].add(count_cases(test, runs.get(test["name"]), tap))
    for count in counts.values():
        if count.passed + count.failed == 0:
            count.failed = 1  # a suite that ran nothing promises nothing
    return counts


def main():
    split = sys.argv.index("--")
    folders, suites = [Path(name) for name in sys.argv[1:split]], sys.argv[split + 1 :]
    known = {folder: introspect(folder) for folder in folders}
    names = sorted({suite for tests in known.values() for test in tests for suite in suites_of(test)})
    if unknown := sorted(set(suites) - set(names)):
        print(f"dev: no suite is called '{unknown[0]}'; there are: {', '.join(names)}", file=sys.stderr)
        sys.exit(2)

    began, total, rows = time.monotonic(), Count(), []
    for folder in folders:
        tests = [test for test in known[folder] if not suites or set(suites_of(test)) & set(suites)]
        if not tests:
            continue
        print(f"dev: running {len(tests)} test programs in {folder.name}", file=sys.stderr)
        for suite, count in sorted(run_folder(folder, tests, suites).items()):
            rows.append((suite, folder.name.removeprefix("build-"), count))
            total.add(count)

    print(f"{'suite':<12} {'build':<10} {'passed':>7} {'failed':>7} {'skipped':>7} {'minutes':>7}")
    for suite, build, count in rows:
        print(f"{suite:<12} {build:<10} {count.passed:>7} {count.failed:>7} {count.skipped:>7} {count.seconds / 60:>7.1f}")
    print(f"all in {(time.monotonic() - began) / 60:.1f} minutes; {total.skipped} skipped")
    sys.stdout.flush()
    sys.stderr.flush()
    print(f"{total.passed} passed, {total.failed} failed", flush=True)
    sys.exit(0 if total.failed == 0 and total.passed > 0 else 1)


main()
