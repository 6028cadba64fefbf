"""The tables of the pages are those that ./dev tables would write now."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(os.environ["VIVA_SOURCE"])


def tables(root, *words):
    return subprocess.run(
        [sys.executable, root / "tools" / "tables.py", os.environ["VIVA"], *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False
    )


def test_the_pages_are_in_step():
    done = tables(SOURCE, "--check")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.fixture
def copy(tmp_path):
    """What the tables are made of, to be spoilt."""
    for path in ("README.md", "docs/writing-exercises.md", "tools/tables.py"):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        shutil.copy(SOURCE / path, tmp_path / path)
    shutil.copytree(SOURCE / "sets", tmp_path / "sets")
    assert tables(tmp_path).returncode == 0
    return tmp_path


@pytest.mark.parametrize("page", ["README.md", "docs/writing-exercises.md"])
def test_a_figure_that_is_changed_is_found_and_written_anew(copy, page):
    path = copy / page
    true = path.read_text(encoding="utf-8")
    figures = [line for line in true.splitlines() if line.startswith("| ") and " % |" in line]
    path.write_text(true.replace(figures[-1], figures[-1].replace(" % |", "9 % |", 1)), encoding="utf-8")
    done = tables(copy, "--check")
    assert done.returncode == 1 and page in done.stderr
    assert tables(copy).returncode == 0
    assert path.read_text(encoding="utf-8") == true


def test_a_set_that_is_changed_puts_the_readme_out_of_step(copy):
    for path in sorted((copy / "sets").glob("*.md"))[1:]:
        path.unlink()
    assert tables(copy, "--check").stderr == "not in step, run ./dev tables: README.md\n"
