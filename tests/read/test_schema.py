"""docs/set.schema.json and the reader of JSON are of one mind: what one refuses the other does too, but for what no schema can say."""
import copy
import glob
import json
import os
import re
import subprocess

import jsonschema
import pytest

VIVA = os.environ["VIVA"]
SOURCE = os.environ["VIVA_SOURCE"]

with open(os.path.join(SOURCE, "docs/set.schema.json"), encoding="utf-8") as file:
    SCHEMA = json.load(file)
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)

PROSE = ["One ", ["two ", {"text": "three", "emphasis": True, "strong": True, "link": "https://example.org/a"}],
         {"code": "let x = 1;\n", "language": "rust"}, {"quote": ["four"]}, {"bullets": [["five"], ["six"]]},
         {"numbers": [["seven"]], "start": 3}]

# A set in which every key of the form stands.
EVERYTHING = {
    "format": 1, "set": "everything", "namespace": "tests", "title": "Everything", "focus": "all keys", "language": "en-GB",
    "licence": "CC-BY-4.0", "translates": "tests/original", "was": ["tests/former"], "waive": ["raw-html"], "about": ["One."],
    "guide": {"title": "How", "headings": [{"id": "reason", "title": "Say why", "advice": "Always.", "signals": ["because"]}]},
    "phrases": [{"phrase": "In short,", "use": "at the end"}],
    "glossary": [{"term": "set", "meaning": "exercises"}],
    "sources": [{"title": "A book", "url": "https://example.org/book"}],
    "exercises": [{
        "id": "first", "was": ["former"], "kind": "choose-one", "level": "senior", "minutes": 4, "waive": ["names-an-option"],
        "title": "A title", "question": ["Why?"], "look-for": "Which is best?",
        "points": [{"id": "owner", "was": ["old-owner"], "heading": "reason", "statement": "it has one owner", "why": "it does",
                    "variants": ["one owner it has"], "cues": ["owner"]},
                   {"id": "cost", "heading": "reason", "statement": "it costs nothing"}],
        "misconceptions": [{"id": "counted", "was": ["old-counted"], "claim": "it counts", "truth": "it does not",
                            "against": ["cost"], "variants": ["it is counted"]}],
        "options": [{"id": "best", "was": ["old-best"], "best": True, "mark": 1, "body": ["Yes."], "covers": ["owner", "cost"],
                     "note": "It says both."},
                    {"id": "rival", "best": False, "mark": 0.35, "body": ["No."], "touches": ["owner"], "claims": ["counted"],
                     "faults": ["vague"], "note": "It tempts."}],
        "lesson": PROSE,
        "phrases": [{"phrase": "Because", "use": "before a reason"}],
        "glossary": [{"term": "owner", "meaning": "who frees it"}],
        "sources": [{"title": "A page", "url": "https://example.org/page", "backs": ["owner", "counted"]}],
        "samples": [{"text": "One owner.", "labels": [{"mark": "covers", "id": "owner"}, {"mark": "contradicts", "id": "counted"}]}],
        "answers": [{"id": "whole", "body": ["It has one owner."], "covers": ["owner"], "touches": ["cost"], "claims": ["counted"],
                     "faults": ["unsupported"], "note": "Short."}],
        "probes": [{"point": "owner", "question": "Who frees it?"}],
        "sentences": [{"id": "start", "text": "It starts.", "why": "It is the start."},
                      {"id": "end", "text": "It ends.", "spare": False, "after": ["start"]},
                      {"id": "aside", "text": "It rains.", "spare": True}],
    }],
}

# What no schema says, and the reader does. Each has its set below.
READER_ALONE = {}


def reader_alone(code):
    def add(change):
        READER_ALONE[code] = change
        return change
    return add


def exercise_of(root):
    return root["exercises"][0]


@reader_alone("unknown-heading")
def _(root):
    exercise_of(root)["points"][0]["heading"] = "raeson"


@reader_alone("unknown-point")
def _(root):
    exercise_of(root)["options"][0]["covers"] = ["onwer", "cost"]


@reader_alone("unknown-misconception")
def _(root):
    exercise_of(root)["options"][1]["claims"] = ["countde"]


@reader_alone("unknown-sentence")
def _(root):
    exercise_of(root)["sentences"][1]["after"] = ["strat"]


@reader_alone("unknown-claim")
def _(root):
    exercise_of(root)["sources"][0]["backs"] = ["onwer"]


@reader_alone("id-twice")
def _(root):
    exercise_of(root)["sentences"][2]["id"] = "end"


@reader_alone("former-id-taken")
def _(root):
    exercise_of(root)["options"][0]["was"] = ["rival"]


@reader_alone("covered-and-touched")
def _(root):
    exercise_of(root)["options"][0]["touches"] = ["owner"]


@reader_alone("uncovered-point")
def _(root):
    exercise_of(root)["options"][0]["covers"] = ["owner"]


@reader_alone("label-twice")
def _(root):
    exercise_of(root)["samples"][0]["labels"] *= 2


@reader_alone("sentence-circle")
def _(root):
    exercise_of(root)["sentences"][0]["after"] = ["end"]


@reader_alone("spare-in-order")
def _(root):
    exercise_of(root)["sentences"][1]["after"] = ["aside"]


@reader_alone("separator-inside")
def _(root):
    root["guide"]["headings"][0]["title"] = "Say: why"


@reader_alone("equal-options")
def _(root):
    exercise_of(root)["options"][1]["body"] = ["Yes!"]


@reader_alone("no-shortcoming")
def _(root):
    exercise_of(root)["options"][1].update({"covers": ["owner", "cost"], "touches": [], "claims": [], "faults": []})


@reader_alone("not-a-mark")
def _(root):
    exercise_of(root)["options"][1]["mark"] = 0.355


@reader_alone("missing-part")
def _(root):
    exercise_of(root)["points"][0]["statement"] = [" ", {"text": " "}]


@reader_alone("too-long")
def _(root):
    exercise_of(root)["points"][0]["statement"] = ["word " * 500, "word " * 500]


@reader_alone("too-deep")
def _(root):
    prose = ["deep"]
    for _ in range(7):
        prose = [{"quote": prose}]
    exercise_of(root)["lesson"] = prose


@reader_alone("control-character")
def _(root):
    root["title"] = "Every\u0007thing"


@reader_alone("bidi-control")
def _(root):
    root["title"] = "Every\u202ething"


class Checked:
    """What `viva check` says of many sets, each a file of its own: the codes of their errors, and all hints."""

    def __init__(self, folder, roots):
        for number, root in enumerate(roots):
            (folder / ("%05d.json" % number)).write_text(json.dumps(root))
        self.errors, self.problems = [[] for _ in roots], [[] for _ in roots]
        for start in range(0, len(roots), 500):
            names = ["%05d.json" % number for number in range(start, min(start + 500, len(roots)))]
            done = subprocess.run([VIVA, "check", "--json", *names], cwd=folder, stdout=subprocess.PIPE, check=False)
            for problem in json.loads(done.stdout)["problems"]:
                number = int(problem["file"][:5])
                self.problems[number].append(problem)
                if problem["severity"] == "error":
                    self.errors[number].append(problem["code"])


def resolved(schema):
    """The schema that a reference leads to, with what stands beside it."""
    if "$ref" not in schema:
        return schema
    return {**resolved(SCHEMA["$defs"][schema["$ref"].rsplit("/", 1)[1]]), **{key: schema[key] for key in schema if key != "$ref"}}


def objects(schema=SCHEMA):
    """Every schema of an object, once."""
    return [SCHEMA] + [part for part in SCHEMA["$defs"].values() if part.get("type") == "object"]


def places(value, path=()):
    """The path to every value; of a list only what its first item of each kind holds, since the others are alike."""
    yield path
    if isinstance(value, dict):
        for key in value:
            yield from places(value[key], path + (key,))
    elif isinstance(value, list):
        seen = set()
        for number, item in enumerate(value):
            kind = tuple(sorted(item)) if isinstance(item, dict) else type(item)
            if kind not in seen:
                seen.add(kind)
                yield from places(item, path + (number,))


def changed(path, change):
    """EVERYTHING, with change(parent, key) done where the path leads."""
    root = copy.deepcopy(EVERYTHING)
    parent = root
    for key in path[:-1]:
        parent = parent[key]
    change(parent, path[-1])
    return root


def put(value):
    def change(parent, key):
        parent[key] = copy.deepcopy(value)
    return change


def remove(parent, key):
    del parent[key]


def add_unknown(parent, key):
    parent[key]["unknownkey"] = 1


def values_at(path):
    value = EVERYTHING
    for key in path:
        value = value[key]
    return value


WRONG = [None, True, 0, -1, 7, 121, 1.5, 1000000000, "", " ", "x", "Not A Slug", "trailing-", "x" * 65, "x" * 5000, "a;b", "http://", "ftp://a.b",
         "tests/x/y", [], [7], [None], [""], ["x"], [[]], [{}], {}, {"text": "x"}, {"unknownkey": 1}, {"code": "x", "quote": ["y"]},
         {"quote": ["x"], "language": "rust"}, {"bullets": [["x"]], "start": 2}, {"numbers": [["x"]], "start": -1}]


def changes():
    """The name, the place and the set of each systematic change."""
    for path in places(EVERYTHING):
        name = "/".join(map(str, path)) or "(all)"
        if path:
            yield "%s removed" % name, path, changed(path, remove)
            for wrong in WRONG:
                yield "%s is %.40r" % (name, wrong), path, changed(path, put(wrong))
        if isinstance(values_at(path), dict) and path:
            yield "%s with a key too many" % name, path + ("unknownkey",), changed(path, add_unknown)
    yield "a key too many", ("unknownkey",), {**EVERYTHING, "unknownkey": 1}
    for wrong in WRONG:
        yield "all is %.40r" % (wrong,), (), wrong


def is_valid(root, path):
    """Whether the schema takes root, which is EVERYTHING but for the place: what is around it is not looked at again."""
    pointer, part = "#", root
    if len(path) > 3 and path[0] == "exercises":
        pointer, part = "#/$defs/exercise/properties/%s" % path[2], root["exercises"][0][path[2]]
    elif len(path) > 1:
        pointer, part = "#/properties/%s" % path[0], root[path[0]]
    return VALIDATOR.evolve(schema={"$ref": pointer}).is_valid(part)


def test_the_schema_is_a_schema_of_2020_12():
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_every_property_has_a_title_and_a_description():
    for schema in objects():
        for key, property_schema in schema["properties"].items():
            assert property_schema.get("title") and property_schema.get("description"), key
    assert all(part.get("title") and part.get("description") for part in SCHEMA["$defs"].values())


def test_every_list_of_objects_has_the_cap_of_the_model():
    with open(os.path.join(SOURCE, "src/model/set.h"), encoding="utf-8") as header:
        caps = {name: int(value) for name, value in re.findall(r"#define (\w+_MAX)\s+(\d+)\b", header.read())}
    for key, cap in [("points", "POINTS"), ("misconceptions", "MISCONCEPTIONS"), ("options", "OPTIONS"), ("samples", "SAMPLES"),
                     ("answers", "ANSWERS"), ("probes", "PROBES"), ("sentences", "SENTENCES")]:
        assert SCHEMA["$defs"]["exercise"]["properties"][key]["maxItems"] == caps["EXERCISE_%s_MAX" % cap], key
    assert SCHEMA["properties"]["exercises"]["maxItems"] == caps["SET_EXERCISES_MAX"]
    assert SCHEMA["$defs"]["guide"]["properties"]["headings"]["maxItems"] == caps["GUIDE_HEADINGS_MAX"]
    assert SCHEMA["$defs"]["heading"]["properties"]["signals"]["maxItems"] == caps["HEADING_SIGNALS_MAX"]
    assert SCHEMA["$defs"]["words"]["maxLength"] == caps["TEXT_BYTES_MAX"]


def test_every_warning_can_be_waived_and_nothing_else():
    with open(os.path.join(SOURCE, "src/words/problems.def"), encoding="utf-8") as table:
        warnings = re.findall(r'^PROBLEM\(\w+, "([\w-]+)", WARNING', table.read(), re.M)
    assert sorted(SCHEMA["$defs"]["warning"]["enum"]) == sorted(warnings)


def good_sets():
    patterns = ["sets/*.md", "tests/*/*/*.md", "tests/*/*/*.json"]
    return [os.path.relpath(path, SOURCE) for pattern in patterns for path in sorted(glob.glob(os.path.join(SOURCE, pattern)))]


def test_the_json_of_every_good_set_in_the_tree_is_valid():
    count = 0
    for path in good_sets():
        done = subprocess.run([VIVA, "show", "--json", path], cwd=SOURCE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                              timeout=50, check=False)
        if done.returncode == 0:
            VALIDATOR.validate(json.loads(done.stdout))
            count += 1
    assert count >= 20


def test_the_set_with_every_key_is_good_to_both(tmp_path):
    VALIDATOR.validate(EVERYTHING)
    checked = Checked(tmp_path, [EVERYTHING])
    assert checked.problems == [[]]


def test_every_key_of_the_schema_stands_in_that_set():
    text = json.dumps(EVERYTHING)
    for schema in objects():
        for key in schema["properties"]:
            assert '"%s":' % key in text, key


def test_the_reader_knows_the_same_keys(tmp_path):
    """An unknown key far from any other is answered with a list of all."""
    paths = [path for path in places(EVERYTHING) if isinstance(values_at(path), dict)]
    roots = [{**EVERYTHING, "unknownkey": 1}] + [changed(path, add_unknown) for path in paths if path]
    known = set()
    for problems in Checked(tmp_path, roots).problems:
        for problem in problems:
            if problem["hint"].startswith("known here: "):
                known.add(tuple(sorted(re.findall(r'"([^"]+)"', problem["hint"]))))
    label = SCHEMA["$defs"]["label"] # said as a whole
    assert known == {tuple(sorted(schema["properties"])) for schema in objects() if schema is not label}


def test_what_is_wrong_to_one_is_wrong_to_the_other(tmp_path):
    names, paths, roots = zip(*changes())
    checked, differing = Checked(tmp_path, roots), []
    for name, path, root, errors in zip(names, paths, roots, checked.errors):
        is_fine = is_valid(root, path)
        if is_fine and not set(errors) <= set(READER_ALONE):
            differing.append("%s: the reader alone refuses it: %s" % (name, " ".join(errors)))
        elif not is_fine and not errors:
            differing.append("%s: the schema alone refuses it" % name)
    assert len(roots) > 2000
    assert not differing, "\n".join(differing)


@pytest.mark.parametrize("code", sorted(READER_ALONE))
def test_what_only_the_reader_can_say(code, tmp_path):
    root = copy.deepcopy(EVERYTHING)
    READER_ALONE[code](root)
    VALIDATOR.validate(root)
    assert code in Checked(tmp_path, [root]).errors[0]


def lists(schema, path=()):
    """The path to every list with a cap in EVERYTHING, and the cap."""
    schema = resolved(schema)
    for key, part in schema.get("properties", {}).items():
        part = resolved(part)
        if part.get("type") == "array" and "maxItems" in part:
            yield path + (key,), part["maxItems"]
        if part.get("type") == "array":
            yield from lists(part["items"], path + (key, 0))
        else:
            yield from lists(part, path + (key,))


def lengthened(path, count):
    """The list at path with that many items, which differ in their ids."""
    def change(parent, key):
        items = [copy.deepcopy(parent[key][-1]) for _ in range(count)]
        for number, item in enumerate(items):
            if isinstance(item, dict) and "id" in item:
                item["id"] = "item-%d" % number
        parent[key] = items
    return changed(path, change)


@pytest.mark.parametrize("path, cap", [pytest.param(path, cap, id="/".join(map(str, path))) for path, cap in lists(SCHEMA)])
def test_a_list_beyond_its_cap_is_refused_by_both(path, cap, tmp_path):
    full, over = lengthened(path, cap), lengthened(path, cap + 1)
    checked = Checked(tmp_path, [full, over])
    assert "too-many" not in checked.errors[0] and "too-many" in checked.errors[1]
    assert any(error.validator == "maxItems" for error in VALIDATOR.iter_errors(over))
