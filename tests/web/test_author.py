"""A set while it is written: `viva serve --author PATH`. The page follows the file, whatever an editor does with it."""
import http.client
import os
import pathlib
import re
import subprocess
import threading
import time

import pytest
from service import FORM, SOURCE, VIVA, Service, serving

PATIENCE_SECONDS = 20


def text_of(name="draft", title="A first draft", question="What holds?", option="The first thing holds, and this is why."):
    return f"""---
set: {name}
namespace: mine
title: {title}
focus: drafts
language: en
---
Words about the set.

# Guide: How to answer

- **reason** Give a reason: Say why.

# Exercise: only

The only question

> {question}

Look for the reason.

## Points

- **first** (reason): the first thing holds.

## Option: best *

{option}

- covers: first

## Option: other

Something else holds, and few people know the reason.

- note: it says nothing.
"""


def page_with(service, words, without=()):
    """The author's page once it holds these words, and none of the others."""
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        reply = service.get("/author")
        assert reply.status == 200
        page = re.sub(r"&quot;", '"', reply.text())
        if all(word in page for word in words) and not any(word in page for word in without):
            return page
        time.sleep(0.05)
    raise AssertionError(f"{words} without {without} never came: {page}")


def version(service):
    return service.get("/author/version").json()["version"]


@pytest.fixture(name="draft")
def a_draft(tmp_path):
    path = tmp_path / "writing" / "draft.md"
    path.parent.mkdir()
    path.write_text(text_of())
    return path


@pytest.fixture(name="author")
def an_author(tmp_path, draft):
    with serving(tmp_path / "data", "--author", str(draft), "--seed", "1") as service:
        yield service


def test_the_set_is_shown_whole_with_its_key(author, draft):
    page = page_with(author, ["A first draft", "What holds?", "The first thing holds, and this is why.", "Give a reason"])
    assert str(draft) in page and "nothing to complain about" in page
    assert "best" in page.lower()


def test_a_saved_change_is_there_soon_and_the_version_is_another(author, draft):
    before = version(author)
    assert version(author) == before
    draft.write_text(text_of(question="What else holds?"))
    page = page_with(author, ["What else holds?"], without=["What holds?"])
    after = version(author)
    assert after != before and f'data-draft="{after}"' in page


def test_a_change_that_keeps_the_size_is_seen_too(author, draft):
    draft.write_text(text_of(question="What folds?"))
    page_with(author, ["What folds?"], without=["What holds?"])


def test_a_problem_stands_in_the_page_with_its_place_its_line_and_a_caret_and_goes_when_it_is_mended(author, draft):
    draft.write_text(text_of().replace("covers: first", "covers: frist"))
    page = page_with(author, ["1 error"])
    expected = subprocess.run([VIVA, "check", draft], capture_output=True, text=True, check=False).stderr
    shown = re.search(r'<pre class="carets" tabindex="0">(.*?)</pre>', page, re.DOTALL)[1]
    assert shown.rstrip("\n") == expected.rstrip("\n")
    place, line, caret = shown.split("\n")[:3]
    assert place.startswith(f"{draft}:") and "error:" in place
    assert line.endswith("- covers: frist") and line.index("frist") == caret.index("^")
    draft.write_text(text_of())
    page_with(author, ["nothing to complain about", "What holds?"], without=["carets"])


def test_a_set_with_an_error_cannot_be_practised_and_one_that_is_mended_can(author, draft):
    assert author.get("/sets/mine/draft").status == 200
    draft.write_text("---\nset: draft\n")
    page_with(author, ["carets"])
    assert author.get("/sets/mine/draft").status == 404
    assert author.get("/sets/viva/senior-rust").status == 200
    draft.write_text(text_of())
    page_with(author, ["nothing to complain about"])
    assert author.get("/sets/mine/draft").status == 200


def test_a_warning_is_shown_and_the_set_stays(author, draft):
    draft.write_text(text_of(option="The <b>first</b> thing holds, and this is why."))
    page = page_with(author, ["carets", "2 warnings"])
    assert "What holds?" in page and "error:" not in page and "&lt;b&gt;first" in page


def test_a_deleted_file_is_said_and_comes_back(author, draft):
    draft.unlink()
    page = page_with(author, [str(draft), "No such file"], without=["What holds?"])
    assert 'class="state"' in page
    assert author.get("/sets/mine/draft").status == 404
    draft.write_text(text_of(question="What is back?"))
    page_with(author, ["What is back?"], without=["No such file"])


def test_a_moved_file_is_said_and_another_in_its_place_is_read(author, draft):
    draft.rename(draft.with_name("elsewhere.md"))
    page_with(author, ["No such file"])
    draft.with_name("elsewhere.md").rename(draft)
    page_with(author, ["What holds?"], without=["No such file"])


def test_editors_that_write_a_new_file_and_rename_it_over_the_old_are_followed(author, draft):
    for number in range(5):
        beside = draft.with_name(".draft.md.swp")
        beside.write_text(text_of(question=f"What holds for {number}?"))
        os.replace(beside, draft)
        page_with(author, [f"What holds for {number}?"], without=["No such file"])


def test_a_file_that_became_a_folder_a_pipe_or_huge_is_said(author, draft):
    draft.unlink()
    os.mkfifo(draft)
    page_with(author, ['class="state"', str(draft)], without=["What holds?"])
    draft.unlink()
    with draft.open("wb") as file:
        file.truncate(1 << 30)
    page_with(author, ['class="state"'], without=["What holds?"])
    assert author.get("/healthz").status == 200
    draft.unlink()
    draft.mkdir()
    (draft / "inside.md").write_text(text_of(question="What is inside?"))
    page_with(author, ["What is inside?"])


def test_markup_in_a_problem_is_shown_and_never_run(author, draft):
    draft.write_text(text_of().replace("covers: first", "covers: <script>alert(1)</script>"))
    page = page_with(author, ["carets", "&lt;script&gt;"])
    assert "<script>alert" not in page


def test_every_set_of_a_folder_is_followed_and_new_ones_are_found(tmp_path, draft):
    folder = draft.parent
    with serving(tmp_path / "data", "--author", str(folder)) as author:
        page_with(author, ["What holds?"])
        (folder / "second").mkdir()
        (folder / "second" / "more.md").write_text(text_of("more", "A second set", "What more?"))
        (folder / "README.md").write_text("# No set\n")
        page_with(author, ["What holds?", "What more?"], without=["No set"])
        draft.write_text("---\nset: draft\n---\n")
        page_with(author, ["carets", "What more?"], without=["What holds?"])
        draft.unlink()
        page_with(author, ["nothing to complain about", "What more?"])


def test_what_is_written_goes_before_a_set_of_the_same_name(tmp_path, draft):
    draft.write_text(text_of().replace("namespace: mine", "namespace: viva").replace("set: draft", "set: senior-rust"))
    with serving(tmp_path / "data", "--author", str(draft)) as author:
        assert "A first draft" in author.get("/sets/viva/senior-rust").text()
        titles = [of["title"] for of in author.get("/api/v1/sets").json()["sets"] if of["id"] == "viva/senior-rust"]
        assert titles == ["A first draft"]


def test_what_is_tried_out_is_kept_nowhere(tmp_path, draft):
    data = tmp_path / "data"
    with serving(data, "--author", str(draft)) as author:
        run = author.begin("mine/draft")
        assert author.post(f"{run}/1/answer", "choice=1").status == 303
        assert author.get(f"{run}/1").status == 200
    assert not data.exists()


def test_an_open_run_goes_on_in_the_version_it_was_begun_with(author, draft):
    run = author.begin("mine/draft")
    draft.write_text(text_of(question="What else holds?"))
    page_with(author, ["What else holds?"])
    assert "What holds?" in author.get(f"{run}/1").text()
    assert author.post(f"{run}/1/answer", "choice=1").status == 303
    assert "What else holds?" in author.get(f"{author.begin('mine/draft')}/1").text()


def test_answers_go_on_while_the_set_is_saved_again_and_again(author, draft):
    wrong, stop = [], threading.Event()

    def practise():
        connection = http.client.HTTPConnection("127.0.0.1", author.port, timeout=PATIENCE_SECONDS)

        def ask(method, path, body=None):
            connection.request(method, path, body, {"Content-Type": FORM} if body is not None else {})
            reply = connection.getresponse()
            reply.read()
            return reply

        while not stop.is_set():
            begun = ask("POST", "/sets/mine/draft/runs", b"")
            run = begun.getheader("Location").rsplit("/", 1)[0]
            for reply in (begun, ask("GET", f"{run}/1"), ask("POST", f"{run}/1/answer", b"choice=1"), ask("GET", f"{run}/1")):
                if reply.status not in (200, 303):
                    wrong.append(reply.status)

    threads = [threading.Thread(target=practise) for _ in range(8)]
    for thread in threads:
        thread.start()
    try:
        for number in range(5):
            beside = draft.with_suffix(".new")
            beside.write_text(text_of(question=f"What holds for {number}?"))
            os.replace(beside, draft)
            page_with(author, [f"What holds for {number}?"])
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    assert wrong == []


def test_a_file_that_is_not_there_from_the_beginning_is_an_error(tmp_path):
    missing = tmp_path / "missing.md"
    process = subprocess.run([VIVA, "serve", "--port", "0", "--data", tmp_path / "data", "--author", missing],
                             capture_output=True, text=True, timeout=20, check=False)
    assert process.returncode in (3, 4) and process.stdout == "" and str(missing) in process.stderr


def test_a_set_that_is_wrong_from_the_beginning_is_shown(tmp_path, draft):
    draft.write_text("---\nset: draft\n")
    with serving(tmp_path / "data", "--author", str(draft)) as author:
        page_with(author, ["carets"])


def test_without_an_author_there_is_no_such_page(tmp_path):
    with serving(tmp_path / "data") as service:
        for path in ("/author", "/author/version"):
            reply = service.get(path)
            assert reply.status == 404 and "--author" in reply.text()
        assert "/author" not in service.get("/").text()


def test_the_list_of_sets_leads_to_the_authors_page(author):
    assert 'href="/author"' in author.get("/").text()


def test_the_end_comes_at_once_while_a_set_is_followed(tmp_path, draft):
    service = Service(tmp_path / "data", "--author", str(draft))
    began = time.monotonic()
    assert service.stop() == (0, "")
    assert time.monotonic() - began < 5


def test_the_bundled_set_can_be_looked_at_as_its_author_does(tmp_path):
    path = pathlib.Path(SOURCE) / "sets" / "senior-rust.md"
    with serving(tmp_path / "data", "--author", str(path)) as author:
        assert "nothing to complain about" in author.get("/author").text()
