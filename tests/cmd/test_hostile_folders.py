"""A folder from elsewhere may have been made to do harm: `viva set add` takes sets from it, and nothing else happens."""
import json
import os
import socket
import stat
import subprocess
import threading

import pytest

from conftest import set_path

with open(set_path("small.md"), encoding="utf-8") as file:
    SMALL = file.read()

MIB = 1024 * 1024
COMMIT = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
COMMIT_SHA_256 = "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321"


def small(name):
    return SMALL.replace("set: small", "set: " + name)


@pytest.fixture
def shared(tmp_path):
    """A folder with one good set."""
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared/good.md").write_text(small("good"))
    return tmp_path / "shared"


def listed(viva):
    return json.loads(viva.fine("set", "list", "--json"))["sources"]


def installed(viva):
    """The ids of all installed sets."""
    return sorted(item["id"] for source in listed(viva) for item in source["sets"])


def refused(viva, path, code, *words):
    """Adding fails with these words, and leaves nothing behind."""
    done = viva("set", "add", path)
    assert (done.returncode, done.stdout) == (code, ""), done.stderr
    for word in words:
        assert word in done.stderr
    assert all(byte >= " " or byte == "\n" for byte in done.stderr)
    assert installed(viva) == []
    folder = viva.folder / "data/installed"
    assert not folder.exists() or os.listdir(folder) == []


# Links, and what is no file.

def test_no_link_is_followed_whether_it_leads_out_or_not(viva, shared, tmp_path):
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret/secret.md").write_text(small("secret"))
    (shared / "file.md").symlink_to(tmp_path / "secret/secret.md")
    (shared / "folder").symlink_to(tmp_path / "secret")
    (shared / "inside.md").symlink_to("good.md")
    (shared / "circle").symlink_to(".")
    (shared / "nowhere.md").symlink_to("gone.md")
    done = viva("set", "add", "shared")
    assert done.returncode == 0
    assert done.stderr == "viva: 5 links, pipes or devices were passed over: only files that are in the folder itself are read\n"
    assert installed(viva) == ["test/good"]
    assert "secret" not in "".join(path.read_text() for path in (tmp_path / "data/installed").iterdir())


def test_pipes_and_sockets_are_not_opened(viva, shared):
    os.mkfifo(shared / "pipe.md")
    with socket.socket(socket.AF_UNIX) as listener:
        here = os.getcwd()
        os.chdir(shared)  # the name of a socket must be short
        listener.bind("socket.md")
        os.chdir(here)
        done = viva("set", "add", "shared", timeout=20)
    assert done.returncode == 0 and "2 links, pipes or devices" in done.stderr
    assert installed(viva) == ["test/good"]


def test_a_path_that_is_no_file_is_refused(viva, tmp_path):
    os.mkfifo(tmp_path / "pipe.md")
    refused(viva, "pipe.md", 3, '"pipe.md" is neither a file nor a folder')
    refused(viva, "/dev/zero", 3, '"/dev/zero" is neither a file nor a folder')
    refused(viva, "gone", 3, "No such file or directory")
    refused(viva, "", 3, "No such file or directory")
    refused(viva, "-", 3, "No such file or directory")


def test_a_link_that_a_person_names_is_followed_and_remembered_as_where_it_leads(viva, shared, tmp_path):
    (tmp_path / "short").symlink_to(shared)
    (tmp_path / "one.md").symlink_to(shared / "good.md")
    viva.fine("set", "add", "short")
    assert listed(viva)[0]["path"] == str(shared.resolve())
    viva.fine("set", "remove", "good")
    viva.fine("set", "add", "one.md")
    assert listed(viva)[0]["path"] == str((shared / "good.md").resolve())


# Too much.

def test_folders_may_be_sixteen_deep_and_no_deeper(viva, shared):
    deep = shared.joinpath(*(str(level) for level in range(16)))
    deep.mkdir(parents=True)
    (deep / "deep.md").write_text(small("deep"))
    viva.fine("set", "add", "shared")
    assert installed(viva) == ["test/deep", "test/good"]
    (deep / "deeper").mkdir()
    done = viva("set", "update")
    assert done.returncode == 3 and "more than 16 deep" in done.stderr
    assert installed(viva) == ["test/deep", "test/good"]


def test_a_tree_that_is_made_to_be_deep_ends_nothing(viva, shared):
    here = os.getcwd()
    os.chdir(shared)
    for _ in range(3000):  # far longer than a path may be
        os.mkdir("d")
        os.chdir("d")
    os.chdir(here)
    try:
        refused(viva, "shared", 3, "more than 16 deep")
    finally:
        subprocess.run(["rm", "-rf", str(shared / "d")], check=True)  # Python's own way of erasing it is not deep enough


def test_a_set_may_have_sixteen_mib_and_no_more(viva, shared):
    with open(shared / "large.md", "w", encoding="utf-8") as large:
        large.write(small("large"))
        large.truncate(16 * MIB)
    assert "too large" not in viva("set", "add", "shared").stderr  # it is read, and what is in it is no set
    os.truncate(shared / "large.md", 16 * MIB + 1)
    refused(viva, "shared", 3, '"shared/large.md" is too large for a set; at most 16777216 bytes are read')
    refused(viva, "shared/large.md", 3, '"shared/large.md" is too large for a set')
    os.truncate(shared / "large.md", 1 << 40)
    refused(viva, "shared", 3, '"shared/large.md" is too large for a set')


def test_sets_may_have_64_mib_together_and_no_more(viva, shared):
    for number in range(4):
        with open(shared / ("large%d.md" % number), "w", encoding="utf-8") as large:
            large.write(small("large"))
            large.truncate(16 * MIB)
    refused(viva, "shared", 3, 'the sets in "shared" are too large together; at most 67108864 bytes are read')


def test_other_files_may_be_as_large_as_they_like(viva, shared):
    for name in ("package-lock.json", "README.md", "picture.png"):
        with open(shared / name, "w", encoding="utf-8") as large:
            large.truncate(1 << 40)
    viva.fine("set", "add", "shared")
    assert installed(viva) == ["test/good"]


def test_there_may_be_256_sets_and_no_more(viva, shared):
    for number in range(255):
        (shared / ("set%d.md" % number)).write_text(small("set%d" % number))
    viva.fine("set", "add", "shared")
    assert len(installed(viva)) == 256
    (shared / "more.md").write_text(small("more"))
    done = viva("set", "update")
    assert done.returncode == 3 and 'there are more than 256 sets in' in done.stderr
    assert len(installed(viva)) == 256


def test_there_may_be_20000_files_of_any_kind_and_no_more(viva, shared):
    (shared / "pictures").mkdir()
    for number in range(19998):
        os.close(os.open(shared / "pictures" / str(number), os.O_CREAT | os.O_WRONLY))
    viva.fine("set", "add", "shared")
    (shared / "pictures/more").write_text("")
    done = viva("set", "update")
    assert done.returncode == 3 and "there are more than 20000 files in" in done.stderr


# Names.

@pytest.mark.parametrize("name", [b"\x1b[31mred.md", b"two\nlines.md", b"a\tb.md", b"\xff.md", "\u202etxt.md".encode(), b"del\x7f.md",
                                  "\x9b31m.md".encode()])
def test_a_name_that_cannot_be_shown_is_refused(viva, shared, name):
    os.rename(shared / "good.md", os.path.join(os.fsencode(shared), name))
    refused(viva, "shared", 3, "a name that cannot be shown")


def test_a_folder_whose_name_cannot_be_shown_is_refused(viva, shared):
    bad = os.path.join(os.fsencode(shared), b"\x1b]0;title\x07")
    os.mkdir(bad)
    os.rename(shared / "good.md", os.path.join(bad, b"good.md"))
    refused(viva, "shared", 3, "a name that cannot be shown")
    refused(viva, os.fsdecode(bad), 3, "a name that cannot be shown")


def test_names_in_any_language_are_fine(viva, shared):
    (shared / "Übung mit Leerzeichen").mkdir()
    os.rename(shared / "good.md", shared / "Übung mit Leerzeichen/データ; rm -rf.md")
    viva.fine("set", "add", "shared")
    assert listed(viva)[0]["sets"][0]["file"] == "Übung mit Leerzeichen/データ; rm -rf.md"
    assert "nothing has changed" in viva.fine("set", "update")


def test_what_a_set_says_of_itself_cannot_lead_out_of_the_data_folder(viva, shared, tmp_path):
    (shared / "good.md").write_text(small("../../escaped"))
    refused(viva, "shared", 3, "shared/good.md:2:")
    (shared / "good.md").write_text(small("good").replace("namespace: test", "namespace: ../.."))
    refused(viva, "shared", 3, "shared/good.md:3:")
    assert sorted(os.listdir(tmp_path)) == ["data", "shared"]


# All or nothing.

def test_every_set_is_checked_and_all_problems_are_told_before_all_are_refused(viva, shared):
    for name in ("b.md", "a.md"):
        (shared / name).write_text(small(name[0]).replace("- covers: cause, cost", "- covers: cause, price"))
    done = viva("set", "add", "shared")
    assert done.returncode == 3
    assert [line.split(":")[0] for line in done.stderr.splitlines() if "unknown-point" in line] == ["shared/a.md", "shared/b.md"]
    assert done.stderr.endswith('viva: nothing is taken from "shared" until its errors are mended\n')
    assert installed(viva) == []


def test_a_folder_without_a_set_is_refused(viva, shared):
    (shared / "good.md").write_text("# Just a page\n")
    refused(viva, "shared", 3, 'there is no set in the folder "shared"')


def test_modes_are_private_whatever_the_mask(viva, shared, tmp_path):
    mask = os.umask(0)
    try:
        os.chmod(shared / "good.md", 0o4777)
        viva.fine("set", "add", "shared")
    finally:
        os.umask(mask)
    modes = {path.name.split(".")[0]: stat.S_IMODE(path.stat().st_mode)
             for path in [tmp_path / "data", *(tmp_path / "data").iterdir(), *(tmp_path / "data/installed").iterdir()]}
    assert modes == {"data": 0o700, "installed": 0o700, "index": 0o600, "test": 0o600}


def test_a_set_that_changes_while_it_is_read_is_never_kept_in_halves(viva, shared, tmp_path):
    versions = [small("good"), small("good").replace("Two questions", "Two questions, " + "very " * 40000 + "short ones")]
    path, ends = shared / "good.md", threading.Event()

    def write_again_and_again():
        number = 0
        while not ends.is_set():
            path.write_text(versions[number % 2])  # in place: emptied, then written
            number += 1

    writer = threading.Thread(target=write_again_and_again)
    writer.start()
    try:
        for _ in range(40):
            done = viva("set", "add", "shared")
            assert done.returncode in (0, 3, 4)
            if done.returncode == 4:
                assert "changed while it was read" in done.stderr
            for kept in (tmp_path / "data/installed").glob("*.md"):
                assert kept.read_text() in versions
    finally:
        ends.set()
        writer.join()
    path.write_text(versions[0])
    viva.fine("set", "add", "shared")
    assert installed(viva) == ["test/good"]


# A checkout.

def commit_of(viva):
    viva.fine("set", "add", "shared")
    return listed(viva)[0]["commit"]


@pytest.fixture
def git(shared):
    (shared / ".git/refs/heads/topic").mkdir(parents=True)
    (shared / ".git/HEAD").write_text("ref: refs/heads/main\n")
    return shared / ".git"


@pytest.mark.parametrize("head,files,commit", [
    (COMMIT + "\n", {}, COMMIT),
    (COMMIT_SHA_256 + "\n", {}, COMMIT_SHA_256),
    ("ref: refs/heads/main\n", {"refs/heads/main": COMMIT + "\n"}, COMMIT),
    ("ref: refs/heads/topic/one\n", {"refs/heads/topic/one": COMMIT + "\n"}, COMMIT),
    ("ref: refs/heads/größer\n", {"refs/heads/größer": COMMIT + "\n"}, COMMIT),
    ("ref: refs/heads/a\x7fb\n", {"refs/heads/a\x7fb": COMMIT + "\n"}, None),
    ("ref: refs/heads/main\n", {"packed-refs": "# pack-refs with: peeled\n%s refs/heads/main\n^%s\n" % (COMMIT, COMMIT[::-1])}, COMMIT),
    ("ref: refs/heads/main\n", {}, None),
    ("ref: refs/heads/../../../secret\n", {"../secret": COMMIT}, None),
    ("ref: ../secret\n", {"../secret": COMMIT}, None),
    ("ref: refs/heads/main\n", {"refs/heads/main": "ref: refs/heads/main\n"}, None),
    ("ref: refs/heads/main\n", {"packed-refs": "x" * (MIB + 1)}, None),
    ("ref: refs/\n", {}, None),
    ("ref: refs//main\n", {"refs/main": COMMIT}, None),
    ("ref: /etc/passwd\n", {}, None),
    ("", {}, None),
    ("\x1b[31m" + COMMIT, {}, None),
    (COMMIT[:39], {}, None),
    (COMMIT + " " + "x" * 5000, {}, None),
])
def test_the_commit_of_a_checkout_is_read_as_text_and_what_is_none_is_none(viva, shared, git, head, files, commit):
    (git / "HEAD").write_text(head)
    for name, text in files.items():
        (git / name).write_text(text)
    assert commit_of(viva) == commit


@pytest.mark.parametrize("name", ["HEAD", "refs/heads/main", "refs/heads", "refs", "packed-refs", ""])
def test_no_link_and_no_pipe_in_a_checkout_is_followed(viva, shared, git, tmp_path, name):
    (git / "refs/heads/main").write_text(COMMIT + "\n")
    (git / "packed-refs").write_text(COMMIT + " refs/heads/main\n")
    if name == "packed-refs":
        (git / "refs/heads/main").unlink()
    os.rename(git / name if name else git, tmp_path / "elsewhere")
    os.symlink(tmp_path / "elsewhere", git / name if name else git)
    through_link = commit_of(viva)
    assert through_link is None or name.startswith("refs")  # the list of packed branches says it too
    if name in ("HEAD", "packed-refs"):
        os.unlink(git / name)
        os.mkfifo(git / name)
        assert commit_of(viva) is None


def test_a_worktree_whose_git_is_elsewhere_has_no_commit(viva, shared):
    (shared / ".git").write_text("gitdir: /somewhere/.git/worktrees/shared\n")
    assert commit_of(viva) is None


def test_nothing_of_the_folder_is_run_and_no_git(viva, shared, git, tmp_path):
    script = "#!/bin/sh\ntouch '%s'\n" % (tmp_path / "was-run")
    (git / "hooks").mkdir()
    (tmp_path / "programs").mkdir()
    (git / "config").write_text("[core]\n\tfsmonitor = touch '%s'\n" % (tmp_path / "was-run"))
    for path in (git / "hooks/post-checkout", git / "hooks/post-merge", shared / "install.sh", tmp_path / "programs/git"):
        path.write_text(script)
        path.chmod(0o755)
    path = str(tmp_path / "programs") + ":" + os.environ["PATH"]
    viva.fine("set", "add", "shared", PATH=path)
    (shared / "good.md").write_text(small("good").replace("Two questions", "Two good questions"))
    viva.fine("set", "update", PATH=path)
    viva.fine("set", "list", PATH=path)
    viva.fine("set", "remove", "good", PATH=path)
    assert not (tmp_path / "was-run").exists()
