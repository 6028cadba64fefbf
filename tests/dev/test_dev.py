"""./dev, as whoever types it meets it: in a small project of its own, with apt-get and dpkg-query played by two scripts."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

SOURCE = Path(os.environ.get("VIVA_SOURCE", Path(__file__).resolve().parents[2]))

# A program that shows how it was started, and everything that was left open for it.
PROGRAM = r"""
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    char folder[4096], line[80];
    printf("cwd=%s\n", getcwd(folder, sizeof folder));
    for (int i = 1; i < argc; i++) {
        printf("arg=%s\n", argv[i]);
    }
    for (int i = 3; i < 64; i++) {
        if (fcntl(i, F_GETFD) != -1) {
            printf("open=%d\n", i);
        }
    }
    while (fgets(line, sizeof line, stdin) != NULL) {
        printf("read=%s", line);
    }
    return 7;
}
"""

# The package database is the file "installed" beside them; what apt-get was asked stands in "asked".
DPKG_QUERY = """#!/bin/sh
for name; do :; done
grep -qx -- "$name" "${0%/*}/installed" && printf installed
"""
APT_GET = """#!/bin/sh
here=${0%/*}
shift 4 # -q -y -o DPkg::Lock::Timeout=600
echo "$*" >>"$here/asked"
echo "apt-get speaks"
cat >/dev/null # an installer that reads must not eat the program's input
case $1 in
update) [ ! -e "$here/no-network" ] || exit 100; touch "$here/lists" ;;
install)
    [ -e "$here/lists" ] || exit 100
    shift
    [ "$1" != --simulate ] || exit 0
    shift
    for name; do echo "$name" >>"$here/installed"; done
    ;;
esac
"""


class Project:
    """A project with ./dev and one source file, and a machine around it."""

    def __init__(self, folder):
        self.root = folder / "a project"
        self.tools = folder / "machine"
        (self.root / "src").mkdir(parents=True)
        self.tools.mkdir()
        shutil.copytree(SOURCE / "tools", self.root / "tools")
        for name in ["dev", "meson_options.txt"]:
            shutil.copy(SOURCE / name, self.root / name)
        (self.root / "meson.build").write_text("project('viva', 'c')\nexecutable('viva', 'src/main.c')\n")
        self.program(PROGRAM)
        self.tool("dpkg-query", DPKG_QUERY)
        self.tool("apt-get", APT_GET)
        self.put("installed", "\n".join(self.packages("run")) + "\n")
        self.put("lists", "")
        self.environment = {"PATH": f"{self.tools}:/usr/bin:/bin", "LC_ALL": "C.UTF-8"}

    def program(self, text):
        (self.root / "src" / "main.c").write_text(text)

    def tool(self, name, text):
        self.put(name, text)
        (self.tools / name).chmod(0o755)

    def put(self, name, text):
        (self.tools / name).write_text(text)

    def asked(self):
        path = self.tools / "asked"
        return path.read_text().splitlines() if path.exists() else []

    def packages(self, *verb):
        return subprocess.run([self.root / "dev", "packages", *verb], stdout=subprocess.PIPE, text=True, check=True).stdout.split()

    def start(self, *words, command=None, cwd=None):
        return subprocess.Popen(
            [command or self.root / "dev", *words], cwd=cwd or self.root, env=self.environment, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip

    def dev(self, *words, text="", **how):
        process = self.start(*words, **how)
        process.out, process.err = process.communicate(text)
        return process

    def unprivileged(self):
        self.tool("id", "#!/bin/sh\necho 1000\n")


@pytest.fixture
def project(tmp_path):
    return Project(tmp_path)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    project = Project(tmp_path_factory.mktemp("built"))
    assert project.dev("run").returncode == 7
    return project


def test_without_an_argument_it_lists_its_verbs(built):
    listed = built.dev()
    assert listed.returncode == 0
    verbs = [line.split()[1] for line in listed.out.splitlines()]
    assert verbs == ["run", "test", "bench", "fuzz", "tables", "coverage", "format", "lint", "fresh", "packages"]
    assert listed.err == ""


def test_an_unknown_verb_is_wrong_usage(built):
    wrong = built.dev("rnu")
    assert (wrong.returncode, wrong.out) == (2, "")
    assert wrong.err.splitlines()[-1] == "dev: there is no verb 'rnu'"


def test_run_becomes_the_program(built):
    run = built.dev("run", "practice", "two words", "", "--plain", text="b\nc 3\n")
    assert run.out == f"cwd={built.root}\narg=practice\narg=two words\narg=\narg=--plain\nread=b\nread=c 3\n"
    assert run.returncode == 7
    assert run.err == ""


def test_run_without_arguments_serves(built):
    assert "arg=serve\n" in built.dev("run").out


def test_run_works_from_anywhere_and_through_a_link(built, tmp_path):
    link = tmp_path / "link to dev"
    link.symlink_to(built.root / "dev")
    for words in [{"command": built.root / "dev"}, {"command": link}, {"command": f"./{link.name}"}]:
        run = built.dev("run", "x", cwd=tmp_path, **words)
        assert run.out == f"cwd={tmp_path}\narg=x\n"


def test_when_nothing_changed_find_is_all_that_is_started(built, tmp_path):
    (tmp_path / "find").symlink_to("/usr/bin/find")
    before = built.environment
    built.environment = {"PATH": str(tmp_path)}
    run = built.dev("run", "x")
    built.environment = before
    assert (run.returncode, run.err) == (7, "")


def test_what_changed_is_built_again(project):
    project.dev("run")
    project.program("int main(void) { return 3; }\n")
    assert project.dev("run").returncode == 3
    assert "int main" in (project.root / "src" / "main.c").read_text()
    (project.root / "src" / "other.c").write_text("int other(void);\nint other(void) { return 4; }\n")
    (project.root / "meson.build").write_text("project('viva', 'c')\nexecutable('viva', 'src/main.c', 'src/other.c')\n")
    project.program("int other(void);\nint main(void) { return other(); }\n")
    assert project.dev("run").returncode == 4


def test_the_build_is_optimised_and_has_debug_information(built):
    commands = (built.root / "compile_commands.json").read_text()
    assert " -O3 " in commands and " -g " in commands


def test_a_project_that_was_moved_is_built_where_it_is(project):
    project.dev("run")
    project.root = project.root.rename(project.root.with_name("elsewhere"))
    assert project.dev("run").out == f"cwd={project.root}\narg=serve\n"
    assert "elsewhere" in (project.root / "build" / "compile_commands.json").read_text()


def test_two_runs_at_once_wait_for_each_other(project):
    runs = [project.start("run", str(number)) for number in range(2)]
    results = [run.communicate("") for run in runs]
    assert [out for out, _ in results] == [f"cwd={project.root}\narg={number}\n" for number in range(2)]
    assert sum(err.count("dev: building build") for _, err in results) == 1
    assert sum(err.count("dev: waiting for another ./dev in build") for _, err in results) == 1


def test_a_source_that_does_not_build_is_said_and_the_next_run_tries_again(project):
    project.program("int main(void) { return }\n")
    run = project.dev("run")
    assert (run.returncode, run.out) == (4, "")
    assert run.err.splitlines()[-1] == "dev: build cannot be built"
    project.program("int main(void) { return 5; }\n")
    assert project.dev("run").returncode == 5


def test_missing_packages_are_installed_first_and_standard_input_is_left_alone(project):
    project.put("installed", "\n".join(name for name in project.packages("run") if name not in ("gcc", "nettle-dev")) + "\n")
    run = project.dev("run", text="b\n")
    assert run.out == f"cwd={project.root}\narg=serve\nread=b\n"
    assert project.asked() == ["install --simulate gcc nettle-dev", "install --no-install-recommends gcc nettle-dev"]
    assert "dev: installing gcc nettle-dev\n" in run.err
    assert "apt-get speaks\n" in run.err


def test_the_list_of_packages_is_fetched_only_when_it_is_missing(project):
    project.put("installed", "")
    (project.tools / "lists").unlink()
    assert project.dev("run").returncode == 7
    assert [line.split()[0] for line in project.asked()] == ["install", "update", "install"]


def test_no_network_is_a_clear_sentence(project):
    project.put("installed", "")
    (project.tools / "lists").unlink()
    project.put("no-network", "")
    run = project.dev("run")
    assert (run.returncode, run.out) == (4, "")
    assert run.err.splitlines()[-1] == (
        "dev: cannot fetch the list of packages (no network, or no right to?); by hand: apt-get install " + " ".join(project.packages("run"))
    )


def test_neither_root_nor_sudo_is_a_clear_sentence(project):
    project.put("installed", "")
    project.unprivileged()
    project.environment["PATH"] = str(project.tools)
    for name in ["sh", "dirname", "find", "cat", "mkdir", "flock", "grep", "env"]:
        (project.tools / name).symlink_to(shutil.which(name, path="/usr/bin:/bin"))
    run = project.dev("run")
    assert (run.returncode, run.out) == (4, "")
    assert run.err == (
        "dev: packages are missing, and installing them takes root or sudo; by hand: apt-get install "
        + " ".join(project.packages("run"))
        + "\n"
    )
    assert project.asked() == []


def test_without_root_sudo_is_asked(project):
    project.put("installed", "\n".join(project.packages("run")[1:]) + "\n")
    project.unprivileged()
    project.tool("sudo", '#!/bin/sh\necho "sudo $1 $2 $3" >>"${0%/*}/asked"\nexec "$@"\n')
    assert project.dev("run").returncode == 7
    assert project.asked()[0] == "sudo env DEBIAN_FRONTEND=noninteractive apt-get"
    assert project.asked()[-1] == "install --no-install-recommends gcc"


def test_every_package_has_a_reason_and_verbs_that_exist():
    verbs = {"run", "test", "bench", "fuzz", "coverage", "format", "lint", "fresh"}
    rows = [line.split(None, 2) for line in (SOURCE / "tools" / "packages").read_text().splitlines() if not line.startswith("#")]
    assert all(len(row) == 3 and set(row[1].split(",")) <= verbs for row in rows)
    assert len({row[0] for row in rows}) == len(rows)


def test_what_run_needs_every_verb_needs(built):
    run, test = built.packages("run"), built.packages("test")
    assert "meson" in run and "libcmocka-dev" not in run
    assert "libcmocka-dev" in test and "gcovr" not in test
    assert set(run) < set(test) < set(built.packages())


def test_continuous_integration_runs_the_test_command_alone():
    commands = [line for line in (SOURCE / ".ci" / "run").read_text().splitlines() if line and not line.startswith("#")]
    assert commands == ['cd -- "$(dirname -- "$0")/.." && exec ./dev test']
