"""Help, the manual and the completions say the same of every command and option, since they come from one table."""
import os
import re
import subprocess

import pexpect
import pytest
from conftest import SOURCE, VIVA, command_names, environment, option_names

PAGE = os.path.join(SOURCE, "man/viva.1")


def manual_sections():
    """What viva(1) says of each command, by its name."""
    with open(PAGE, encoding="utf-8") as file:
        commands = file.read().split(".Sh COMMANDS\n")[1].split(".Sh OPTIONS\n")
    sections = {}
    for section in commands[0].split(".It Xo\n.Nm\n.Cm ")[1:]:
        name, text = section.split("\n", 1)
        sections[name] = text
    return sections, commands[1]


def in_manual(option):
    """As mdoc writes it."""
    return "Fl -" + option[2:] if option.startswith("--") else "Fl " + option[1:]


def test_no_line_of_help_is_80_columns_wide(viva):
    for text in [viva.fine("help")] + [viva.fine("help", *name.split()) for name in command_names(viva)] + [viva.fine("help", "set")]:
        for line in text.splitlines():
            assert len(line) < 80, line


@pytest.mark.parametrize("columns", [34, 40, 60, 79])
def test_help_is_no_wider_than_the_terminal_and_parts_no_word(viva, columns):
    for words in ([], ["help", "plan"], ["set", "--help"]):
        child = pexpect.spawn(VIVA, words, cwd=viva.folder, env=environment(viva.folder), dimensions=(50, columns), timeout=20)
        lines = child.read().decode().splitlines()
        child.close()
        assert child.exitstatus == 0
        for line in lines:
            assert len(line) < columns or line.startswith(("  viva ", "Usage: viva ")), line  # what is typed stays whole
        wide = viva.fine(*words)
        assert " ".join(lines).split() == wide.split()


def test_help_of_every_command_begins_with_its_usage_and_has_an_example_or_needs_none(viva):
    for name in command_names(viva):
        text = viva.fine("help", *name.split())
        assert text.startswith("Usage: viva " + name)
        assert text == viva.fine(*name.split(), "--help")
        assert "Examples:" in text or name == "version"


def test_every_example_of_help_is_a_call_that_is_understood(viva):
    for name in command_names(viva):
        for line in viva.fine("help", *name.split()).split("Examples:\n")[-1].splitlines():
            call = re.search(r"\bviva (set [a-z-]+|[a-z-]+)", line)
            if line.startswith("  ") and not line.startswith("      ") and call:
                assert call.group(1) in command_names(viva)


def test_every_command_and_option_is_in_the_manual(viva):
    sections, everywhere = manual_sections()
    assert sorted(sections) == sorted(command_names(viva))
    for name in command_names(viva):
        for option in option_names(viva, name):
            assert in_manual(option) + "\n" in sections[name] + everywhere or in_manual(option) + " " in sections[name] + everywhere


def test_every_command_and_option_is_in_the_completions(viva):
    for shell, option_form in (("bash", "{0}"), ("zsh", "{0}"), ("fish", "-l {1}")):
        script = viva.fine("completion", shell)
        for name in command_names(viva):
            assert all(word in script for word in name.split())
            for option in option_names(viva, name):
                if option.startswith("--"):
                    assert option_form.format(option, option[2:]) in script, (shell, name, option)


def test_the_manual_is_in_step_with_the_tables():
    done = subprocess.run(["/usr/bin/python3", os.path.join(SOURCE, "tools/manual.py"), "--check", VIVA, PAGE],
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_the_manual_pages_are_without_fault():
    for page in ("viva.1", "viva-serve.1", "viva-set.5"):
        done = subprocess.run(["mandoc", "-T", "lint", os.path.join(SOURCE, "man", page)], stdout=subprocess.PIPE, text=True,
                              check=False)
        # The other page is not installed where tests run.
        told = [line for line in done.stdout.splitlines() if "referenced manual not found" not in line]
        assert told == []


def test_hidden_commands_are_in_no_list(viva):
    for text in (viva.fine("help"), viva.fine("completion", "bash"), viva.fine("completion", "fish")):
        assert not re.search(r"\bmanual\b", text)
    assert "manual" not in viva("manul").stderr


def test_the_same_is_shown_whatever_the_locale(viva):
    assert viva.fine("help", LC_ALL="C") == viva.fine("help", LC_ALL="C.UTF-8")
