"""The key does not leave before the answer: not by what is said, and not by what changes when another option is made the best."""
import re

import pytest
from learning import FIRST_DAY, NEXT_DAY, best_letters, on
from service import JSON, read_one, serving

# A word for each place of a set where only the key is: none may be seen before the answer.
CANARIES = [f"canary{name}" for name in (
    "point", "statement", "why", "variant", "cue", "misconception", "refuted", "best", "other", "third", "note", "notebest", "lesson",
    "sample", "signal", "exercise")]


def text_of(best):
    """A set whose first or second option is the best; whoever is asked sees the same words either way."""
    def option(identifier, words, is_best):
        kind = "- covers: canarypoint\n- note: canarynotebest.\n" if is_best else "- touches: canarypoint\n- note: canarynote.\n"
        return f"## Option: {identifier}{' *' if is_best else ''}\n\n{words}\n\n{kind}\n"

    return f"""---
set: secret
namespace: mine
title: A set with a secret
focus: secrets
language: en
---
Words about the set.

# Guide: How to answer

- **reason** Give a reason: Say why.
  - signals: canarysignal

# Exercise: canaryexercise

The only question

> What holds?

Look for the reason.

## Points

- **canarypoint** (reason): canarystatement holds.
  - why: canarywhy.
  - variant: canaryvariant holds
  - cues: canarycue

## Misconceptions

- **canarymisconception**: the moon is a lamp. Not so: canaryrefuted.

{option("canarybest", "One and the same thing holds, for a reason.", best == 0)}
{option("canaryother", "Another thing holds, for no reason at all.", best == 1)}
## Option: canarythird

Nothing holds, since the moon is a lamp.

- claims: canarymisconception
- note: canarythird is a note.

## Lesson

canarylesson

## Samples

- "canarysample" -> canarypoint
"""


def raw(service, method, path, body=b"", kind=None):
    """All bytes of a reply."""
    head = f"{method} {path} HTTP/1.1\r\nHost: {service.host()}\r\n"
    head += f"Content-Type: {kind}\r\nContent-Length: {len(body)}\r\n" if kind else ""
    with service.connect() as connection:
        connection.sendall(head.encode() + b"\r\n" + body)
        return read_one(connection)


def normal(service, reply, run):
    """Without what is another each time: the date, the run's uuid, and the test's own folder."""
    return re.sub(rb"Date: [^\r]*", b"Date: ", reply).replace(run.encode(), b"RUN").replace(str(service.data).encode(), b"DATA")


def all_before_the_answer(service):
    """Every reply that can be had of a run before its answer, by what was asked."""
    begun = service.call("/runs", {"set": "mine/secret"})
    run = begun.json()["run"]
    step, call = f"/runs/{run}/1", f"/api/v1/runs/{run}/steps/1"
    asked = [("GET", path, b"", None) for path in (
        "/", "/sets/mine/secret", f"/runs/{run}", f"/runs/{run}/summary", step, f"{step}/report", "/progress", "/data",
        "/data/journal.jsonl", "/about", "/api/v1/sets", "/api/v1/sets/mine/secret", f"/api/v1/runs/{run}",
        f"/api/v1/runs/{run}/summary", call, "/api/v1/progress")]
    asked += [("HEAD", step, b"", None), ("POST", f"{step}/flag", b"flagged=1", "application/x-www-form-urlencoded"),
              ("POST", f"{step}/answer", b"choice=9", "application/x-www-form-urlencoded"),
              ("POST", f"{step}/answer", b"", "application/x-www-form-urlencoded"),
              ("POST", f"{step}/report", b"remark=unclear", "application/x-www-form-urlencoded"),
              ("POST", f"{call}/flag", b'{"flagged":true}', JSON), ("POST", f"{call}/report", b'{"remark":"unclear"}', JSON),
              ("POST", f"{call}/answer", b'{"choice":"Z"}', JSON), ("GET", step, b"", None), ("GET", call, b"", None),
              ("GET", "/progress", b"", None), ("GET", "/data/journal.jsonl", b"", None)]
    replies = []
    for method, path, body, kind in asked:
        if method == "HEAD":
            reply = str(sorted(service.ask("HEAD", path).headers)).encode()
            reply = re.sub(rb"'Date', '[^']*'", b"", reply)
        else:
            reply = raw(service, method, path, body, kind)
        replies.append((f"{method} {path}".replace(run, "RUN"), normal(service, reply, run)))
    return run, replies


@pytest.fixture(name="asked", scope="module")
def what_is_sent(tmp_path_factory):
    """For each option that is made the best: all replies before the answer, and the one after it."""
    asked = []
    for best in (0, 1):
        data = tmp_path_factory.mktemp("data")
        (data / "sets").mkdir()
        (data / "sets" / "secret.md").write_text(text_of(best))
        with serving(data, "--seed", "7", "--now", "2026-11-22T10:00:00Z") as service:
            run, before = all_before_the_answer(service)
            after = service.call(f"/runs/{run}/steps/1/answer", {"choice": "A"}).text()
            asked.append((before, after))
    return asked


def test_the_same_seed_and_another_best_option_give_the_same_bytes_before_the_answer(asked):
    (first, _), (second, _) = asked
    for (what, one), (_, other) in zip(first, second, strict=True):
        assert one == other, what


def test_and_other_bytes_after_it(asked):
    (_, first), (_, second) = asked
    assert first.split('"result"')[1] != second.split('"result"')[1]


def test_no_word_of_the_key_is_seen_before_the_answer(asked):
    for before, _ in asked:
        for what, reply in before:
            for word in CANARIES:
                assert word.encode() not in reply, (word, what)


def test_after_it_they_are_which_shows_that_they_would_be_seen(asked):
    for _, after in asked:
        assert "canarystatement" in after and "canarylesson" in after


# Said aloud ----------------------------------------------------------------------------------------------------------

@pytest.fixture(name="aloud", scope="module")
def the_next_day(tmp_path_factory):
    """All replies of the day on which the question is to be said aloud, by what was asked: before its points were, and those."""
    data, key = tmp_path_factory.mktemp("data"), tmp_path_factory.mktemp("key")
    for folder in (data, key):
        (folder / "sets").mkdir()
        (folder / "sets" / "secret.md").write_text(text_of(0))
    (best,) = best_letters(key, "mine/secret")
    with serving(data, *on(FIRST_DAY)) as service:
        run = service.call("/runs", {"set": "mine/secret"}).json()["run"]
        assert service.call(f"/runs/{run}/steps/1/answer", {"choice": best, "sureness": "sure"}).json()["result"]["right"]
    with serving(data, *on(NEXT_DAY)) as service:
        path = service.post("/review").header("Location")
        call = "/api/v1" + path.rsplit("/", 1)[0] + "/steps/1"
        asked = ["/", "/review", "/api/v1/review", path, call, f"{path}/report", path.rsplit("/", 1)[0]]
        before = {address: service.get(address).text() for address in asked}
        before["report"] = service.post(f"{path}/report", "remark=unclear").text()
        before["answer"] = service.post(f"{path}/answer", "choice=1").text()
        points = {address: service.get(address).text() for address in (f"{path}/points", f"{call}/points")}
        points["nothing ticked"] = service.post(f"{path}/ticks", "send=answer").text()
        return before, points


def test_of_a_question_that_is_said_aloud_no_word_of_the_key_is_seen_before_its_points_are_asked_for(aloud):
    before, _ = aloud
    for address, reply in before.items():
        for word in CANARIES:
            # A review is asked for by its exercise, which says no more than the title beside it.
            assert word not in reply or (word, address) == ("canaryexercise", "/api/v1/review"), (word, address)


def test_and_then_nothing_but_what_the_points_say(aloud):
    _, points = aloud
    for address, reply in points.items():
        assert [word for word in CANARIES if word in reply] == ["canarystatement"], address
