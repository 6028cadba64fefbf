"""The page that a run ends on."""
import os
import pathlib
import re
import subprocess

from service import SOURCE, VIVA, serving

SMALL = (pathlib.Path(SOURCE) / "tests/cmd/sets/small.md").read_text()


def again(page):
    """What stands under "Worth another look": the addresses and words of its links, and how many items there are."""
    items = re.findall(r"<li>(.*)", page.split("Worth another look")[1].split("</ul>")[0])
    links = [re.fullmatch(r'<a href="([^"]*)">(.*)</a>(?:</li>)?', item) for item in items]
    return [(link[1], re.sub("<[^>]*>", "", link[2])) for link in links], len(items)


def end_without_knowing(service, run, count):
    for step in range(1, count + 1):
        assert service.post(f"{run}/{step}/answer", "send=dont-know").status == 303
    return service.get(f"{run}/summary").text()


def test_what_is_worth_another_look_leads_to_its_result(service):
    run = service.begin()
    links, item_count = again(end_without_knowing(service, run, 5))
    assert [path for path, _ in links] == [f"{run}/{step}" for step in range(1, 6)] and item_count == 5
    for path, words in links:
        page = service.get(path).text()
        assert "Result of" in page and words.split(":")[0] in page


def test_a_title_with_a_link_in_it_leads_to_the_step_all_the_same(tmp_path):
    path = tmp_path / "linked.md"
    path.write_text(SMALL.replace("Why it holds", "Why [it](https://example.org/) holds"))
    subprocess.run([VIVA, "set", "add", str(path), "--data", str(tmp_path / "data")], check=True, stdout=subprocess.DEVNULL,
                   env={**os.environ, "TZ": "UTC"})
    with serving(tmp_path / "data", "--seed", "7") as service:
        run = service.begin("test/small")
        page = end_without_knowing(service, run, 2)
        links, item_count = again(page)
        assert item_count == 2 and [path for path, _ in links] == [f"{run}/1", f"{run}/2"]
        assert any(words.startswith("Why it holds") for _, words in links) and "example.org" not in page
