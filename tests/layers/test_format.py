"""White space: ./dev format decides about it, so that no change is about white space alone."""

import os
import subprocess
from pathlib import Path

SOURCE = Path(os.environ.get("VIVA_SOURCE", Path(__file__).resolve().parents[2]))


def test_every_c_source_looks_as_dev_format_leaves_it():
    done = subprocess.run([SOURCE / "dev", "format", "--check"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False)
    assert sorted({line.split(":")[0] for line in done.stderr.splitlines() if ": error: " in line}) == []
    assert (done.returncode, done.stdout) == (0, "")
