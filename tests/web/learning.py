"""A learner some days on: what was practised on one day, and a server on a later one."""
from service import Service, serving

SEED = "7"
SET = "viva/senior-rust"
FIRST_DAY, NEXT_DAY = "2026-11-22T10:00:00Z", "2026-11-23T10:00:00Z"


def on(day, *more):
    """The arguments of a server on that day."""
    return ("--seed", SEED, "--now", day, *more)


def best_letters(folder, name=SET):
    """The letters of the best answers, step by step: the seed is fixed, so another learner's run has the same order."""
    with serving(folder, *on(FIRST_DAY)) as service:
        run = service.call("/runs", {"set": name}).json()
        steps = range(1, run["step_count"] + 1)
        return [service.call(f"/runs/{run['run']}/steps/{step}/answer", {"dont_know": True}).json()["result"]["best"] for step in steps]


def practise(data, letters, sureness="sure", name=SET):
    """One run on the first day, with these answers; its steps as the last call told them."""
    with serving(data, *on(FIRST_DAY)) as service:
        run = service.call("/runs", {"set": name}).json()["run"]
        return [service.call(f"/runs/{run}/steps/{step}/answer", {"choice": letter, "sureness": sureness}).json()
                for step, letter in enumerate(letters, 1)]


def learnt(folder):
    """A data folder of somebody who chose every best answer and was sure: all of them are to be said aloud the next day."""
    practise(folder / "data", best_letters(folder / "key"))
    return folder / "data"


def begin_aloud(service: Service):
    """Begin the next review, by its form; the path of its step."""
    reply = service.post("/review")
    assert reply.status == 303, reply.body
    return reply.header("Location")
