"""Every row of src/words/problems.def is seen in a test, word for word."""
import glob
import os
import re

SOURCE = os.environ["VIVA_SOURCE"]

# Sets that are too large for a file of their own are made by tests/read/caps.c.
MADE = {"file-too-large", "block-too-long", "too-long"}


def read(path):
    with open(os.path.join(SOURCE, path), encoding="utf-8") as file:
        return file.read()


def codes():
    return re.findall(r'^PROBLEM\(\w+, "([\w-]+)"', read("src/words/problems.def"), re.M)


def shown():
    """The codes in all goldens of tests/read/problems."""
    paths = glob.glob(os.path.join(SOURCE, "tests/read/problems/*.expected"))
    return set(re.findall(r"^\S.*: (?:error|warning): .* \[([\w-]+)\]$", "\n".join(map(read, paths)), re.M))


def test_every_code_has_a_golden_or_is_made_at_its_cap():
    assert len(codes()) > 60
    assert set(codes()) - shown() == MADE


def test_what_is_made_is_asked_for_by_its_code():
    caps = read("tests/read/caps.c")
    assert [code for code in sorted(MADE) if '"%s"' % code not in caps] == []


def test_no_golden_has_a_code_that_is_not_there():
    assert shown() <= set(codes())
