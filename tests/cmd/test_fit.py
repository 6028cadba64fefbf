"""viva fit --csv: whose log it is, what in it is a review, what is wrong with it, and what is said of the parameters."""
import json
import random
import re

import pytest

HEAD = "card_id,review_time,review_rating"
DAY = 86400000
START = 1700000000000  # in the middle of a day that began at 4:00 in UTC


def log(rows, head=HEAD):
    return "\n".join([head] + [",".join(str(value) for value in row) for row in rows]) + "\n"


def practised(cards=120, reviews=8, seed=1):
    """A log in the order of time: most answers right, at waits that grow."""
    chance, rows = random.Random(seed), []
    for card in range(cards):
        day, wait = card // 4, 1
        for _ in range(reviews):
            is_right = chance.random() < 0.85
            rows.append((START + day * DAY + card, card, 3 if is_right else 1))
            wait = wait * 3 if is_right else 1
            day += wait
    return [(card, time, rating) for time, card, rating in sorted(rows)]


def fitted(viva, text, *words):
    return json.loads(viva.fine("fit", "--csv", "-", "--json", *words, stdin=text))


def test_fitted_parameters_come_with_what_they_are_worth_on_reviews_held_back_and_on_the_whole_log(viva):
    told = fitted(viva, log(practised()))
    assert (told["viva"], told["version"], told["program"]) == ("fit", 1, "py-fsrs or fsrs-optimizer")
    assert (told["cards"], told["reviews"], told["predicted_reviews"], told["left_out_lines"]) == (120, 960, 840, 0)
    assert told["verdict"] in ("replaces", "no-gain")
    assert told["parameters"] == told["fitted" if told["verdict"] == "replaces" else "current"]
    assert all(len(told[key]) == 21 for key in ("parameters", "current", "fitted"))
    for part in ("held_back", "whole_log"):
        assert set(told[part]) == {"predicted_reviews", "recall", "current", "fitted"}
        assert set(told[part]["fitted"]) == {"log_loss", "rmse_bins", "auc", "predicted"}
    assert told["held_back"]["predicted_reviews"] < told["whole_log"]["predicted_reviews"] == 840
    assert told["whole_log"]["fitted"]["log_loss"] < told["whole_log"]["current"]["log_loss"]


def test_the_text_says_the_same_and_of_which_reviews_each_figure_is(viva):
    text, told = log(practised()), fitted(viva, log(practised()))
    shown = viva.fine("fit", "--csv", "-", stdin=text)
    assert "Parameters of FSRS-6 from 960 reviews" in shown
    assert "840 came on a later day" in shown
    assert ", ".join(f"{w:.4f}" for w in told["parameters"]) in " ".join(shown.split())
    held, whole = told["held_back"]["fitted"], told["whole_log"]["fitted"]
    assert f"{told['held_back']['predicted_reviews']} reviews, each predicted by parameters that were fitted to earlier ones alone" in " ".join(shown.split())
    for figures in (held, whole):
        assert f"log loss {figures['log_loss']:.4f}, RMSE(bins) {figures['rmse_bins']:.4f}, AUC {figures['auc']:.4f}" in shown


def test_every_dialect_tells_the_same_of_the_same_reviews(viva):
    rows = practised()
    expected = fitted(viva, log(rows))
    iso = [(c, f"2026-{1 + (t - START) // DAY // 28:02d}-{1 + (t - START) // DAY % 28:02d}T12:00:00.5+00:00", r) for c, t, r in rows[:60]]
    assert fitted(viva, log(iso))["reviews"] == 60
    quoted = HEAD + "\r\n" + "".join(f'"{c}",{t},"{r}"\r\n' for c, t, r in rows)
    anki = log([(t, c, -1, r, 1, 1, 2500, 900, 0 if i < 120 else 1) for i, (c, t, r) in enumerate(rows)], "id,cid,usn,ease,ivl,lastIvl,factor,time,type")
    assert fitted(viva, "\ufeff" + quoted)["parameters"] == expected["parameters"]
    assert fitted(viva, log([(r, 7, t, c) for c, t, r in rows], "review_rating,other,review_time,card_id"))["parameters"] == expected["parameters"]
    assert fitted(viva, anki)["program"] == "Anki"


def test_rows_of_different_cards_may_come_in_any_order(viva):
    rows = practised()
    by_card = sorted(rows, key=lambda row: row[0])
    assert fitted(viva, log(by_card)) == fitted(viva, log(rows))


def test_what_anki_does_not_count_as_a_review_is_left_out(viva):
    head = "id,cid,ease,factor,type"
    rows = [
        (START, 1, 3, 2500, 0), (START + DAY, 1, 3, 2500, 1),
        (START + DAY + 1, 1, 0, 2500, 5),  # rescheduled by hand
        (START + DAY + 2, 1, 3, 0, 3),  # cramming
        (START + 3 * DAY, 1, 1, 2500, 3),  # a filtered deck's review counts
        (START + 4 * DAY, 1, 0, 0, 4),  # forgotten by hand: what follows is another memory
        (START + 5 * DAY, 1, 3, 2500, 0), (START + 9 * DAY, 1, 3, 2500, 1),
        (START, 2, 3, 2500, 1), (START + DAY, 2, 3, 2500, 1),  # its first review is not in the log
    ]  # fmt: skip
    told = fitted(viva, log(rows, head))
    assert (told["reviews"], told["predicted_reviews"], told["cards"], told["left_out_lines"]) == (5, 3, 2, 5)


@pytest.mark.parametrize("offset, predicted", [("Z", 1), ("+00:00", 1), ("+01:00", 0), ("-05:00", 0)])
def test_a_day_begins_at_four_in_the_zone_that_is_named(viva, offset, predicted):
    text = log([("a", "2026-03-02T03:59:00Z", 3), ("a", "2026-03-02T04:01:00Z", 3)])
    told = fitted(viva, text, f"--offset={offset}")
    assert told["predicted_reviews"] == predicted
    assert told["offset"] == ("+00:00" if offset == "Z" else offset)


@pytest.mark.parametrize("rows, words", [([("a", START, 3)], "No review can be predicted"), (practised(9, 4), "Fewer than 64 can be predicted")])
def test_with_few_reviews_the_current_parameters_stay(viva, rows, words):
    told = fitted(viva, log(rows))
    assert told["verdict"] in ("nothing", "too-few") and told["parameters"] == told["current"]
    assert words in viva.fine("fit", "--csv", "-", stdin=log(rows))


@pytest.mark.parametrize(
    "text, place, code",
    [
        ("", "1:1", "csv-header"),
        ("a,b,c\n1,2,3\n", "1:1", "csv-header"),
        (HEAD + ",card_id\n1,5,3,1\n", "1:35", "csv-header"),
        (HEAD + "\n", "1:34", "no-review"),
        (log([(1, START, 0)]), "2:17", "bad-rating"),
        (log([(1, START, 5)]), "2:17", "bad-rating"),
        (log([(1, START, "3.0")]), "2:17", "bad-rating"),
        (log([(1, START, "three")]), "2:17", "bad-rating"),
        (log([(1, START, "")]), "2:17", "bad-rating"),
        (log([(1, "12x", 3)]), "2:3", "bad-time"),
        (log([(1, -5, 3)]), "2:3", "bad-time"),
        (log([(1, "9" * 30, 3)]), "2:3", "bad-time"),
        (log([(1, "2026-02-30T10:00:00Z", 3)]), "2:3", "bad-time"),
        (log([(1, "2026-02-20", 3)]), "2:3", "bad-time"),
        (log([("", START, 3)]), "2:1", "no-card"),
        (log([(1, START, 3), (2, START, 3), (1, START - 1, 3)]), "4:3", "time-backwards"),
        (log([(1, START, 3), (1, START + 36501 * DAY, 3)]), "3:3", "days-too-long"),
        (log([(1, START)]), "2:1", "csv-columns"),
        (log([(1, START, 3, 4)]), "2:1", "csv-columns"),
        (HEAD + '\n"1,5,3\n', "2:1", "csv-quote"),
        (HEAD + '\n1"2,5,3\n', "2:2", "csv-quote"),
        (HEAD + '\n"1"2,5,3\n', "2:3", "csv-quote"),
        (HEAD + "\n1,5,3\0\n", "2:6", "control-character"),
        (HEAD + "\n1,5,3\x1b[2J\n", "2:6", "control-character"),
        (HEAD + "\n" + "1" * 4097 + "\n", "2:1", "line-too-long"),
        (log([(1, START, 3, 9)], HEAD + ",review_state"), "2:19", "bad-kind"),
        (log([(1, START, 0, 2)], HEAD + ",review_state"), "2:17", "bad-rating"),
        (log([(1, START, 0, 5)], HEAD + ",review_state"), "2:20", "no-review"),
        (log([(START, 1, 3, 1, "x")], "id,cid,ease,type,factor"), "2:21", "bad-factor"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_place_and_nothing_is_computed(viva, text, place, code):
    done = viva("fit", "--csv", "-", stdin=text)
    assert (done.returncode, done.stdout) == (3, "")
    assert re.search(rf"^-:{place}: error: .* \[{code}\]$", done.stderr, re.MULTILINE), done.stderr
    assert "cannot be fitted until its errors are mended" in done.stderr
    assert "\x1b" not in done.stderr and "\0" not in done.stderr


def test_bytes_that_are_no_text_are_told_of(viva, tmp_path):
    (tmp_path / "log.csv").write_bytes(HEAD.encode() + b"\n1,5,3\n\xff\xfe,5,3\n")
    done = viva("fit", "--csv", "log.csv")
    assert done.returncode == 3 and "log.csv:3:1: error: not UTF-8, expected text [not-utf8]" in done.stderr


def test_the_longest_interval_the_longest_line_and_the_most_reviews_of_a_card_are_read(viva):
    assert fitted(viva, log([(1, START, 3), (1, START + 36500 * DAY, 3)]))["predicted_reviews"] == 1
    name = "x" * (4096 - len(f",{START},3"))
    assert fitted(viva, log([(name, START, 3), (name, START + DAY, 3)]))["predicted_reviews"] == 1
    many = [(1, START + i * 1000, 3) for i in range(10000)]
    assert fitted(viva, log(many))["reviews"] == 10000
    done = viva("fit", "--csv", "-", stdin=log(many + [(1, START + DAY, 3)]))
    assert done.returncode == 3 and "-:10002:3: error: more than 10000 reviews of one card [too-many-reviews]" in done.stderr


def test_a_log_full_of_errors_ends_in_their_number(viva):
    done = viva("fit", "--csv", "-", stdin=HEAD + "\n" + "1,x,9\n" * 20000)
    assert done.returncode == 3 and done.stderr.count(": error: ") == 1000


@pytest.mark.parametrize("offset", ["", "2", "+2:00", "+02:60", "Berlin", "+02:00x"])
def test_an_offset_that_is_none_is_told_before_anything_is_read(viva, offset):
    done = viva("fit", "--csv", "/nowhere", f"--offset={offset}")
    assert done.returncode == 2 and "/nowhere" not in done.stderr


def test_the_same_log_gives_the_same_bytes(viva):
    text = log(practised(seed=5))
    assert viva.fine("fit", "--csv", "-", "--json", stdin=text) == viva.fine("fit", "--csv", "-", "--json", stdin=text)
