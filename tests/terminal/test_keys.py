"""Practice key by key, at a terminal: what stands on the screen, and how the terminal is left."""
import os
import re
import resource
import signal
import sqlite3
import termios
import time
from shlex import quote

import pytest
from sitting import FIXED, INK, SET, VIVA, Sitting, hold_against_golden, through_a_pipe

# A key for each thing one can do, and what the prompt says then. (seed 7)
WALK = [
    ("h", "(h: help):"), ("\r", "answer, a"), ("\r", "answer, a"), ("t", "answer, a"), ("p", "answer, a"), ("o", "answer, a"),
    ("g", "answer, a"), ("f", "answer, a"), ("z", "answer, a"), ("b", "How sure?"), ("u", "answer, a"), ("?", "Enter sends it"),
    ("a", "How sure?"), ("3", "(h: help):"), ("\r", "(h: help):"), ("\r", "(h: help):"), ("\r", "(h: help):"),
]


@pytest.mark.parametrize("rows, columns", [(24, 80), (20, 40)])
def test_every_screen_of_a_practice_is_its_golden(tmp_path, rows, columns):
    sitting = Sitting(tmp_path, *FIXED, rows=rows, columns=columns)
    sitting.wait_for("(h: help):")
    screens = [sitting.text()]
    for key, then in WALK:
        sitting.press(key, then)
        screens.append(f"---- {key!r}\n{sitting.text()}")
    sitting.child.send("q")
    assert sitting.end() == 0
    hold_against_golden(f"screens.{columns}x{rows}.txt", "".join(screens))


def test_a_heading_does_not_stand_alone_at_the_end_of_a_screen(tmp_path):
    for rows in range(12, 32):
        sitting = Sitting(tmp_path / str(rows), *FIXED, rows=rows)
        sitting.wait_for("(h: help):")
        screens = [sitting.text()]
        while "Enter shows more" in sitting.line():
            sitting.press("\r", "(h: help):")
            screens.append(sitting.text())
        assert any("How a good answer" in screen for screen in screens)
        for screen in screens:
            assert not screen.split("\n\n")[-2].startswith("How a good answer"), screen
        sitting.child.send("q")
        assert sitting.end() == 0


def settle(sitting):
    """Read until nothing more comes."""
    size = -1
    while size != len(sitting.raw):
        size = len(sitting.raw)
        sitting.read(0.3)


def test_a_practice_ends_with_its_summary_and_can_be_gone_over_again(tmp_path):
    sitting = Sitting(tmp_path, *FIXED, rows=60)
    sitting.wait_for("Enter begins")
    sitting.press("\r", "answer, a")
    for place in (1, 2, 3):
        sitting.press("?", "Enter sends it")
        sitting.press("\r", "Enter: summary" if place == 3 else "Enter: next question")
        assert f"{place} / 3 completed" in sitting.text()
        sitting.press("\r", "a: again" if place == 3 else "answer, a")
    assert "How it went" in sitting.text()
    sitting.press("a", "answer, a")
    assert "1 / 3: " in sitting.text()
    sitting.child.send("q")
    assert sitting.end() == 0
    assert "0 / 3 completed. All of it is kept" in sitting.text()


def test_enter_ends_after_the_summary(tmp_path):
    through_a_pipe(tmp_path, "?\n?\n", *FIXED)
    sitting = Sitting(tmp_path, *FIXED, rows=60)
    sitting.wait_for("answer, a")
    assert "You go on where you stopped: 2 / 3 completed." in sitting.text()
    sitting.press("?", "Enter sends it")
    sitting.press("\r", "Enter: summary")
    sitting.press("\r", "a: again")
    sitting.child.send("\r")
    assert sitting.end() == 0


def at_the_question(data, *arguments, **options):
    sitting = Sitting(data, *FIXED, *arguments, **{"rows": 60, **options})
    sitting.wait_for("Enter begins")
    sitting.press("\r", "answer, a to")
    return sitting


def completed(data):
    """How many answers viva itself says were kept."""
    text = through_a_pipe(data, "", *FIXED).stdout.decode()
    found = re.search(r"You go on where you stopped: (\d) / 3 completed", text)
    return int(found.group(1)) if found else 0


@pytest.mark.parametrize("back", ["u", "\x7f", "\b", "\x1b"])
def test_a_choice_is_taken_back_before_it_is_sent(tmp_path, back):
    sitting = at_the_question(tmp_path)
    sitting.press("b", "B. How sure?")
    sitting.press(back, "answer, a to")
    sitting.child.send("q")
    assert sitting.end() == 0
    assert completed(tmp_path) == 0


def test_a_choice_is_changed_by_another_letter(tmp_path):
    sitting = at_the_question(tmp_path)
    sitting.press("b", "B. How sure?")
    sitting.press("a", "A. How sure?")
    sitting.press("?", "Enter sends it")
    sitting.press("c", "C. How sure?")
    sitting.press("\r", "C. How sure?")
    sitting.press("2", "Enter: next question")
    assert completed(tmp_path) == 1


def test_without_sureness_enter_sends_a_choice(tmp_path):
    sitting = at_the_question(tmp_path, "--no-sureness")
    sitting.press("b", "B. Enter sends it")
    sitting.press("3", "B. Enter sends it")
    sitting.press("\r", "Enter: next question")
    assert completed(tmp_path) == 1


def test_any_option_may_be_chosen_before_all_were_shown(tmp_path):
    sitting = Sitting(tmp_path, *FIXED, rows=12, columns=60)
    sitting.wait_for("(h: help):")
    while "answer, a" not in sitting.line():
        sitting.press("\r", "(h: help):")
    assert "Enter shows more" in sitting.line()
    sitting.press("c", "C. How sure?")


@pytest.mark.parametrize("keys", ["\x1b[A", "\x1b[B", "\x1bOC", "\x1b[1;5D", "\x1b[5~", "\x1bb", "\x1b[200~", "\t", "\x01"])
def test_special_keys_do_nothing(tmp_path, keys):
    sitting = at_the_question(tmp_path)
    before = sitting.text()
    sitting.child.send(keys)
    settle(sitting)
    assert sitting.text() == before
    sitting.press("b", "B. How sure?")
    before = sitting.text()
    sitting.child.send(keys)
    settle(sitting)
    assert sitting.text() == before
    assert completed(tmp_path) == 0


def test_pasted_text_is_not_taken_as_an_answer(tmp_path):
    sitting = at_the_question(tmp_path)
    sitting.child.send("b3\rb3\rthe borrow checker\r" * 200)
    settle(sitting)
    assert "Pasted text is not taken as an answer." in sitting.text()
    sitting.press("b", "B. How sure?")
    assert completed(tmp_path) == 0


def test_a_letter_of_another_script_is_shown_and_refused(tmp_path):
    sitting = at_the_question(tmp_path)
    sitting.press("é", "answer, a to")
    assert "That key does nothing here." in sitting.text()
    assert "é" in sitting.text()


def test_a_remark_for_a_report_is_typed_with_the_terminals_own_editing(tmp_path):
    sitting = at_the_question(tmp_path)
    sitting.press("r", "One line:")
    assert sitting.modes()[3] & termios.ICANON
    sitting.child.send("wromg\x7f\x7fng für mich\r")
    sitting.wait_for("answer, a")
    assert "Remark: wrong für mich" in sitting.text()
    assert not sitting.modes()[3] & termios.ICANON


def test_an_interrupt_while_a_remark_is_typed_ends_the_practice(tmp_path):
    sitting = at_the_question(tmp_path)
    sitting.press("r", "One line:")
    sitting.child.send("abc\x03")
    assert sitting.end() == 130


# How it may end, and how it ends then: keys or a signal, and the exit code.
ENDINGS = {
    "q": ("q", None, 0),
    "Ctrl-D": ("\x04", None, 0),
    "Ctrl-C": ("\x03", None, 130),
    "Ctrl-backslash": ("\x1c", None, 130),
    "SIGINT": ("", signal.SIGINT, 130),
    "SIGTERM": ("", signal.SIGTERM, 130),
    "SIGHUP": ("", signal.SIGHUP, 130),
}


@pytest.mark.parametrize("where", ["at the start", "at the question", "after a choice", "after the answer"])
@pytest.mark.parametrize("ending", ENDINGS)
def test_the_terminal_is_left_as_it_was_and_every_answer_kept(tmp_path, ending, where):
    keys, signal_number, code = ENDINGS[ending]
    sitting = Sitting(tmp_path, *FIXED, rows=60, command=["/bin/sh", "-c", f'stty -ixon; printf "ready: "; read x; exec {quote(VIVA)} practice "$0" "$@"', str(SET), *FIXED])
    sitting.wait_for("ready")
    before = sitting.modes()
    sitting.child.send("\r")
    sitting.wait_for("Enter begins")
    steps = {"at the start": [], "at the question": [("\r", "answer, a")],
             "after a choice": [("\r", "answer, a"), ("b", "How sure?")],
             "after the answer": [("\r", "answer, a"), ("b", "How sure?"), ("3", "Enter: next")]}
    for key, then in steps[where]:
        sitting.press(key, then)
    assert sitting.modes() != before
    if signal_number:
        os.kill(sitting.child.pid, signal_number)
    else:
        sitting.child.send(keys)
    assert sitting.end() == code
    assert sitting.modes() == before
    assert completed(tmp_path) == (where == "after the answer")
    if code == 130:
        assert f"{int(where == 'after the answer')} / 3 completed, all of it is kept" in re.sub(r"\s+", " ", sitting.text())


def test_a_bug_that_stops_the_program_leaves_the_terminal_as_it_was(tmp_path):
    sitting = Sitting(tmp_path, *FIXED)
    before = sitting.modes()
    sitting.wait_for("(h: help):")
    assert sitting.modes() != before
    os.kill(sitting.child.pid, signal.SIGABRT)
    assert sitting.end() == -signal.SIGABRT
    assert sitting.modes() == before


def test_a_second_interrupt_does_not_wait_for_the_disk(tmp_path):
    sitting = at_the_question(tmp_path)
    sitting.press("b", "How sure?")
    with sqlite3.connect(tmp_path / "viva.db", isolation_level=None) as other:
        other.execute("begin immediate") # nobody else can write now
        sitting.child.send("3")
        sitting.read(0.3)
        sitting.child.send("\x03")
        sitting.read(0.3)
        assert sitting.child.isalive()
        sitting.child.send("\x03")
        assert sitting.end(2) == 130
        other.execute("rollback")
    assert sitting.modes()[3] & termios.ICANON and sitting.modes()[3] & termios.ECHO


def test_a_terminal_that_is_gone_ends_the_practice(tmp_path):
    sitting = at_the_question(tmp_path)
    sitting.press("b", "How sure?")
    sitting.press("3", "Enter: next")
    os.close(sitting.child.child_fd)
    sitting.child.child_fd, sitting.child.closed = -1, True
    until = time.monotonic() + 10
    while os.waitpid(sitting.child.pid, os.WNOHANG) == (0, 0):
        assert time.monotonic() < until
        time.sleep(0.05)
    assert completed(tmp_path) == 1


def test_what_was_typed_ahead_is_not_left_for_the_shell(tmp_path):
    sitting = Sitting(tmp_path, rows=60, command=["/bin/sh", "-c", f'{quote(VIVA)} practice "$0" "$@"; read line; echo "[$line]"', str(SET), *FIXED])
    sitting.wait_for("Enter begins")
    sitting.child.send("qrm\r")
    settle(sitting)
    sitting.child.send("end\r")
    sitting.end()
    assert "[end]" in sitting.text()


def test_a_practice_is_stopped_and_goes_on(tmp_path):
    shell = Sitting(tmp_path, rows=60, command=["/bin/bash", "--norc", "--noprofile", "--noediting", "-i"], PS1="ready> ")
    shell.wait_for("ready>")
    before = shell.modes()
    shell.press(f"{quote(VIVA)} practice {quote(str(SET))} {' '.join(FIXED)}\r", "Enter begins")
    shell.press("\r", "answer, a")
    for _ in range(2):
        raw = shell.modes()
        shell.press("\x1a", "ready>")
        assert "Stopped" in shell.text()
        assert shell.modes() == before
        shell.press("fg\r", "answer, a")
        assert shell.modes() == raw != before
    shell.press("b", "How sure?")
    shell.press("\x1a", "ready>")
    shell.press("fg\r", "B. How sure?")
    shell.press("3", "Enter: next")
    shell.press("q", "ready>")
    assert shell.modes() == before
    assert completed(tmp_path) == 1


def test_a_stop_that_cannot_be_caught_leaves_a_prompt_when_it_goes_on(tmp_path):
    sitting = at_the_question(tmp_path)
    raw = sitting.modes()
    os.kill(sitting.child.pid, signal.SIGSTOP)
    cooked = [*raw]
    cooked[3] |= termios.ICANON | termios.ECHO
    termios.tcsetattr(sitting.child.child_fd, termios.TCSANOW, cooked)
    count = sitting.raw.count(b"answer, a")
    os.kill(sitting.child.pid, signal.SIGCONT)
    settle(sitting)
    assert sitting.raw.count(b"answer, a") == count + 1
    assert sitting.modes() == raw


def test_a_window_that_changes_is_filled_to_its_new_width(tmp_path):
    sitting = Sitting(tmp_path, *FIXED, rows=12, columns=100)
    sitting.wait_for("(h: help):")
    while "answer, a" not in sitting.line():
        sitting.press("\r", "(h: help):")
    sitting.child.setwinsize(14, 40)
    sitting.screen.resize(14, 40)
    size = len(sitting.raw)
    sitting.press("o", "answer, a")
    lines = INK.sub(b"", sitting.raw[size:]).decode().split("\r\n")
    assert max(len(line) for line in lines) <= 40
    assert sum(len(line) > 30 for line in lines) > 3


def test_a_store_that_fails_ends_the_practice_with_a_clear_error_and_a_sane_terminal(tmp_path):
    sitting = at_the_question(tmp_path)
    sitting.press("b", "How sure?")
    resource.prlimit(sitting.child.pid, resource.RLIMIT_FSIZE, (0, 0))
    sitting.child.send("3")
    assert sitting.end() == 4
    assert sitting.modes()[3] & termios.ICANON and sitting.modes()[3] & termios.ECHO
    said = sitting.raw.decode().split("How sure?")[1]
    assert "completed" not in said and "best answer" not in said
    assert re.search(r"viva: .*(disk|database|write)", said), said
    assert completed(tmp_path) == 0


def test_only_our_ink_reaches_the_terminal_and_the_cursor_is_never_moved(tmp_path):
    sitting = at_the_question(tmp_path)
    for key, then in [("h", "answer, a"), ("x", "answer, a"), ("b", "How sure?"), ("u", "answer, a"), ("b", "How sure?"), ("3", "Enter: next")]:
        sitting.press(key, then)
    sitting.child.send("q")
    sitting.end()
    text = INK.sub(b"", sitting.raw).decode()
    assert all(character.isprintable() or character in "\r\n" for character in text)


@pytest.mark.parametrize("arguments, more", [(["--color", "never"], {}), ([], {"NO_COLOR": "1"})])
def test_without_colour_keys_work_as_ever(tmp_path, arguments, more):
    sitting = at_the_question(tmp_path, *arguments, **more)
    sitting.press("b", "How sure?")
    sitting.press("3", "Enter: next")
    assert b"\x1b" not in sitting.raw
