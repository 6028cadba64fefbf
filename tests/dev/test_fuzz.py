"""tools/fuzz.sh: what a fuzzer finds is kept when it crashes, and forgotten when it does not."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

SOURCE = Path(os.environ.get("VIVA_SOURCE", Path(__file__).resolve().parents[2]))

# Dies of an input that begins with "fa"; others lead it to more and more branches.
TARGET = r"""
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size >= 2 && data[0] == 'f' && data[1] == 'a' && DIES) {
        abort();
    }
    return 0;
}
"""


@pytest.fixture(scope="module")
def programs(tmp_path_factory):
    folder = tmp_path_factory.mktemp("programs")
    (folder / "target.c").write_text(TARGET)
    for name, dies in [("sound", 0), ("frail", 1)]:
        command = ["clang", "-fsanitize=fuzzer", f"-DDIES={dies}", folder / "target.c", "-o", folder / f"fuzz_{name}"]
        subprocess.run(command, check=True)
    return folder


@pytest.fixture
def root(tmp_path, programs):
    """A project with the seed "f" in the corpus of both targets."""
    shutil.copytree(programs, tmp_path / "build-fuzz" / "tests" / "fuzz")
    for name in ["sound", "frail"]:
        (tmp_path / "tests" / "fuzz" / "corpus" / name).mkdir(parents=True)
        (tmp_path / "tests" / "fuzz" / "corpus" / name / "seed").write_text("f")
    return tmp_path


def fuzz(root, *words):
    command = ["sh", SOURCE / "tools" / "fuzz.sh", root, *words]
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False)


def files(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_a_target_that_holds_leaves_the_tree_as_it_was(root):
    done = fuzz(root, "--seconds", "1", "sound")
    assert (done.returncode, done.stdout) == (0, "sound: 1 seconds, nothing found\n")
    assert files(root / "tests") == ["fuzz/corpus/frail/seed", "fuzz/corpus/sound/seed"]
    assert not (root / "tests" / "fuzz" / "crashes").exists()


def test_an_input_that_crashes_is_kept_for_the_tests(root):
    done = fuzz(root, "--seconds", "20", "frail")
    assert done.returncode == 1
    assert done.stdout == "frail: FAILED; the input is in tests/fuzz/crashes/frail\n"
    (crash,) = (root / "tests" / "fuzz" / "crashes" / "frail").iterdir()
    assert crash.read_bytes().startswith(b"fa")


def test_without_a_name_every_target_is_fuzzed(root):
    done = fuzz(root, "--seconds", "2")
    assert done.returncode == 1
    assert [line.split(":")[0] for line in done.stdout.splitlines()] == ["frail", "sound"]


def test_what_does_not_exist_is_not_fuzzed(root):
    assert fuzz(root, "sond").returncode == 2
    assert fuzz(root, "--seconds", "long").returncode == 2
    shutil.rmtree(root / "build-fuzz" / "tests")
    done = fuzz(root)
    assert (done.returncode, done.stderr) == (1, "dev: there is nothing to fuzz\n")
