"""How the program ends when the world around it does not do as it should: with a sentence, the right exit code, and nothing lost."""
import os
import re
import shutil
import signal
import subprocess
import time

import pexpect
import pytest

from conftest import VIVA, environment, in_namespace, set_path


@pytest.fixture
def practised(viva, tmp_path):
    """A program with one answer in its data."""
    shutil.copy(set_path("small.md"), tmp_path / "small.md")
    viva.fine("practice", "small.md", "--seed", "1", stdin="a\n")
    return viva


def test_a_full_disk_is_told_and_nothing_is_acknowledged(practised):
    done = in_namespace(practised, "mkdir full && mount -t tmpfs -o size=64k tmpfs full && "
                                   "{ dd if=/dev/zero of=full/filler bs=1k 2>/dev/null || true; } && "
                                   "echo a | VIVA_DATA=full \"$VIVA\" practice small.md")
    assert done.returncode == 4
    assert done.stderr.startswith("viva: ")
    assert "No space left on device" in done.stderr or "disk is full" in done.stderr
    assert "completed" not in done.stdout


def test_a_disk_that_fills_up_while_one_practises_keeps_what_was_acknowledged(practised):
    done = in_namespace(practised, "mkdir full && mount -t tmpfs -o size=200k tmpfs full && export VIVA_DATA=full && "
                                   "(echo a; sleep 1; dd if=/dev/zero of=full/filler bs=1k 2>/dev/null; echo b) | "
                                   "\"$VIVA\" practice small.md && echo fine; rm full/filler; \"$VIVA\" progress small.md")
    assert "1 / 2 completed" in done.stdout
    assert "Of all time: " in done.stdout
    answered = int(done.stdout.split("Of all time: ")[1].split()[0])
    acknowledged = max(n for n in (0, 1, 2) if "%d / 2 completed" % n in done.stdout)
    assert answered == acknowledged


def test_a_read_only_data_folder_can_be_looked_at_and_says_so_when_written_to(practised):
    done = in_namespace(practised, "mount --bind data data && mount -o remount,ro,bind data && "
                                   "\"$VIVA\" progress small.md && echo a | \"$VIVA\" practice small.md")
    assert "Of all time: 1 of 2 exercises answered." in done.stdout
    assert done.returncode == 4
    assert done.stderr.startswith("viva: ")
    assert "read" in done.stderr and "only" in done.stderr


def test_a_data_folder_that_cannot_be_made_is_told(viva, tmp_path):
    (tmp_path / "data").write_text("a file is in the way")
    shutil.copy(set_path("small.md"), tmp_path / "small.md")
    done = viva("practice", "small.md", stdin="a\n")
    assert done.returncode in (3, 4)
    assert done.stderr.startswith("viva: ") and "data" in done.stderr
    assert "completed" not in done.stdout


def test_a_database_of_a_newer_viva_is_left_alone(practised, tmp_path):
    subprocess.run(["sqlite3", "data/viva.db", "pragma user_version = 99"], cwd=tmp_path, check=True)
    before = (tmp_path / "data/viva.db").read_bytes()
    for words in (["progress"], ["sets"], ["practice", "small.md"], ["reset", "small.md"], ["export-journal"], ["rebuild"],
                  ["backup", "copy.db"], ["forget", "--yes"]):
        done = practised(*words, stdin="a\n")
        assert done.returncode == 4
        assert "newer viva" in done.stderr
    assert (tmp_path / "data/viva.db").read_bytes() == before


def test_what_is_no_database_is_left_alone(practised, tmp_path):
    (tmp_path / "data/viva.db").write_text("my diary, line by line\n" * 500)
    done = practised("progress")
    assert done.returncode == 4
    assert done.stderr.startswith("viva: ") and "viva.db" in done.stderr
    assert (tmp_path / "data/viva.db").read_text().startswith("my diary")


def test_output_that_cannot_be_written_is_told(viva):
    with open("/dev/full", "w") as full:
        done = subprocess.run([VIVA, "sets"], cwd=viva.folder, env=environment(viva.folder), stdout=full,
                              stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 4
    assert done.stderr == "viva: cannot write standard output: No space left on device\n"


def test_a_reader_that_goes_away_ends_it_quietly(viva):
    done = subprocess.run(["bash", "-c", '"$0" show senior-rust --key --json | head -c 10', VIVA], cwd=viva.folder,
                          env=environment(viva.folder), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False)
    assert done.stderr == ""


def test_ctrl_c_ends_a_command_with_130(viva):
    child = subprocess.Popen([VIVA, "check", "-"], cwd=viva.folder, env=environment(viva.folder), stdin=subprocess.PIPE,
                             stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    time.sleep(0.5)
    child.send_signal(signal.SIGINT)
    out, err = child.communicate(timeout=20)
    assert (child.returncode, out, err) == (130, "", "\nviva: interrupted\n")


def test_ctrl_c_in_practice_ends_with_130_and_keeps_the_answers(viva, tmp_path):
    shutil.copy(set_path("small.md"), tmp_path / "small.md")
    child = subprocess.Popen([VIVA, "practice", "small.md", "--seed", "1"], cwd=viva.folder,
                             env=environment(viva.folder), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                             text=True)
    child.stdin.write("a\n")
    child.stdin.flush()
    while "1 / 2 completed" not in child.stdout.readline():
        pass
    child.send_signal(signal.SIGINT)
    assert child.wait(timeout=20) == 130  # with its input still open: the end of input is another ending
    child.communicate()
    assert "Of all time: 1 of 2 exercises answered." in viva.fine("progress", "small.md")


def test_control_characters_of_a_name_never_reach_the_terminal(viva):
    for words in (["show", "\x1b[31mred.md"], ["sets", "--\x1b]0;title\x07"], ["backup", "--data", "\x1b[2J", "x"],
                  ["\x1b[31m"], ["where", "--data", "\x1b[2J"]):
        done = viva(*words)
        assert "\x1b" not in done.stderr + done.stdout and "\x07" not in done.stderr


# On a terminal.

def on_terminal(viva, *words):
    return pexpect.spawn(VIVA, list(words), cwd=str(viva.folder), env=environment(viva.folder, TERM="xterm"), timeout=20,
                         encoding="utf-8", dimensions=(24, 80))


def test_forget_asks_on_a_terminal_and_takes_no_for_an_answer(practised):
    child = on_terminal(practised, "forget")
    child.expect_exact('Erase every answer and all progress in "data"? It cannot be undone. [y/N] ')
    child.sendline("")
    child.expect_exact("viva: nothing was erased")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 130
    assert "Of all time: 1 of 2" in practised.fine("progress", "small.md")


def test_forget_on_a_terminal_erases_after_a_yes(practised):
    child = on_terminal(practised, "forget")
    child.expect_exact("[y/N] ")
    child.sendline("y")
    child.expect_exact("Erased: ")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert "Of all time: 0 of 2" in practised.fine("progress", "small.md")


def test_work_over_a_second_says_how_far_it_is_on_a_terminal(viva, tmp_path):
    shutil.copy(set_path("small.md"), tmp_path / "small.md")
    child = on_terminal(viva, "check", "-", "small.md", "small.md")
    time.sleep(1.3)  # the first set takes its time to come
    child.sendline("no set")
    child.sendeof()
    child.expect_exact("1 set checked")
    child.expect_exact("3 sets and 4 exercises: 2 errors")
    child.expect(pexpect.EOF)


def test_quick_work_says_nothing_in_between(viva, tmp_path):
    shutil.copy(set_path("small.md"), tmp_path / "small.md")
    child = on_terminal(viva, "check", "small.md", "small.md")
    child.expect(pexpect.EOF)
    assert child.before == "2 sets and 4 exercises: nothing to complain about\r\n"


def test_colour_is_for_terminals_unless_it_is_asked_for(viva):
    assert "\x1b" not in viva.fine("show", "senior-rust")
    assert "\x1b[" in viva.fine("show", "senior-rust", "--color", "always")
    assert "\x1b[" in viva.fine("show", "senior-rust", "--color=always", NO_COLOR="1")
    for more, words, is_coloured in (({}, [], True), ({"NO_COLOR": "1"}, [], False), ({"TERM": "dumb"}, [], False),
                                     ({}, ["--color", "never"], False), ({}, ["--plain"], False)):
        child = pexpect.spawn(VIVA, ["show", "senior-rust", *words], cwd=str(viva.folder),
                              env=environment(viva.folder, **{"TERM": "xterm", **more}), timeout=20, encoding="utf-8",
                              dimensions=(24, 80))
        child.expect(pexpect.EOF)
        assert ("\x1b[" in child.before) == is_coloured, (more, words)


def test_no_listing_is_wider_than_the_terminal(viva):
    child = on_terminal(viva, "where")
    child.expect(pexpect.EOF)
    shown = re.sub(r"\x1b\[[0-9;]*m", "", child.before)
    assert "viva.db" in shown and all(len(line) <= 80 for line in shown.splitlines())


def test_a_name_with_a_line_feed_is_one_line_of_a_message(viva):
    done = viva("show", "two\nlines.md")
    assert done.stderr.count("\n") == 1
    assert os.path.basename(VIVA) == "viva"
