"""The completions, in the shells they are made for."""
import os
import shutil
import subprocess

import pexpect
import pytest

from conftest import VIVA, command_names, environment, option_names, set_path

NEEDED = "install the package {0} to test the completion of {0}"


def needs(shell):
    if shutil.which(shell) is None:
        pytest.skip(NEEDED.format(shell))


@pytest.fixture
def place(viva, tmp_path):
    """A folder with things to complete, and viva in the path."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/viva").symlink_to(VIVA)
    (tmp_path / "drafts").mkdir()
    shutil.copy(set_path("small.md"), tmp_path / "small.md")
    (tmp_path / "notes.txt").write_text("no set")
    for shell in ("bash", "zsh", "fish"):
        (tmp_path / ("viva." + shell)).write_text(viva.fine("completion", shell))
    return tmp_path


def shell_environment(place, **more):
    chosen = environment(place, TERM="dumb", **more)
    chosen["PATH"] = str(place / "bin") + ":" + chosen["PATH"]
    return chosen


# bash: the function as readline calls it.

BASH = """
compopt() { :; }
source ./viva.bash
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
_viva
printf '%s\\n' "${COMPREPLY[@]}"
"""


def in_bash(place, *words):
    done = subprocess.run(["bash", "-c", BASH, "bash", "viva", *words], cwd=place, env=shell_environment(place),
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=30, check=False)
    assert done.stderr == ""
    return [line for line in done.stdout.splitlines() if line]


def test_bash_completes_every_command_and_option(place, viva):
    assert in_bash(place, "")[: len(command_names(viva))] == command_names(viva)
    for name in command_names(viva):
        assert name in in_bash(place, name[:3])
        offered = in_bash(place, name, "--")
        assert sorted(offered) == sorted(option for option in option_names(viva, name) if option.startswith("--"))


def test_bash_completes_sets_files_folders_choices_and_shells(place, viva):
    sets = viva.fine("sets", "--ids").splitlines()
    assert in_bash(place, "practice", "senior-r") == ["senior-rust"]
    assert sorted(in_bash(place, "practice", "")) == sorted(["bin", "drafts", "small.md", *sets])
    assert sorted(in_bash(place, "check", "")) == sorted(["bin", "drafts", "small.md", *sets])
    assert in_bash(place, "backup", "no") == ["notes.txt"]
    assert in_bash(place, "--color", "") == ["auto", "always", "never"]
    assert in_bash(place, "sets", "--color", "=", "al") == ["always"]
    assert in_bash(place, "--data", "dr") == ["drafts"]
    assert in_bash(place, "completion", "") == ["bash", "zsh", "fish"]
    assert in_bash(place, "help", "exp") == ["export-journal"]
    assert in_bash(place, "sets", "--seed", "") == []


def test_bash_finds_the_command_behind_options(place):
    assert "--key" in in_bash(place, "--data", "drafts", "show", "--k")
    assert "--key" in in_bash(place, "--color", "=", "never", "show", "--k")
    assert "--key" in in_bash(place, "--plain", "show", "--k")


def typed(place, shell, *arguments):
    child = pexpect.spawn(shell, list(arguments), cwd=str(place), env=shell_environment(place, PS1="> "), timeout=20,
                          encoding="utf-8", dimensions=(50, 200))
    return child


def test_bash_completes_as_one_types(place):
    child = typed(place, "bash", "--norc", "--noprofile", "-i")
    child.sendline("source ./viva.bash && echo re''ady")
    child.expect_exact("ready")
    child.send("viva prac\tsenior-r\t--pl\t")
    child.expect_exact("practice senior-rust --plain")
    child.sendline("\x15exit")  # Ctrl-U: an interrupt would throw away what is typed behind it
    child.expect(pexpect.EOF)


# zsh: only typing shows what its completion system makes of a script.

def test_zsh_completes_as_one_types(place):
    needs("zsh")
    child = typed(place, "zsh", "-f", "-i")
    child.sendline("autoload -Uz compinit && compinit -u -D && source ./viva.zsh && unsetopt prompt_sp beep list_beep && echo re''ady")
    child.expect_exact("ready")
    for keys, line in (
            ("viva prac\t", "viva practice"),
            ("viva practice senior-r\t", "viva practice senior-rust"),
            ("viva sets --js\t", "viva sets --json"),
            ("viva show --se\t", "viva show --seed="),
            ("viva --color=al\t", "viva --color=always"),
            ("viva --color=never show --ke\t", "viva --color=never show --key"),
            ("viva check sm\t", "viva check small.md"),
            ("viva backup no\t", "viva backup notes.txt"),
            ("viva completion fi\t", "viva completion fish"),
            ("viva help exp\t", "viva help export-journal"),
    ):
        child.send(keys)
        child.expect_exact(line)
        child.send("\x15")  # clear the line
    child.sendline("exit")
    child.expect(pexpect.EOF)


def test_zsh_loads_the_script_as_a_function_of_fpath(place):
    needs("zsh")
    (place / "functions").mkdir()
    shutil.copy(place / "viva.zsh", place / "functions/_viva")
    child = typed(place, "zsh", "-f", "-i")
    child.sendline("fpath=(./functions $fpath); autoload -Uz compinit && compinit -u -D && unsetopt beep list_beep && echo re''ady")
    child.expect_exact("ready")
    child.send("viva expo\t")
    child.expect_exact("viva export-journal")
    child.send("\x15")
    child.sendline("exit")
    child.expect(pexpect.EOF)


# fish says itself what it would offer.

def in_fish(place, line):
    done = subprocess.run(["fish", "--no-config", "-c", "source ./viva.fish; complete -C $argv[1]", line], cwd=place,
                          env=shell_environment(place), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                          timeout=30, check=False)
    assert done.stderr == ""
    return [offered.split("\t")[0] for offered in done.stdout.splitlines()]


def test_fish_completes_every_command_and_option(place, viva):
    needs("fish")
    assert sorted(in_fish(place, "viva ")) == sorted(command_names(viva))
    for name in command_names(viva):
        offered = in_fish(place, "viva %s --" % name)
        assert sorted(offered) == sorted(option for option in option_names(viva, name) if option.startswith("--"))


def test_fish_completes_sets_files_choices_and_shells(place):
    needs("fish")
    assert in_fish(place, "viva practice senior-r") == ["senior-rust"]
    assert "small.md" in in_fish(place, "viva check sm")
    assert in_fish(place, "viva --color a") == ["auto", "always"] or sorted(in_fish(place, "viva --color a")) == ["always", "auto"]
    assert sorted(in_fish(place, "viva completion ")) == ["bash", "fish", "zsh"]
    assert in_fish(place, "viva help expo") == ["export-journal"]


def test_the_programs_of_the_shells_find_nothing_wrong(place):
    for shell, words in (("bash", ["-n"]), ("zsh", ["-n"]), ("fish", ["--no-execute"])):
        if shutil.which(shell):
            done = subprocess.run([shell, *words, "viva." + shell], cwd=place, stderr=subprocess.PIPE, text=True, check=False)
            assert (done.returncode, done.stderr) == (0, "")
    assert os.path.getsize(place / "viva.zsh") > 0
