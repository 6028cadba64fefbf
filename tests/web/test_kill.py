"""The server is killed in the middle of answers over HTTP, again and again: from forms and from the API, on many connections at once."""
import collections
import http.client
import pathlib
import random
import sqlite3
import subprocess
import threading
import time
import uuid

from learning import NEXT_DAY, learnt, on
from service import FORM, JSON, VIVA, Service, journal, serving

KILLS = 200
CLIENTS = 8
STEPS = 5


class Stream:
    """Clients that practise as fast as they can until the server is gone, and write down what was acknowledged."""

    def __init__(self, service):
        self.port = service.port
        self.answers, self.runs = [], set()  # (run, step) and run, each with a 303 or a 2xx
        self.wrong = []
        self.threads = [threading.Thread(target=self.practise, args=(index,)) for index in range(CLIENTS)]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        for thread in self.threads:
            thread.join()

    def await_answers(self, count):
        """Until so many were acknowledged: however slow the machine is, it is killed in the middle of more."""
        until = time.monotonic() + 20
        while len(self.answers) < count and time.monotonic() < until:
            time.sleep(0.0005)

    def practise(self, index):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            while True:
                (self.practise_by_form if index % 2 == 0 else self.practise_by_call)(connection)
        except (OSError, http.client.HTTPException):
            connection.close()  # killed: what this client was waiting for was not acknowledged

    def ask(self, connection, path, body, kind, expected):
        connection.request("POST", path, body, {"Content-Type": kind})
        reply = connection.getresponse()
        location = reply.getheader("Location", "")
        reply.read()
        if reply.status not in expected:
            self.wrong.append((path, reply.status))
        return location

    def practise_by_form(self, connection):
        run = self.ask(connection, "/sets/viva/senior-rust/runs", "", FORM, {303}).split("/")[2]
        self.runs.add(run)
        for step in range(1, STEPS + 1):
            self.ask(connection, f"/runs/{run}/{step}/answer", "choice=1&sure=2", FORM, {303})
            self.answers.append((run, step - 1))

    def practise_by_call(self, connection):
        run = self.ask(connection, "/api/v1/runs", '{"set":"senior-rust"}', JSON, {201}).split("/")[-1]
        self.runs.add(run)
        for step in range(1, STEPS + 1):
            for _ in range(2):  # the second time is a repeat, which must not be a second row
                self.ask(connection, f"/api/v1/runs/{run}/steps/{step}/answer", '{"choice":"B"}', JSON, {200, 201})
                self.answers.append((run, step - 1))


def stored(data):
    """(how often each answer is in the journal, all runs); the whole file is checked first."""
    database = sqlite3.connect(pathlib.Path(data) / "viva.db")
    try:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    finally:
        database.close()
    entries = journal(data)
    answers = collections.Counter((entry["run"], entry["step"]) for entry in entries if entry["kind"] == "choice")
    return answers, {entry["run"] for entry in entries if entry["kind"] == "run"}


def test_two_hundred_kills_lose_nothing_acknowledged_by_form_or_call_and_nothing_is_there_twice(tmp_path):
    chance, answers, runs, killed_in_the_middle = random.Random(20261122), set(), set(), 0
    for kill in range(KILLS):
        service = Service(tmp_path)
        with Stream(service) as stream:
            stream.await_answers(chance.randrange(12))
            time.sleep(chance.uniform(0, 0.01))
            service.kill()
        assert stream.wrong == []
        killed_in_the_middle += bool(stream.answers)
        answers.update(stream.answers)
        runs.update(stream.runs)
        if kill % 20 == 19 or kill == KILLS - 1:
            present, begun = stored(tmp_path)
            assert [answer for answer, count in present.items() if count > 1] == [], f"after kill {kill}: there twice"
            assert answers - set(present) == set(), f"after kill {kill}: acknowledged, and not there"
            assert runs - begun == set(), f"after kill {kill}: a run was begun, and is not there"
    assert killed_in_the_middle > KILLS * 3 // 4, "it was mostly killed before it answered: the test proves little"


# Ticks ---------------------------------------------------------------------------------------------------------------

TICK_KILLS = 60
REVIEWS = 1800  # more than the clients come to tick in so many starts


class Ticks(Stream):
    """Clients that tick the points of reviews which were begun before, each twice, half of them by form."""

    def __init__(self, service, waiting):
        self.waiting = waiting
        super().__init__(service)

    def practise(self, index):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            while self.waiting:
                run = self.waiting.pop()  # whoever is killed with it leaves it as it was: ticked or not
                for _ in range(2):
                    self.tick(connection, run, is_form=index % 2 == 0)
                    self.answers.append((run, 0))
        except (OSError, http.client.HTTPException):
            connection.close()

    def tick(self, connection, run, is_form):
        if is_form:
            self.ask(connection, f"/runs/{run}/1/ticks", "point-1=1&send=answer", FORM, {303})
        else:
            self.ask(connection, f"/api/v1/runs/{run}/steps/1/ticks", '{"points":[1]}', JSON, {200, 201})


def begun_often(data, run, count):
    """Runs like this one, which was begun: a question that is begun and not answered is one run, so these are written by hand."""
    database = sqlite3.connect(pathlib.Path(data) / "viva.db")
    with database:
        first = uuid.UUID(run).bytes
        ids = [first[:9] + number.to_bytes(7, "big") for number in range(count)]
        columns = "kind, step, format, at, offset_minutes, learner, device, content, subject, payload"
        database.executemany(f"INSERT INTO entry (id, run, {columns}) SELECT ?1, ?1, {columns} FROM entry WHERE id = ?2",
                             [(number, first) for number in ids])
    database.close()
    subprocess.run([VIVA, "rebuild", "--data", str(data)], check=True, capture_output=True)
    return [str(uuid.UUID(bytes=number)) for number in ids]


def ticked(data):
    """How often each review's ticks are in the journal."""
    return collections.Counter((entry["run"], entry["step"]) for entry in journal(data) if entry["kind"] == "self-marks")


def test_kills_in_the_middle_of_ticks_lose_none_that_was_acknowledged_and_none_is_there_twice(tmp_path):
    chance, answers, killed_in_the_middle = random.Random(20261123), set(), 0
    data = learnt(tmp_path)
    with serving(data, *on(NEXT_DAY)) as service:
        run = service.call("/review", {}).json()["run"]
    waiting = begun_often(data, run, REVIEWS)
    for kill in range(TICK_KILLS):
        service = Service(data, *on(NEXT_DAY))
        with Ticks(service, waiting) as stream:
            stream.await_answers(chance.randrange(12))
            time.sleep(chance.uniform(0, 0.01))
            service.kill()
        assert stream.wrong == []
        killed_in_the_middle += bool(stream.answers)
        answers.update(stream.answers)
        if kill % 10 == 9:
            present = ticked(data)
            assert [answer for answer, count in present.items() if count > 1] == [], f"after kill {kill}: there twice"
            assert answers - set(present) == set(), f"after kill {kill}: acknowledged, and not there"
    assert waiting, "all were ticked before the last kill"
    assert killed_in_the_middle > TICK_KILLS * 3 // 4, "it was mostly killed before it answered: the test proves little"
