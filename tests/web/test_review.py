"""What is due, on the pages and through the API: the most urgent first, said aloud or chosen, and the first response counts."""
import re
import sqlite3

import jsonschema
import pytest
from learning import FIRST_DAY, NEXT_DAY, begin_aloud, best_letters, learnt, on, practise
from service import journal, serving
from test_api import SCHEMAS, call, described, get


def text_of(reply):
    """The words of a page, one space between them."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", reply.text()))


def marks(data):
    return [entry for entry in journal(data) if entry["kind"] == "self-marks"]


@pytest.fixture(name="aloud")
def a_day_later(tmp_path):
    """A server on the day on which five answers are to be said aloud."""
    with serving(learnt(tmp_path), *on(NEXT_DAY)) as service:
        yield service


# What is due ---------------------------------------------------------------------------------------------------------

def test_before_anything_was_practised_the_page_says_so_and_begins_nothing(tmp_path):
    with serving(tmp_path, *on(FIRST_DAY)) as service:
        page = service.get("/review")
        assert page.status == 200 and "Nothing was practised yet" in page.text()
        assert 'action="/review"' not in page.text()
        assert "/review\"" not in page.text().split("<main")[1]
        reply = service.post("/review")
        assert (reply.status, reply.header("Location")) == (303, "/review")
        outlook = get(service, "/review")
        assert outlook == {"memory_count": 0, "due_count": 0, "today_count": 0, "due": [], "next": None}
        refused = service.call("/review", {})
        assert refused.status == 409
        described("post", "/api/v1/review", refused)
        assert "/review" not in service.get("/").text().split("<main")[1]


def test_what_is_due_is_told_with_its_reason_and_the_home_page_leads_there(aloud):
    page = text_of(aloud.get("/review"))
    assert "5 questions are due now, about " in page
    assert page.count("Senior Rust engineer, to be said aloud; you recognise the best answer, and can now learn to say it") == 5
    home = aloud.get("/").text().split("<main")[1]
    assert re.search(r'<a data-swap href="/review">5 questions are due now, about \d+ minutes\.</a>', home)


def test_the_outlook_has_the_shape_described_and_nothing_in_it_is_a_hint_which_option_is_best(aloud):
    outlook = get(aloud, "/review")
    assert (outlook["memory_count"], outlook["due_count"], outlook["today_count"]) == (10, 5, 0)
    assert {(item["skill"], item["review_count"], item["last_at"]) for item in outlook["due"]} == {("producing", 0, None)}
    assert outlook["next"]["skill"] == "recognising"
    assert outlook["next"]["due_day"] > "2026-11-23"


def test_what_was_wrong_and_sure_is_asked_first(tmp_path):
    letters = best_letters(tmp_path / "key")
    given = [letters[0], letters[1], "A" if letters[2] != "A" else "B"]
    asked = practise(tmp_path / "data", given)
    assert [step["result"]["right"] for step in asked] == [True, True, False]
    with serving(tmp_path / "data", *on(NEXT_DAY)) as service:
        outlook = get(service, "/review")
        assert [(item["urgency"], item["skill"]) for item in outlook["due"]][0] == ("mistaken", "recognising")
        assert outlook["due"][0]["title"] == asked[2]["title"]
        assert outlook["due_count"] == 3
        path = service.post("/review").header("Location")
        page = text_of(service.get(path))
        assert "Asked now because you were sure, and wrong." in page
        assert "2 more are due after this one." in page
        assert "Which answer is the best?" in page
        assert "completed" not in page


# One review ----------------------------------------------------------------------------------------------------------

def test_a_review_is_a_run_of_its_own_that_no_practice_resumes(aloud):
    path = begin_aloud(aloud)
    run = path.rsplit("/", 1)[0]
    told = get(aloud, run)
    assert told["review"] and told["step_count"] == 1 and told["response_count"] == 0
    assert get(aloud, "/sets/viva/senior-rust")["open_run"] is None
    for address in (run, f"{run}/summary"):
        reply = aloud.get(address)
        assert (reply.status, reply.header("Location")) == (303, path)


def test_the_points_are_on_no_page_but_the_one_that_is_asked_for_them(aloud):
    path = begin_aloud(aloud)
    step = get(aloud, path.rsplit("/", 1)[0] + "/steps/1")
    assert (step["skill"], step["options"], step["result"], step["outcome"]) == ("producing", [], None, None)
    points = [point["statement"]["html"] for point in get(aloud, path.rsplit("/", 1)[0] + "/steps/1/points")["points"]]
    assert len(points) >= 3
    before, revealed = aloud.get(path).text(), aloud.get(f"{path}/points").text()
    assert not any(point in before for point in points)
    assert all(point in revealed for point in points)
    assert revealed.count('type="checkbox" name="point-') == len(points)
    assert marks(aloud.data) == []


def test_notes_come_back_with_the_points_and_are_kept_nowhere(aloud):
    path = begin_aloud(aloud)
    notes = "zebra </textarea><script>alert(1)</script>\r\nsecond line & more"
    form = "notes=" + "".join(f"%{byte:02X}" for byte in notes.encode()) + "&send=answer"
    page = aloud.post(f"{path}/points", form)
    assert page.status == 200
    assert "zebra &lt;/textarea&gt;&lt;script&gt;alert(1)&lt;/script&gt;\nsecond line &amp; more</textarea>" in page.text()
    assert marks(aloud.data) == []
    assert aloud.post(f"{path}/ticks", form.replace("send=answer", "point-1=1&send=answer")).status == 303
    assert "zebra" not in aloud.get(path).text()
    kept = sqlite3.connect(f"file:{aloud.data}/viva.db?mode=ro", uri=True)
    assert not any("zebra" in line for line in kept.iterdump())
    kept.close()


def test_ticks_come_to_points_made_and_left_out_and_the_first_ones_count(aloud):
    path = begin_aloud(aloud)
    second_tab = aloud.get(f"{path}/points").text()
    count = second_tab.count('type="checkbox" name="point-')
    first = aloud.post(f"{path}/ticks", "point-1=1&point-2=1&send=answer")
    assert (first.status, first.header("Location")) == (303, path)
    result = aloud.get(path)
    said = result.text()
    assert (said.count('<li class="right">'), said.count('<li class="absent">')) == (2, count - 2)
    assert "A complete answer" in said
    for again in ("point-3=1&send=answer", "send=dont-know", "point-1=1&point-2=1&send=answer"):
        assert aloud.post(f"{path}/ticks", again).status == 303
        assert aloud.get(path).text() == said
    for address in (f"{path}/points", f"{path}/ticks"):
        gone = aloud.get(address) if address.endswith("points") else aloud.post(address, "send=answer")
        assert (gone.status, gone.header("Location")) == (303, path)
    (entry,) = marks(aloud.data)
    assert len(entry["payload"]["covered"]) == 2 and entry["payload"]["dont_know"] is False


def test_after_the_answer_it_is_said_how_it_was_counted_when_it_comes_back_and_what_else_is_due(aloud):
    path = begin_aloud(aloud)
    aloud.post(f"{path}/ticks", "point-1=1&send=answer")
    page = aloud.get(path)
    words = text_of(page)
    step = get(aloud, path.rsplit("/", 1)[0] + "/steps/1")
    assert step["outcome"]["reason"]["text"] in words and step["outcome"]["comes_back"]["text"] in words
    assert "4 more are due after this one." in words
    assert '<form method="post" action="/review" data-swap><button class="first" data-key="next">' in page.text()
    assert "Stop for now" in words


def test_one_review_after_the_other_goes_through_all_that_is_due_each_once(aloud):
    asked = []
    while (reply := aloud.post("/review")).header("Location") != "/review":
        path = reply.header("Location")
        page = aloud.get(f"{path}/points").text()
        asked.append(re.search(r"<h1[^>]*>(.*?)</h1>", page)[1])
        ticks = "&".join(re.findall(r'name="(point-\d+)"', page))
        assert aloud.post(f"{path}/ticks", "&".join(f"{tick}=1" for tick in ticks.split("&"))).status == 303
        assert len(asked) <= 5
    assert len(set(asked)) == 5
    assert "Nothing is due now." in text_of(aloud.get("/review"))
    assert "Nothing more is due after this one." in text_of(aloud.get(path))


def test_to_send_without_a_tick_says_what_is_missing_and_keeps_the_notes(aloud):
    path = begin_aloud(aloud)
    page = aloud.post(f"{path}/ticks", "notes=zebra&send=answer")
    assert page.status == 422
    assert "Tick what you said, or say that it was none of it." in page.text()
    assert "<title>Nothing ticked yet: " in page.text()
    assert "zebra</textarea>" in page.text()
    assert marks(aloud.data) == []
    assert aloud.post(f"{path}/ticks", "send=dont-know").status == 303
    assert marks(aloud.data)[0]["payload"]["dont_know"] is True


@pytest.mark.parametrize("ticks", ["point-32=1&send=answer", "point-1=1&point-32=1&send=answer"])
def test_a_point_that_the_exercise_has_not_is_refused(aloud, ticks):
    path = begin_aloud(aloud)
    assert aloud.post(f"{path}/ticks", ticks).status == 400
    assert marks(aloud.data) == []


def test_what_is_said_aloud_is_not_chosen_and_what_is_chosen_is_not_ticked(aloud):
    path = begin_aloud(aloud)
    assert aloud.post(f"{path}/answer", "choice=1").status == 409
    reply = aloud.call(path.rsplit("/", 1)[0] + "/steps/1/answer", {"choice": "A"})
    assert reply.status == 409
    described("post", "/api/v1" + path.rsplit("/", 1)[0] + "/steps/1/answer", reply)
    run = aloud.begin()
    assert aloud.get(f"{run}/1/points").header("Location") == f"{run}/1"
    assert aloud.post(f"{run}/1/ticks", "point-1=1").status == 400
    for method, name, body in (("get", "points", None), ("post", "ticks", {"points": [1]})):
        address = f"{run}/steps/1/{name}"
        reply = aloud.get("/api/v1" + address) if method == "get" else aloud.call(address, body)
        assert reply.status == 409
        described(method, "/api/v1" + address, reply)


# Through the API -----------------------------------------------------------------------------------------------------

def test_a_review_through_the_api_has_the_shapes_described_and_its_first_response_counts(aloud):
    run = call(aloud, "/review", {})
    assert run["review"] and run["next"] == 1
    path = f"/runs/{run['run']}/steps/1"
    points = get(aloud, f"{path}/points")["points"]
    assert [point["point"] for point in points] == list(range(1, len(points) + 1))
    first = call(aloud, f"{path}/ticks", {"points": [1], "took_ms": 61000})
    again = call(aloud, f"{path}/ticks", {"dont_know": True})
    assert first["first"] and not again["first"] and again["result"] == first["result"]
    assert first["result"]["took_ms"] == 61000 and first["result"]["model_answer"]
    assert [point["yours"] for point in first["result"]["points"]] == ["covered"] + ["absent"] * (len(points) - 1)
    assert [point["statement"] for point in first["result"]["points"]] == [point["statement"] for point in points]
    assert first["outcome"]["grade"] == "again" and get(aloud, path)["outcome"] == first["outcome"]
    assert get(aloud, "/review")["due_count"] == 4


def test_a_question_that_two_tabs_start_is_one_run_until_it_is_answered(aloud):
    first, second = begin_aloud(aloud), begin_aloud(aloud)
    assert first == second
    assert call(aloud, "/review", {})["run"] == first.split("/")[2]
    assert aloud.post(f"{first}/ticks", "point-1=1&send=answer").status == 303
    assert begin_aloud(aloud) != first
    assert len(marks(aloud.data)) == 1


def test_one_that_is_due_can_be_asked_for_by_name_and_one_that_is_not_cannot(aloud):
    last = get(aloud, "/review")["due"][-1]
    run = call(aloud, "/review", {"exercise": last["exercise"], "skill": "producing"})
    assert get(aloud, f"/runs/{run['run']}/steps/1")["title"] == last["title"]
    for body in ({"exercise": last["exercise"], "skill": "recognising"}, {"exercise": "viva/senior-rust/none"}, {"skill": "recognising"}):
        reply = aloud.call("/review", body)
        assert reply.status == 409, body
        described("post", "/api/v1/review", reply)
    for body in ({"skill": "singing"}, {"exercise": ""}, {"exercise": 1}, {"exercise": "a" * 195}, {"set": "viva/senior-rust"}):
        reply = aloud.call("/review", body)
        assert reply.status == 400, body
        described("post", "/api/v1/review", reply)


TICKS = [{"points": []}, {"points": [1]}, {"points": [2, 1], "took_ms": 0}, {"dont_know": True, "took_ms": 86400000}]
NO_TICKS = [{"points": [1, 1]}, {"points": [0]}, {"points": [33]}, {"points": "1"}, {"points": [1.5]}, {"points": [None]}, {"points": [True]},             {"points": [1], "took_ms": -1}, {"dont_know": "yes"}, {"point": [1]}, {"points": [4294967297]}]


@pytest.mark.parametrize("body, allowed", [(body, True) for body in TICKS] + [(body, False) for body in NO_TICKS], ids=str)
def test_ticks_are_taken_as_the_description_allows(aloud, body, allowed):
    path = f"/runs/{call(aloud, '/review', {})['run']}/steps/1"
    assert jsonschema.Draft202012Validator(SCHEMAS["Ticks"]).is_valid(body) == allowed
    assert aloud.call(f"{path}/ticks", body).status == (201 if allowed else 400)
    assert len(marks(aloud.data)) == allowed


@pytest.mark.parametrize("body", [{}, {"points": [1], "dont_know": True}, {"dont_know": False}])
def test_ticks_are_either_points_or_i_dont_know(aloud, body):
    path = f"/runs/{call(aloud, '/review', {})['run']}/steps/1"
    assert aloud.call(f"{path}/ticks", body).json()["field"] == "points"


def test_an_answer_in_practice_tells_what_it_led_to_as_well(tmp_path):
    (step,) = practise(tmp_path, ["A"])
    assert step["outcome"]["grade"] in ("again", "easy")


# Across a restart ----------------------------------------------------------------------------------------------------

def test_a_review_that_was_begun_and_its_result_outlive_the_server(tmp_path):
    data = learnt(tmp_path)
    with serving(data, *on(NEXT_DAY)) as service:
        path = begin_aloud(service)
    with serving(data, *on(NEXT_DAY)) as service:
        assert service.post(f"{path}/ticks", "point-2=1").status == 303
        said = service.get(path).text()
    with serving(data, *on(NEXT_DAY)) as service:
        assert service.get(path).text() == said


def test_what_is_reset_or_erased_is_due_no_more(aloud):
    path = begin_aloud(aloud)
    aloud.post("/data/erase", "confirm=erase")
    assert "Nothing was practised yet" in aloud.get("/review").text()
    assert aloud.get(path).status == 404
