"""tools/test.py: that every kind of failure is counted, and that nothing passes by not running."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(os.environ.get("VIVA_SOURCE", Path(__file__).resolve().parents[2]))

# Test programs in shell: name, suite, what they say, how they end.
PROGRAMS = {
    "good": "printf '1..2\\nok 1 - a\\nok 2 - b\\n'",
    "failing": "printf '1..2\\nok 1 - a\\nnot ok 2 - b\\n'; exit 1",
    "crashing": "printf '1..2\\nok 1 - a\\n'; kill -9 $$",
    "short": "printf '1..3\\nok 1 - a\\nok 2 - b\\n'",
    "quiet": "printf '1..0\\n'",
    "skipping": "printf '1..1\\nok 1 - a # SKIP\\n'",
    "partly": "printf '1..2\\nok 1 - a\\nok 2 - b # SKIP\\n'",
    "hanging": "printf '1..2\\nok 1 - a\\n'; sleep 60",
    "strange": "printf '1..2\\nok 1 - a\\nnot ok 2 - b\\n# \\033[1m \\001 \\377\\n'; exit 1",
    "lying": "printf '1..1\\nok 1 - a\\n'; exit 3",
}
PYTEST = {
    "pytest-good": "def test_a(): pass\ndef test_b(): pass\n",
    "pytest-failing": "def test_a(): pass\ndef test_b(): assert False\n",
    "pytest-broken": "import nothing_of_this_name\n",
    "pytest-empty": "",
    "pytest-error": "import pytest\n@pytest.fixture\ndef f(): raise ValueError\ndef test_a(f): pass\n",
}


@pytest.fixture(scope="module")
def build(tmp_path_factory):
    """A build folder with one test program for each row, in a suite of its own name."""
    source = tmp_path_factory.mktemp("project")
    rows = ["project('viva')", "python = find_program('/usr/bin/python3', 'python3')"]
    for name, script in PROGRAMS.items():
        (source / name).write_text(f"#!/bin/sh\n{script}\n")
        (source / name).chmod(0o755)
        rows.append(f"test('x {name}', files('{name}'), protocol: 'tap', suite: '{name}', timeout: 1)")
    for name, text in PYTEST.items():
        (source / f"{name}.py").write_text(text)
        rows.append(
            f"test('x {name}', python, suite: '{name}', args: ['-m', 'pytest', '-p', 'no:cacheprovider', "
            f"'--junitxml', meson.current_build_dir() / 'tests' / 'junit' / 'x {name}.xml', files('{name}.py')])"
        )
    (source / "meson.build").write_text("\n".join(rows) + "\n")
    folder = source / "build-plain"
    subprocess.run(["meson", "setup", folder, source], check=True, stdout=subprocess.DEVNULL)
    return folder


def run(build, *suites):
    command = [sys.executable, SOURCE / "tools" / "test.py", build, "--", *suites]
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False)


@pytest.mark.parametrize(
    "suite, closing, status",
    [
        ("good", "2 passed, 0 failed", 0),
        ("failing", "1 passed, 1 failed", 1),
        ("crashing", "1 passed, 1 failed", 1),
        ("short", "2 passed, 1 failed", 1),
        ("quiet", "0 passed, 1 failed", 1),
        ("skipping", "0 passed, 1 failed", 1),
        ("partly", "1 passed, 0 failed", 0),
        ("hanging", "1 passed, 1 failed", 1),
        ("lying", "1 passed, 1 failed", 1),
        ("strange", "1 passed, 1 failed", 1),
        ("pytest-good", "2 passed, 0 failed", 0),
        ("pytest-failing", "1 passed, 1 failed", 1),
        ("pytest-broken", "0 passed, 1 failed", 1),
        ("pytest-empty", "0 passed, 1 failed", 1),
        ("pytest-error", "0 passed, 1 failed", 1),
    ],
)
def test_the_closing_line_counts_single_cases(build, suite, closing, status):
    done = run(build, suite)
    assert done.stdout.splitlines()[-1] == closing
    assert done.returncode == status


def test_suites_are_added_up_and_each_has_its_minutes(build):
    done = run(build, "good", "pytest-good")
    lines = done.stdout.splitlines()
    assert lines[0].split() == ["suite", "build", "passed", "failed", "skipped", "minutes"]
    assert [line.split()[:5] for line in lines[1:3]] == [[suite, "plain", "2", "0", "0"] for suite in ("good", "pytest-good")]
    assert lines[-1] == "4 passed, 0 failed"


def test_one_failure_among_many_is_a_failure(build):
    done = run(build, "good", "failing", "pytest-good")
    assert (done.stdout.splitlines()[-1], done.returncode) == ("5 passed, 1 failed", 1)


def test_a_suite_that_does_not_exist_is_wrong_usage(build):
    done = run(build, "god")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("dev: no suite is called 'god'; there are: crashing, failing, good")


def test_an_old_result_is_not_counted_again(build):
    run(build, "pytest-good")
    source = build.parent / "pytest-good.py"
    before = source.read_text()
    source.write_text("import os\nos._exit(0)\n")  # ends well, and says nothing
    done = run(build, "pytest-good")
    source.write_text(before)
    assert (done.stdout.splitlines()[-1], done.returncode) == ("0 passed, 1 failed", 1)
