"""How the program as a whole is called in tests: in a folder of its own, with nothing of the caller's around it."""
import os
import re
import subprocess

import pytest

VIVA = os.environ["VIVA"]
SOURCE = os.environ["VIVA_SOURCE"]
assert os.access(VIVA, os.X_OK), "no program to test: " + VIVA  # goldens could otherwise be written without one
SETS = os.path.join(SOURCE, "tests/cmd/sets")


def environment(folder, **more):
    """Of every call: data in "data" below the folder, no terminal, no colour, a time zone that does not move."""
    chosen = {"PATH": os.environ["PATH"], "HOME": str(folder), "VIVA_DATA": "data", "TZ": "UTC", "LC_ALL": "C.UTF-8"}
    for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "GCOV_PREFIX", "GCOV_PREFIX_STRIP"):
        if name in os.environ:
            chosen[name] = os.environ[name]
    chosen.update(more)
    return chosen


class Program:
    """viva, in one folder."""

    def __init__(self, folder):
        self.folder = folder

    def __call__(self, *words, stdin="", timeout=50, **more):
        return subprocess.run([VIVA, *words], cwd=self.folder, env=environment(self.folder, **more), input=stdin,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=timeout, check=False)

    def fine(self, *words, **more):
        done = self(*words, **more)
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout


@pytest.fixture
def viva(tmp_path):
    return Program(tmp_path)


def in_namespace(program, script, **more):
    """A shell that may mount what nobody else sees."""
    if subprocess.run(["unshare", "-rm", "true"], stderr=subprocess.DEVNULL, check=False).returncode:
        pytest.skip("mounting for oneself takes namespaces, which this machine does not give")
    chosen = environment(program.folder, VIVA=VIVA, **more)
    return subprocess.run(["unshare", "-rm", "sh", "-ec", script], cwd=program.folder, env=chosen, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True, timeout=50, check=False)


def set_path(name):
    return os.path.join(SETS, name)


def command_names(program):
    """All commands that help lists; of those in a group, both words."""
    lines = program.fine("help").split("Commands:\n")[1].split("\n\n")[0].splitlines()
    return [re.split("  +", line.strip())[0] for line in lines if not line.startswith(" " * 10)]


def option_names(program, command):
    """All options that help names for one command, as they are typed."""
    names = []
    for line in program.fine("help", *command.split()).splitlines():
        if line.startswith("  -"):
            names += [word.strip(",") for word in line.split() if word.startswith("-")]
    return names
