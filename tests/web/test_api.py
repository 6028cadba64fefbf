"""The description of the API is what is served: its paths are those of the route table, and every reply has the shape that it says."""
import datetime
import json
import pathlib
import re

import jsonschema
import pytest
from service import FORM, JSON, SOURCE

TABLE = (pathlib.Path(SOURCE) / "src/face/web/routes.c").read_text()
ROUTES = [tuple(row) for row in re.findall(r'\{ HTTP_(GET|POST|PUT|DELETE), "([^"]+)", \w+, BODY_(\w+)', TABLE)]
OPENAPI = json.loads((pathlib.Path(SOURCE) / "assets/web/openapi.json").read_text())
SCHEMAS = OPENAPI["components"]["schemas"]


def operations():
    for path, item in OPENAPI["paths"].items():
        for method in ("get", "post", "put", "delete", "patch"):
            if method in item:
                yield path, method, item[method], item


def check(schema, value):
    """As JSON Schema 2020-12, which OpenAPI 3.1 is written in."""
    validator = jsonschema.Draft202012Validator({**schema, "components": OPENAPI["components"]})
    problems = [f"{'/'.join(map(str, error.path))}: {error.message[:200]}" for error in validator.iter_errors(value)]
    assert problems == []


def described(method, path, reply):
    """Hold a reply against what is said of its operation and status."""
    template = next(known for known in OPENAPI["paths"]
                    if re.fullmatch(re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(known)), path) and method in OPENAPI["paths"][known])
    responses = OPENAPI["paths"][template][method]["responses"]
    said = responses.get(str(reply.status), responses["default"])
    check(said["content"][reply.header("Content-Type")]["schema"], reply.json())
    assert str(reply.status) in responses
    return reply.json()


def get(service, path):
    return described("get", "/api/v1" + path, service.get("/api/v1" + path))


def call(service, path, value):
    return described("post", "/api/v1" + path, service.call(path, value))


def test_the_description_is_served_as_it_stands_in_the_tree(service):
    assert service.get("/api/v1/openapi.json").json() == OPENAPI
    assert OPENAPI["openapi"].startswith("3.1")


def test_its_paths_and_methods_are_those_of_the_route_table():
    table = {(re.sub(r":(\w+)", r"{\1}", path), method.lower()) for method, path, _ in ROUTES if path.startswith("/api/")}
    assert {(path, method) for path, method, _, _ in operations()} == table


def test_what_takes_a_body_says_so():
    for path, method, operation, _ in operations():
        body = next(body for verb, pattern, body in ROUTES if re.sub(r":(\w+)", r"{\1}", pattern) == path and verb.lower() == method)
        assert ("requestBody" in operation) == (body == "JSON"), path


def test_every_parameter_of_a_path_is_described_and_every_reference_leads_somewhere():
    for path, _, operation, item in operations():
        names = [reference["$ref"].rsplit("/", 1)[1] for reference in item.get("parameters", [])]
        assert sorted(names) == sorted(re.findall(r"\{(\w+)\}", path))
        assert [OPENAPI["components"]["parameters"][name]["name"] for name in names] == names
        assert "default" in operation["responses"]
    for reference in re.findall(r'"\$ref": "([^"]+)"', json.dumps(OPENAPI)):
        found = OPENAPI
        for part in reference.removeprefix("#/").split("/"):
            found = found[part]
    identifiers = [operation["operationId"] for _, _, operation, _ in operations()]
    assert len(set(identifiers)) == len(identifiers)


def test_every_schema_is_one_and_every_schema_is_used():
    text = json.dumps(OPENAPI)
    for name, schema in SCHEMAS.items():
        jsonschema.Draft202012Validator.check_schema(schema)
        assert f'"#/components/schemas/{name}"' in text, name


def test_a_run_from_its_beginning_to_its_end_has_the_shapes_described(service):
    assert get(service, "/sets")["sets"]
    assert get(service, "/sets/viva/senior-rust")["guide"]["headings"]
    run = call(service, "/runs", {"set": "viva/senior-rust"})
    assert get(service, f"/runs/{run['run']}") == run
    for step in range(1, run["step_count"] + 1):
        path = f"/runs/{run['run']}/steps/{step}"
        before = get(service, path)
        assert before["result"] is None and before["response_count"] == step - 1
        assert call(service, f"{path}/flag", {"flagged": True}) == {"flagged": True}
        assert call(service, f"{path}/report", {"remark": "unclear"})["report"]
        answer = {"dont_know": True} if step == 1 else {"choice": "B", "sureness": "sure", "took_ms": 1200}
        first = call(service, f"{path}/answer", answer)
        again = call(service, f"{path}/answer", {"choice": "A"})
        assert first["first"] and not again["first"] and again["result"] == first["result"]
        assert get(service, path)["result"] == first["result"]
    assert get(service, f"/runs/{run['run']}/summary")["response_count"] == 5
    assert get(service, f"/runs/{run['run']}")["next"] is None
    answered = {of["id"]: of["answered_count"] for of in get(service, "/progress")["sets"]}
    assert answered["viva/senior-rust"] == 5 and sum(answered.values()) == 5
    assert call(service, "/runs", {"again": run["run"]})["step_count"] >= 1


def test_a_plan_from_its_making_to_its_end_has_the_shapes_described(service):
    day = (datetime.date.today() + datetime.timedelta(days=20)).isoformat()

    def plan(method, **more):
        return described(method, "/api/v1/plan", service.ask(method.upper(), "/api/v1/plan", **more))

    assert plan("get")["interview"] is None
    made = plan("put", body=json.dumps({"interview": day, "sets": ["senior-rust", "viva/databases"]}), kind=JSON)
    assert made["interview"] == day and len(made["sets"]) == 2 and made["sets"][0]["headings"] and made["days"]
    assert plan("get") == made
    assert plan("put", body="{}", kind=JSON)["field"] == "interview"
    assert plan("put", body="x", kind=FORM)["status"] == 415
    assert plan("delete")["interview"] is None


def test_what_is_known_and_the_curve_of_an_exercise_have_the_shapes_described(service):
    run = call(service, "/runs", {"set": "senior-rust"})
    call(service, f"/runs/{run['run']}/steps/1/answer", {"choice": "B", "sureness": "sure", "took_ms": 1200})
    progress = get(service, "/progress")
    known = {of["id"]: of["known"] for of in progress["sets"]}["viva/senior-rust"]
    assert known["recognising"]["begun_count"] >= 1 and known["recognising"]["today"]["high"] <= known["point_count"]
    assert [of["sureness"] for of in progress["sureness"]] == ["unsaid", "guess", "fairly", "sure"]
    assert progress["ever"]["response_count"] == sum(day["response_count"] for day in progress["days"])
    curves = [get(service, f"/progress/viva/senior-rust/{slug}")["curves"] for slug in
              ("ownership", "async", "unsafe", "rust-or-go", "errors")]
    assert any(curve["answers"] and curve["points"][0]["recall"] == 1 for of in curves for curve in of)
    assert get(service, "/progress/viva/senior-rust/no-such")["status"] == 404
    for of in progress["sets"]:
        for exercise in of["exercises"]:
            assert (exercise["exercise"] is not None) == (exercise["response_count"] > 0)
            if exercise["exercise"]:
                assert get(service, f"/progress/{exercise['exercise']}")["title"] == exercise["title"]


def test_a_new_run_is_at_the_address_it_was_created_with(service):
    reply = service.call("/runs", {"set": "senior-rust"})
    assert reply.status == 201
    assert service.get(reply.header("Location")).json() == reply.json()


ZERO = "00000000-0000-7000-8000-000000000000"


@pytest.mark.parametrize("method, path, body, status", [
    ("get", "/sets/viva/none", None, 404), ("get", f"/runs/{ZERO}", None, 404), ("get", f"/runs/{ZERO}/summary", None, 404),
    ("get", f"/runs/{ZERO}/steps/1", None, 404), ("post", "/runs", {}, 400), ("post", "/runs", {"set": "none"}, 404),
    ("post", "/runs", {"again": ZERO}, 404), ("post", f"/runs/{ZERO}/steps/1/answer", {"choice": "A"}, 404),
    ("post", f"/runs/{ZERO}/steps/1/flag", {"flagged": True}, 404), ("post", f"/runs/{ZERO}/steps/1/report", {}, 404)])
def test_what_is_refused_is_refused_as_described(service, method, path, body, status):
    reply = service.get("/api/v1" + path) if method == "get" else service.call(path, body)
    assert reply.status == status
    problem = described(method, "/api/v1" + path, reply)
    assert problem["status"] == status


def test_another_type_of_body_is_refused_as_described(service):
    reply = service.ask("POST", "/api/v1/runs", body="set=senior-rust", kind=FORM)
    assert reply.status == 415
    described("post", "/api/v1/runs", reply)


UNKNOWN = {"run": ZERO, "step": "1", "namespace": "no", "set": "such", "exercise": "thing"}


@pytest.mark.parametrize("path, method", [(path, method) for path, method, _, _ in operations()])
def test_each_operation_refuses_as_it_says(service, path, method):
    address = re.sub(r"\{(\w+)\}", lambda name: UNKNOWN[name[1]], path)
    body = next(body for verb, pattern, body in ROUTES if re.sub(r":(\w+)", r"{\1}", pattern) == path and verb.lower() == method)
    if body == "JSON":
        assert described(method, address, service.ask(method.upper(), address, body="a=b", kind=FORM))["status"] == 415
    if "{" in path:
        reply = service.ask(method.upper(), address, body="{}" if body == "JSON" else None, kind=JSON)
        assert described(method, address, reply)["status"] == 404
    elif body == "JSON":
        for refused in ("", "[]", '{"no-such":1}', "{" * 500):
            assert described(method, address, service.ask(method.upper(), address, body=refused, kind=JSON))["status"] == 400


def test_nothing_to_practise_again_is_refused_as_described(service):
    """The seed is fixed, so a second run has the same order: what was best in the first is best in it."""
    first, second = (service.call("/runs", {"set": "senior-rust"}).json()["run"] for _ in range(2))
    for step in range(1, 6):
        service.call(f"/runs/{first}/steps/{step}/flag", {"flagged": False})
        best = service.call(f"/runs/{first}/steps/{step}/answer", {"dont_know": True}).json()["result"]["best"]
        reply = service.call(f"/runs/{second}/steps/{step}/answer", {"choice": best, "sureness": "sure"})
        assert reply.json()["result"]["right"]
    reply = service.call("/runs", {"again": second})
    assert reply.status == 409
    described("post", "/api/v1/runs", reply)


def test_what_the_description_allows_is_accepted_and_what_it_forbids_is_not(service):
    bodies = [{"choice": "A"}, {"choice": "D", "sureness": "unsaid", "took_ms": 0}, {"dont_know": True, "took_ms": 86400000},
              {"choice": "Z"}, {"choice": "AB"}, {"choice": 1}, {"choise": "A"}, {"choice": "A", "took_ms": -1},
              {"choice": "A", "took_ms": 86400001}, {"choice": "A", "sureness": "very"}, {"dont_know": "yes"}]
    for body in bodies:
        run = service.call("/runs", {"set": "senior-rust"}).json()["run"]
        status = service.call(f"/runs/{run}/steps/1/answer", body).status
        allowed = jsonschema.Draft202012Validator(SCHEMAS["Answer"]).is_valid(body)
        assert (status == 201) == allowed, body
        assert status in (201, 400)


def test_types_are_sent_as_json(service):
    for path in ("/sets", "/progress", "/openapi.json"):
        assert service.get("/api/v1" + path).header("Content-Type") == JSON
