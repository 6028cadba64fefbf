"""Sessions: what is typed, and what exactly comes back. Each file in sessions/ is one, to be read from top to bottom.

A line that begins with "  $ " is typed; the lines below it that begin with two spaces are its standard output, with "  ! " its
standard error, and "  [2]" says its exit code when that is not 0. All else is talk. VIVA_GOLDEN=write writes what came.
"""
import glob
import os
import re
import subprocess

import pytest

from conftest import SETS, SOURCE, VIVA, environment

FILES = sorted(glob.glob(os.path.join(SOURCE, "tests/cmd/sessions/*.txt")))

# What differs from run to run, and says nothing.
SCRUBBED = [
    (re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}"), "UUID"),
    (re.compile(r"\b[0-9a-f]{64}\b"), "HASH"),
    (re.compile(r"\b\d+ bytes\b"), "N bytes"),
    (re.compile(r"\bviva 0\.\d+\.\d+\b"), "viva VERSION"),
    (re.compile(r'"viva":"0\.\d+\.\d+"'), '"viva":"VERSION"'),
]


def scrubbed(text):
    for pattern, word in SCRUBBED:
        text = pattern.sub(word, text)
    return text


def block(text, prefix):
    """The lines of an output, each behind the prefix; a last line without its end is marked."""
    if not text:
        return []
    lines = [(prefix + line).rstrip() if not line.strip() else prefix + line for line in scrubbed(text).split("\n")]
    if text.endswith("\n"):
        return lines[:-1]
    return lines[:-1] + [lines[-1] + "(no line feed)"]


def typed(line, folder, chosen):
    """What comes back on one line that is typed."""
    done = subprocess.run(["bash", "-c", line[4:]], cwd=folder, env=chosen, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True, timeout=50, check=False)
    code = ["  [%d]" % done.returncode] if done.returncode else []
    return [line] + block(done.stdout, "  ") + block(done.stderr, "  ! ") + code


def play(path, folder):
    """The session as it is played now."""
    programs = os.path.join(folder, ".programs")
    os.mkdir(programs)
    os.symlink(VIVA, os.path.join(programs, "viva"))
    os.symlink(SETS, os.path.join(programs, "sets"))  # a name without spaces, wherever the project is
    chosen = environment(folder, SETS=os.path.join(programs, "sets"))
    chosen["PATH"] = programs + ":" + chosen["PATH"]
    played, is_output = [], False
    with open(path, encoding="utf-8") as file:
        for line in file.read().splitlines():
            if line.startswith("  $ "):
                played += typed(line, folder, chosen)
                is_output = True
            elif is_output and line.strip() and not line.startswith("  "):
                played += ["", line]
                is_output = False
            elif not is_output:
                played.append(line)
    return "\n".join(played) + "\n"


@pytest.mark.parametrize("path", FILES, ids=[os.path.basename(path)[:-4] for path in FILES])
def test_session_goes_as_written(path, tmp_path):
    played = play(path, str(tmp_path))
    if os.environ.get("VIVA_GOLDEN") == "write":
        with open(path, "w", encoding="utf-8") as file:
            file.write(played)
    with open(path, encoding="utf-8") as file:
        assert played == file.read()


def test_there_are_sessions():
    assert len(FILES) >= 10
