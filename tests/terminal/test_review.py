"""A review at the terminal: what is due, most urgent first; and answers that are said aloud."""
import json
import subprocess

from sitting import SET, VIVA, Sitting, environment, hold_against_golden, through_a_pipe

DAY = "2026-11-22T16:00:00Z"
SET_ID = "test/calls"


def at_hand(data):
    """The set among those of the data folder, so that a review finds it."""
    (data / "sets").mkdir(parents=True, exist_ok=True)
    (data / "sets" / "calls.md").write_bytes(SET.read_bytes())
    return data


def practised(data, answers, now=DAY):
    process = through_a_pipe(at_hand(data), answers, "--seed", "7", "--now", now, "--new", set_name=SET_ID)
    assert process.returncode == 0, process.stderr
    return process.stdout.decode()


def review(data, text, *arguments, now):
    process = subprocess.run([VIVA, "review", "--seed", "7", "--now", now, *arguments], input=text.encode(), capture_output=True,
                             env=environment(data), timeout=30, check=False)
    assert process.returncode == 0, process.stderr
    assert process.stderr == b""
    return process.stdout.decode()


def due(data, now):
    return json.loads(review(data, "", "--json", now=now))


def test_nothing_is_due_before_anything_was_practised(tmp_path):
    hold_against_golden("review.nothing-yet.txt", review(at_hand(tmp_path), "", now=DAY))


def test_what_was_sure_and_wrong_comes_back_first_and_soonest(tmp_path):
    practised(tmp_path, "b 3\nb 1\n?\n")
    urgencies = [item["urgency"] for item in due(tmp_path, "2026-11-22T16:30:00Z")["items"]]
    assert urgencies == sorted(urgencies, key=["mistaken", "fresh", "steady"].index)
    assert "mistaken" in urgencies


def test_a_whole_review_through_a_pipe_is_its_golden(tmp_path):
    practised(tmp_path, "b 3\nb 1\n?\n")
    hold_against_golden("review.pipe.txt", review(tmp_path, "help\nskip\nb 3\nx\n?\nc 2\na\nb\nc\n", now="2026-11-22T16:30:00Z"))


def test_a_stop_at_any_moment_loses_nothing(tmp_path):
    practised(tmp_path, "b 3\nb 1\n?\n")
    before = due(tmp_path, "2026-11-22T16:30:00Z")["due"]
    review(tmp_path, "quit\n", now="2026-11-22T16:30:00Z")
    assert due(tmp_path, "2026-11-22T16:30:00Z")["due"] == before
    review(tmp_path, "?\n", now="2026-11-22T16:30:00Z")
    assert due(tmp_path, "2026-11-22T16:30:00Z")["due"] == before - 1


def test_a_review_does_not_stand_in_the_way_of_a_practice_that_was_left(tmp_path):
    practised(tmp_path, "a 3\n")
    review(tmp_path, "?\n", now="2026-11-22T16:30:00Z")
    process = through_a_pipe(tmp_path, "", "--now", "2026-11-22T16:31:00Z", set_name=SET_ID)
    assert "You go on where you stopped: 1 / 3 completed." in process.stdout.decode()


def test_what_is_counted_stands_behind_the_result_however_many_screens_it_takes(tmp_path):
    practised(tmp_path, "b 3\nb 1\n?\n")
    sitting = Sitting(tmp_path, command=[VIVA, "review", "--seed", "7", "--now", "2026-11-22T16:30:00Z"], rows=12)
    sitting.wait_for("(h: help):")
    sitting.press("?", "Enter sends it")
    sitting.press("\r", "Enter shows more")
    while "Enter shows more" in sitting.line():
        assert "1 reviewed" not in sitting.text()
        sitting.press("\r", "(h: help):")
    assert "1 reviewed" in sitting.text()
    sitting.child.send("q")
    assert sitting.end() == 0


# How the best answers begin.
BEGINNINGS = ("I repeat only what is safe", "I hand the deadline on", "After a number of failures")


def best_letter(shown):
    """Of the question that is asked in this text."""
    return next(line[0].lower() for line in shown.splitlines() if line[1:3] == ". " and line[3:].startswith(BEGINNINGS))


def until_produced(data):
    """The first day on which an answer is to be given in own words: on the way every question is answered right, and surely."""
    practised(data, "?\n?\n?\n")
    for day in range(1, 29):
        for minute in range(0, 60, 20):
            now = f"2026-12-{day:02}T16:{minute:02}:00Z"
            items = due(data, now)["items"]
            while items:
                if items[0]["skill"] == "producing":
                    return now
                review(data, f"{best_letter(review(data, 'quit', now=now))} 3\nquit\n", now=now)
                items = due(data, now)["items"]
    raise AssertionError("producing never came")


def test_an_answer_is_said_aloud_and_its_points_are_ticked(tmp_path):
    now = until_produced(at_hand(tmp_path))
    hold_against_golden("review.aloud.txt", review(tmp_path, "x\nhelp\n\nhelp\n99\n1 2\nquit\n", now=now))


def test_at_a_terminal_enter_shows_the_points_and_a_line_ticks_them(tmp_path):
    now = until_produced(at_hand(tmp_path))
    sitting = Sitting(tmp_path, command=[VIVA, "review", "--seed", "7", "--now", now], rows=60)
    sitting.wait_for("Enter shows the points")
    sitting.press("\r", "Which points did you make?")
    screens = [sitting.text()]
    sitting.press("1 2\r", "Enter")
    screens.append(sitting.text())
    sitting.child.send("q")
    assert sitting.end() == 0
    hold_against_golden("review.screens.txt", "----\n".join(screens))
