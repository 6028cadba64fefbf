"""Practice line by line: what a pipe, a screen reader and --plain get."""
import os
import pty
import re
import select
import signal
import subprocess
import time

import pytest
from sitting import FIXED, SET, VIVA, environment, hold_against_golden, through_a_pipe

EVERYTHING = """help
guide
terms
phrases
options
x
b 9

flag
skip
report the second answer is right, too
b 3
?
a 1
"""


def lines_of(process):
    return process.stdout.decode().splitlines()


def test_a_whole_practice_through_a_pipe_is_its_golden(tmp_path):
    process = through_a_pipe(tmp_path, EVERYTHING, *FIXED)
    assert process.returncode == 0, process.stderr
    assert process.stderr == b""
    hold_against_golden("pipe.txt", process.stdout.decode())


def test_the_same_seed_shows_the_same_and_another_another(tmp_path):
    shown = [through_a_pipe(tmp_path / name, "", "--seed", seed, "--now", "2026-11-22T16:00:00Z").stdout
             for name, seed in (("one", "7"), ("two", "7"), ("three", "9"))]
    assert shown[0] == shown[1] != shown[2]


def test_each_answer_says_how_many_are_completed(tmp_path):
    process = through_a_pipe(tmp_path, "a\nb 2\n?\n", *FIXED)
    said = [line for line in lines_of(process) if line.endswith("completed")]
    assert said == ["1 / 3 completed", "2 / 3 completed", "3 / 3 completed"]


@pytest.mark.parametrize("line", ["x", "", "   ", "b 4", "b 0", "a b", "12", "skip it", "\x00", "\x1b[A", "é", "re port"])
def test_a_line_that_is_no_answer_is_told_what_was_expected_and_asked_again(tmp_path, line):
    process = through_a_pipe(tmp_path, line + "\n", *FIXED)
    assert process.returncode == 0
    text = process.stdout.decode()
    assert text.count("Your answer:") == 2
    assert re.search(r"is no answer(?: here)?: expected a to c, with 1 to 3", text)
    assert "0 / 3 completed" in text


def test_a_line_without_end_is_refused_and_the_next_one_read(tmp_path):
    process = through_a_pipe(tmp_path, "b" * 1_000_000 + "\na\n", *FIXED)
    assert process.returncode == 0
    assert "That line is too long" in process.stdout.decode()
    assert "1 / 3 completed" in process.stdout.decode()


def test_bytes_that_are_no_text_are_no_answer_and_do_not_come_back(tmp_path):
    process = through_a_pipe(tmp_path, b"\xff\xfe\x1b]0;x\x07\xc2\x9b\n\xe2\x80\xaea\n", *FIXED)
    assert process.returncode == 0
    assert b"\x1b" not in process.stdout and b"\x07" not in process.stdout
    assert "\u202e" not in process.stdout.decode() and "\x9b" not in process.stdout.decode()


def test_the_end_of_input_keeps_what_was_answered_and_says_how_to_go_on(tmp_path):
    process = through_a_pipe(tmp_path, "a 2\n", *FIXED)
    assert process.returncode == 0
    assert lines_of(process)[-1] == "1 / 3 completed. All of it is kept: the same command goes on from here."
    again = through_a_pipe(tmp_path, "", *FIXED)
    assert "You go on where you stopped: 1 / 3 completed." in lines_of(again)
    assert any(line.startswith("2 / 3: ") for line in lines_of(again))
    assert not any(line.startswith("1 / 3: ") for line in lines_of(again))


def test_an_answer_on_a_last_line_without_its_end_counts(tmp_path):
    assert "1 / 3 completed" in lines_of(through_a_pipe(tmp_path, "a", *FIXED))


def test_new_begins_anew_and_another_seed_too(tmp_path):
    through_a_pipe(tmp_path, "a\n", *FIXED)
    for arguments in (["--new", *FIXED], ["--seed", "8"]):
        assert any(line.startswith("1 / 3: ") for line in lines_of(through_a_pipe(tmp_path, "", *arguments)))


def test_the_guide_stands_before_the_first_question_of_a_set_and_not_again(tmp_path):
    first, second = (through_a_pipe(tmp_path, "a\n", *FIXED).stdout.decode() for _ in range(2))
    assert "How a good answer is built" in first
    assert "How a good answer is built" not in second


def test_what_was_skipped_comes_back_at_the_end(tmp_path):
    process = through_a_pipe(tmp_path, "skip\na\na\n", *FIXED)
    titles = [line[:5] for line in lines_of(process) if re.match(r"\d / 3: ", line)]
    assert titles == ["1 / 3", "2 / 3", "3 / 3", "1 / 3"]


def test_what_was_flagged_is_named_in_the_summary(tmp_path):
    process = through_a_pipe(tmp_path, "flag\nflag\nflag\n?\n?\n?\n", *FIXED)
    text = process.stdout.decode()
    assert text.count("Flagged: the summary will name it.") == 2
    assert text.count("No longer flagged.") == 1
    assert "Worth another look" in text


def test_a_report_holds_version_order_and_remark_and_nobodys_name(tmp_path):
    text = through_a_pipe(tmp_path, "report no answer is right\n", *FIXED).stdout.decode()
    report = text[text.index("This is the text to send"):]
    assert "Exercise: test/calls/retries" in report
    assert re.search(r"Content: [0-9a-f]{64}", report)
    assert re.search(r"Order shown: A \w+, B \w+, C \w+", report)
    assert "Remark: no answer is right" in report


def test_plain_text_is_lines_of_printable_characters_and_no_more(tmp_path):
    text = through_a_pipe(tmp_path, EVERYTHING, *FIXED, "--color", "always").stdout.decode()
    assert all(character == "\n" or character.isprintable() for character in text)


class Pipe:
    """Another program, which writes an answer when it has read the prompt."""

    def __init__(self, data, **options):
        self.child = subprocess.Popen([VIVA, "practice", str(SET), *FIXED], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                      stderr=subprocess.PIPE, env=environment(data), **options)
        self.seen = b""

    def wait_for(self, text):
        """Until text has come; what comes behind it is kept for the next time."""
        until = time.monotonic() + 10
        while text not in self.seen:
            ready = select.select([self.child.stdout], [], [], max(0, until - time.monotonic()))[0]
            assert ready, f"{text!r} did not come: {self.seen.decode()}"
            piece = os.read(self.child.stdout.fileno(), 65536)
            assert piece, self.seen.decode()
            self.seen += piece
        self.seen = self.seen[self.seen.index(text) + len(text):]

    def write(self, text):
        self.child.stdin.write(text)
        self.child.stdin.flush()


def test_every_prompt_is_out_before_an_answer_is_read(tmp_path):
    pipe = Pipe(tmp_path)
    for count in (1, 2, 3):
        pipe.wait_for(b"Your answer:")
        pipe.write(b"a\n")
        pipe.wait_for(b"%d / 3 completed" % count)
    pipe.wait_for(b"How it went")
    assert pipe.child.wait(10) == 0


def test_an_interrupt_ends_with_130_and_keeps_what_was_answered(tmp_path):
    pipe = Pipe(tmp_path)
    pipe.write(b"a\n")
    pipe.wait_for(b"1 / 3 completed")
    pipe.child.send_signal(signal.SIGINT)
    assert pipe.child.wait(10) == 130
    assert b"1 / 3 completed, all of it is kept" in pipe.child.stderr.read()
    assert "You go on where you stopped: 1 / 3 completed." in lines_of(through_a_pipe(tmp_path, "", *FIXED))


def test_a_signal_that_was_ignored_before_stays_ignored(tmp_path):
    pipe = Pipe(tmp_path, preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN))
    pipe.wait_for(b"Your answer:")
    pipe.child.send_signal(signal.SIGHUP)
    pipe.write(b"a\n")
    pipe.wait_for(b"1 / 3 completed")
    pipe.child.stdin.close()
    assert pipe.child.wait(10) == 0


def test_an_output_that_cannot_be_written_is_a_clear_error(tmp_path):
    with open("/dev/full", "wb") as full:
        process = subprocess.run([VIVA, "practice", str(SET), *FIXED], input=b"a\n", stdout=full, stderr=subprocess.PIPE,
                                 env=environment(tmp_path), timeout=30, check=False)
    assert process.returncode == 4
    assert b"standard output cannot be written: No space left on device" in process.stderr


def test_a_terminal_that_is_written_through_a_pipe_is_plain(tmp_path):
    """A person types at a terminal, and the output goes into a file: lines are read, and the end can be gone over again."""
    leader, follower = pty.openpty()
    child = subprocess.Popen([VIVA, "practice", str(SET), *FIXED], stdin=follower, stdout=subprocess.PIPE, env=environment(tmp_path))
    os.write(leader, b"?\n?\n?\nagain\nquit\n")
    output = child.communicate(timeout=20)[0].decode()
    os.close(leader)
    os.close(follower)
    assert child.returncode == 0
    assert "\x1b" not in output
    assert "Type again to go over these once more, or an empty line to end." in output
    assert output.rstrip().endswith("0 / 3 completed. All of it is kept: the same command goes on from here.")


@pytest.mark.parametrize("arguments, more", [(["--plain"], {}), ([], {"TERM": "dumb"})])
def test_plain_mode_holds_on_a_terminal_too_when_asked_for(tmp_path, arguments, more):
    leader, follower = pty.openpty()
    child = subprocess.Popen([VIVA, "practice", str(SET), *FIXED, *arguments], stdin=follower, stdout=follower, stderr=follower,
                             env=environment(tmp_path, **more), start_new_session=True)
    os.close(follower)
    os.write(leader, b"b 3\nquit\n")
    seen = b""
    while True:
        try:
            piece = os.read(leader, 65536)
        except OSError:
            break
        if not piece:
            break
        seen += piece
    assert child.wait(10) == 0
    assert b"\x1b" not in seen
    assert b"1 / 3 completed" in seen
