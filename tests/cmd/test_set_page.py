"""viva-set(5) tells of every name that the reader knows, and of no other; so does docs/format.md."""
import os
import re

import pytest

from conftest import SOURCE, set_path


def read(path):
    with open(os.path.join(SOURCE, path), encoding="utf-8") as file:
        return file.read()


def known_names(viva):
    """A set with a wrong name wherever a name can stand: the hints list the right ones."""
    hints = re.findall(r"hint: known here: (.*)", viva("check", set_path("allwrong.md")).stderr)
    assert len(hints) == 12
    return sorted(set(re.findall(r'"([^"]+)"', " ".join(hints))))


def page_names():
    """Every name that the page sets in its own face."""
    names = set()
    for line in read("man/viva-set.5").splitlines():
        for word in re.findall(r"Cm (?:#+ )?([A-Za-z-]+)", line):
            names.add(word)
    return sorted(names)


def test_the_page_tells_of_every_name_and_of_no_other(viva):
    assert page_names() == known_names(viva)


def test_the_specification_tells_of_every_name(viva):
    text = read("docs/format.md")
    assert [name for name in known_names(viva) if not re.search(r"(?<![\w-])%s(?![\w-])" % re.escape(name), text)] == []


@pytest.mark.parametrize("number", range(len(re.findall(r"\.Bd -literal\n(.*?)\.Ed", read("man/viva-set.5"), re.S))))
def test_every_example_of_the_page_is_a_set_without_fault(viva, tmp_path, number):
    example = re.findall(r"\.Bd -literal\n(.*?)\.Ed", read("man/viva-set.5"), re.S)[number]
    (tmp_path / "example.md").write_text(example)
    assert viva.fine("check", "--strict", "example.md") == "1 set and 1 exercise: nothing to complain about\n"
