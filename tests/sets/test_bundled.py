"""What every set that comes with viva has, beyond being free of errors: docs/writing-exercises.md says why."""
import json
import os
import pathlib
import subprocess

import pytest

VIVA = os.environ["VIVA"]
FOLDER = pathlib.Path(os.environ["VIVA_SOURCE"], "sets")
FILES = sorted(FOLDER.glob("*.md"))
SIX_SAMPLES = {"databases", "senior-rust"}  # a finer bench for whatever judges answers in one's own words


def run(*words):
    return subprocess.run([VIVA, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False)


def read(path):
    done = run("show", str(path), "--key", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)


@pytest.fixture(scope="module", params=FILES, ids=lambda path: path.stem)
def whole(request):
    return read(request.param)


def exercises(whole):
    return whole["exercises"]


def words_of(body):
    """How many words the prose of an option has; what is between two words, such as a lone dash, is none."""
    def text(value):
        if isinstance(value, str):
            return value
        if isinstance(value, list):
            return "".join(map(text, value))
        return text(value.get("text", value.get("code", "")))
    return sum(any(letter.isalnum() for letter in word) for block in body for word in text(block).split())


def labels(exercise):
    """{id of a point or a misconception: the marks of its samples}"""
    marks = {}
    for sample in exercise["samples"]:
        for label in sample["labels"]:
            marks.setdefault(label["id"], []).append(label["mark"])
    return marks


def test_eight_sets_come_with_viva_and_forty_exercises():
    listed = json.loads(run("sets", "--json").stdout)["sets"]
    assert sorted(entry["name"] for entry in listed if entry["from"] == "bundled") == [path.stem for path in FILES]
    assert len(FILES) >= 8
    assert sum(entry["exercises"] for entry in listed) >= 40


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_nothing_is_wrong_with_it_and_it_is_in_its_canonical_form(path):
    done = run("check", str(path))
    assert (done.returncode, done.stderr) == (0, "")
    assert run("fmt", "--check", str(path)).returncode == 0


def test_it_has_five_exercises_and_a_guide_of_its_own(whole):
    assert len(exercises(whole)) >= 5
    assert 3 <= len(whole["guide"]["headings"]) <= 6
    assert [heading["id"] for heading in whole["guide"]["headings"] if "advice" not in heading or not heading.get("signals")] == []


def test_every_exercise_asks_explains_and_helps_in_full(whole):
    lacking = [(exercise["id"], key) for exercise in exercises(whole)
               for key in ("question", "look-for", "lesson", "phrases", "glossary", "sources", "probes", "minutes", "level")
               if not exercise.get(key)]
    assert lacking == []


def test_every_exercise_has_six_to_twelve_points_with_reasons_in_other_words_and_cues(whole):
    assert [exercise["id"] for exercise in exercises(whole) if not 6 <= len(exercise["points"]) <= 12] == []
    bare = [(exercise["id"], point["id"]) for exercise in exercises(whole) for point in exercise["points"]
            if not point.get("why") or not point.get("variants") or not point.get("cues")]
    assert bare == []


def test_every_exercise_has_four_options_of_120_to_220_words_with_a_note(whole):
    options = [(exercise["id"], option) for exercise in exercises(whole) for option in exercise["options"]]
    assert [exercise["id"] for exercise in exercises(whole) if len(exercise["options"]) != 4] == []
    assert [(name, option["id"]) for name, option in options if not option.get("note")] == []
    sizes = {(name, option["id"]): words_of(option["body"]) for name, option in options}
    assert {place: size for place, size in sizes.items() if not 120 <= size <= 220} == {}


def test_every_point_and_every_misconception_stands_on_a_source(whole):
    unbacked = []
    for exercise in exercises(whole):
        backed = {name for source in exercise["sources"] for name in source.get("backs", [])}
        claims = exercise["points"] + exercise.get("misconceptions", [])
        unbacked += [(exercise["id"], claim["id"]) for claim in claims if claim["id"] not in backed]
        assert [source["url"] for source in exercise["sources"] if not source["url"].startswith("https://")] == []
    assert unbacked == []


def test_every_misconception_is_stated_by_a_sample(whole):
    unstated = [(exercise["id"], misconception["id"]) for exercise in exercises(whole)
                for misconception in exercise.get("misconceptions", [])
                if "contradicts" not in labels(exercise).get(misconception["id"], [])]
    assert unstated == []


def test_every_point_has_samples_that_say_it_miss_it_and_only_sound_like_it(whole):
    count = 6 if whole["set"] in SIX_SAMPLES else 3
    poor = []
    for exercise in exercises(whole):
        marks = labels(exercise)
        for point in exercise["points"]:
            found = marks.get(point["id"], [])
            is_rich = "covers" in found and "keywords" in found and ("near-miss" in found or "negated" in found)
            if len(found) < count or not is_rich:
                poor.append((exercise["id"], point["id"], found))
    assert poor == []


def test_every_exercise_has_a_good_and_a_middling_sample_answer_marked_point_by_point(whole):
    for exercise in exercises(whole):
        answers = {answer["id"]: answer for answer in exercise["answers"]}
        assert {"good", "middling"} <= set(answers), exercise["id"]
        good, middling = (len(answers[name].get("covers", [])) for name in ("good", "middling"))
        assert good > middling > 0, exercise["id"]
        assert 2 * good >= len(exercise["points"]), exercise["id"]
