"""Sets by somebody who wishes the reader no good: nothing of theirs commands the terminal."""
import json
import os
import sqlite3
import subprocess

import pytest
from sitting import FIXED, INK, SET, VIVA, Sitting, environment, through_a_pipe

# What an author writes for people; everything else is ids.
FOR_PEOPLE = {"title", "focus", "about", "advice", "phrase", "use", "term", "meaning", "question", "look-for", "statement", "why", "claim",
              "truth", "body", "note", "lesson", "text"}

SCRAPS = {
    "a title for the window": "\x1b]0;owned\x07",
    "a cleared screen": "\x1b[2J\x1b[H",
    "an eight-bit sequence": "\x9b31m",
    "a return and a backspace": "yes\r\b\bno",
    "a reversed direction": "\u202eevil\u2066",
}


def spoiled(value, scrap, for_people=False):
    """The JSON form of a set, with the scrap behind every text."""
    if isinstance(value, dict):
        return {key: spoiled(item, scrap, key in FOR_PEOPLE) for key, item in value.items()}
    if isinstance(value, list):
        return [spoiled(item, scrap, for_people) for item in value]
    return value + scrap if for_people and isinstance(value, str) else value


def the_set(data):
    shown = subprocess.run([VIVA, "show", str(SET), "--json"], stdout=subprocess.PIPE, env=environment(data), check=True)
    return json.loads(shown.stdout)


def is_harmless(output):
    text = INK.sub(b"", output).decode()
    return all(character.isprintable() or character in "\r\n" for character in text)


@pytest.mark.parametrize("scrap", SCRAPS.values(), ids=SCRAPS.keys())
@pytest.mark.parametrize("is_ascii", [True, False])
def test_a_set_with_commands_in_it_is_refused_without_obeying_them(tmp_path, scrap, is_ascii):
    path = tmp_path / "hostile.json"
    path.write_text(json.dumps(spoiled(the_set(tmp_path), scrap), ensure_ascii=is_ascii), encoding="utf-8")
    process = through_a_pipe(tmp_path, "a\n" * 9, *FIXED, set_name=path)
    assert process.returncode == 3
    assert process.stdout == b""
    assert is_harmless(process.stderr)


@pytest.mark.parametrize("scrap", SCRAPS.values(), ids=SCRAPS.keys())
def test_a_run_from_a_foreign_database_shows_no_commands(tmp_path, scrap):
    """Contents come back from a database that somebody else may have written."""
    through_a_pipe(tmp_path, "a\n", *FIXED)
    with sqlite3.connect(tmp_path / "viva.db") as connection:
        for key, text in connection.execute("select hash, json from content").fetchall():
            connection.execute("update content set json = ? where hash = ?", (json.dumps(spoiled(json.loads(text), scrap)), key))
    process = through_a_pipe(tmp_path, "help\nterms\na\nreport x\n?\n", *FIXED)
    assert is_harmless(process.stdout) and is_harmless(process.stderr)
    sitting = Sitting(tmp_path, *FIXED)
    for key in "\r\rb3\r":
        sitting.child.send(key)
        sitting.read(0.2)
    sitting.child.send("q")
    sitting.end()
    assert is_harmless(sitting.raw)


def test_other_scripts_and_signs_come_out_whole(tmp_path):
    scrap = " 再試行 שלום 👩\u200d👩\u200d👧 e\u0301 🇩🇪"
    path = tmp_path / "scripts.json"
    path.write_text(json.dumps(spoiled(the_set(tmp_path), scrap)), encoding="utf-8")
    process = through_a_pipe(tmp_path, "a\n" * 3, *FIXED, set_name=path)
    assert process.returncode == 0, process.stderr
    assert scrap in process.stdout.decode()


def test_eight_options_take_the_letters_and_commands_get_other_keys(tmp_path):
    eight = the_set(tmp_path)
    options = eight["exercises"][0]["options"]
    for number in range(8 - len(options)):
        options.append({**options[-1], "id": f"more-{number}", "body": [f"I repeat {number + 2} times at once, since retries cost nothing at all."]})
    path = tmp_path / "eight.json"
    path.write_text(json.dumps(eight), encoding="utf-8")
    sitting = Sitting(tmp_path, *FIXED, set_name=path, rows=80)
    sitting.wait_for("Enter begins")
    sitting.press("\r", "a to h")
    sitting.press("/", "a to h")
    assert "!: mark this question" in sitting.text() and "+: show how" in sitting.text()
    sitting.press("!", "a to h")
    assert "Flagged" in sitting.text()
    sitting.press("h", "H. How sure?")
    sitting.press("f", "F. How sure?")
    os.kill(sitting.child.pid, 15)
    assert sitting.end() == 130
