"""The plan towards an interview, as a page and as JSON: the same on both, kept once it was acknowledged, and bad days told."""
import datetime
import html
import json
import re

import pytest
from service import JSON, journal, serving

NOW = "2026-11-22T16:00:00+01:00"
PLAN = "/api/v1/plan"


@pytest.fixture(name="service")
def a_service(tmp_path):
    with serving(tmp_path, "--seed", "7", "--now", NOW) as service:
        yield service


def put(service, value):
    return service.ask("PUT", PLAN, body=json.dumps(value), kind=JSON)


def plans(service):
    return [entry["payload"] for entry in journal(service.data) if entry["kind"] == "plan"]


def test_a_plan_is_made_on_the_page_and_shown_there(service):
    assert "No interview is set." in service.get("/plan").text()
    reply = service.post("/plan", "interview=2026-12-24&set%3Aviva%2Fsenior-rust=on&set%3Aviva%2Fdatabases=on")
    assert (reply.status, reply.header("Location")) == (303, "/plan")
    assert plans(service) == [{"interview": "2026-12-24", "sets": ["viva/senior-rust", "viva/databases"]}]
    text = service.get("/plan").text()
    assert "Your interview is in 32 days, on 2026-12-24." in text
    assert text.count("<table>") == 5  # two for each set, and one of the days
    assert re.findall(r'name="set:([^"]+)" checked', text) == ["viva/databases", "viva/senior-rust"]
    assert 'value="2026-12-24"' in text


def test_a_plan_is_given_up_on_the_page(service):
    service.post("/plan", "interview=2026-12-24")
    assert service.post("/plan/remove").status == 303
    assert "No interview is set." in service.get("/plan").text()
    assert plans(service)[-1] == {"interview": None, "sets": []}


def test_the_sets_lead_to_the_plan(service):
    assert "Plan towards the day of an interview" in service.get("/").text()
    service.post("/plan", "interview=2026-11-23")
    assert "Your interview is tomorrow, on 2026-11-23." in service.get("/").text()


@pytest.mark.parametrize("day, said", [
    ("24.12.2026", '"24.12.2026" is no day; write year, month and day as in 2026-12-22'),
    ("2026-02-30", 'there is no day "2026-02-30"'), ("2026-11-21", 'is over; expected a day from "2026-11-22" on'),
    ("2028-11-22", "is too far away"), ("", "is no day"), ("%3Cb%3E", '"<b>" is no day')])
def test_a_day_that_cannot_be_comes_back_with_what_was_expected(service, day, said):
    reply = service.post("/plan", f"interview={day}&set%3Aviva%2Fsenior-rust=on")
    text = reply.text()
    assert reply.status == 422
    assert said in html.unescape(text) and "<b>" not in text
    assert "<title>Not planned yet: your plan" in text
    assert 'name="set:viva/senior-rust" checked' in text  # what was chosen stays
    assert plans(service) == []


def test_a_set_that_is_not_there_makes_no_plan(service):
    reply = service.post("/plan", "interview=2026-12-24&set%3Aviva%2Fnone=on")
    assert reply.status == 400 and plans(service) == []


def test_the_api_tells_and_keeps_what_the_page_does(service):
    assert service.get(PLAN).json()["interview"] is None
    made = put(service, {"interview": "2026-12-24", "sets": ["senior-rust"]})
    assert made.status == 200
    assert made.json() == service.get(PLAN).json()
    assert made.json()["about"] == ["viva/senior-rust"] and made.json()["days_left"] == 32
    assert [day["day"] for day in made.json()["days"]][:2] == ["2026-11-22", "2026-11-23"] and len(made.json()["days"]) == 32
    gone = service.ask("DELETE", PLAN)
    assert gone.status == 200 and gone.json() == service.get(PLAN).json() and gone.json()["interview"] is None
    assert plans(service) == [{"interview": "2026-12-24", "sets": ["viva/senior-rust"]}, {"interview": None, "sets": []}]


@pytest.mark.parametrize("body, field", [
    ({}, "interview"), ({"interview": "2026-02-30"}, "interview"), ({"interview": "2026-11-21"}, "interview"),
    ({"interview": "2028-11-22"}, "interview"), ({"interview": None}, "interview"), ({"interview": 20261224}, "interview"),
    ({"interview": "2026-12-24T10:00:00Z"}, "interview"), ({"interview": "2026-12-24", "sets": "senior-rust"}, "sets"),
    ({"interview": "2026-12-24", "sets": [1]}, "sets"), ({"interview": "2026-12-24", "sets": [""]}, "sets"),
    ({"interview": "2026-12-24", "sets": ["none"]}, "sets"), ({"interview": "2026-12-24", "minutes": 5}, "minutes")], ids=str)
def test_a_call_that_cannot_be_names_its_field(service, body, field):
    reply = put(service, body)
    assert (reply.status, reply.json()["field"]) == (400, field)
    assert plans(service) == []


def test_a_plan_may_name_every_set_at_hand(service):
    sets = [item["id"] for item in service.get("/api/v1/sets").json()["sets"]]
    assert len(put(service, {"interview": "2026-12-24", "sets": sets}).json()["sets"]) == len(sets)


def test_a_set_that_is_named_again_and_again_is_kept_once(service):
    reply = put(service, {"interview": "2026-12-24", "sets": ["senior-rust", "viva/senior-rust"] * 1000})
    assert reply.status == 200 and reply.json()["about"] == ["viva/senior-rust"]
    assert plans(service) == [{"interview": "2026-12-24", "sets": ["viva/senior-rust"]}]


def test_a_plan_survives_a_kill_and_moves_with_the_days(tmp_path):
    with serving(tmp_path, "--now", NOW) as service:
        assert put(service, {"interview": "2026-12-24", "sets": ["senior-rust"]}).status == 200
        run = service.begin()
        for step in range(1, 6):
            service.post(f"{run}/{step}/answer", "choice=1&took_ms=30000")
    left = {}
    for day in ("2026-11-25", "2026-12-24", "2026-12-25"):
        with serving(tmp_path, "--now", f"{day}T16:00:00Z") as service:
            plan = service.get(PLAN).json()
            left[day] = plan["days_left"]
            assert service.get("/plan").status == 200
            if plan["days_left"] >= 0:
                assert plan["sets"][0]["begun_count"] == 5
            assert ('href="/review"' in service.get("/plan").text().split("<main")[1]) == (plan["days_left"] > 0)
    assert left == {"2026-11-25": 29, "2026-12-24": 0, "2026-12-25": -1}


def test_today_is_the_learners_day_which_ends_at_four(tmp_path):
    for now, left in (("2026-12-24T03:30:00+01:00", 1), ("2026-12-24T04:00:00+01:00", 0)):
        with serving(tmp_path, "--now", now) as service:
            put(service, {"interview": "2026-12-24"})
            assert service.get(PLAN).json()["days_left"] == left


def test_without_now_the_clock_counts(tmp_path):
    soon = (datetime.date.today() + datetime.timedelta(days=40)).isoformat()
    with serving(tmp_path) as service:
        assert put(service, {"interview": soon}).status == 200
        assert service.get(PLAN).json()["days_left"] in (39, 40, 41)  # local days, and midnight may pass
