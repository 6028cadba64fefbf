"""The layers: which folder of src/ may include which, where each outside library is wrapped, and what the pure folders never call.

docs/architecture.md shows the same table to people; the last test holds the two together.
"""

import fnmatch
import os
import re
from pathlib import Path

import pytest

SOURCE = Path(os.environ.get("VIVA_SOURCE", Path(__file__).resolve().parents[2]))

# A folder, and the folders it may include beside itself. ALL: cmd alone names a reader, a backend and a face.
ALL = None
LAYERS = {
    "base": set(),
    "model": {"base"},
    "words": {"base", "model"},
    "read": {"base", "model", "words"},
    "core": {"base", "model", "words"},
    "fit": {"base", "model", "core"},
    "store": {"base", "model"},
    "app": {"base", "model", "words", "core", "fit", "store"},
    "view": {"base", "model", "words"},
    "render": {"base", "model", "words", "view"},
    "face/terminal": {"base", "model", "words", "app", "view", "render"},
    "face/web": {"base", "model", "words", "app", "view", "render"},
    "cmd": ALL,
}

# Of these folders others see one header: what stands behind it is nobody else's business but cmd's.
INTERFACES = {"store": "store/store.h"}

# An outside header, and the files that may include it. The first row that matches decides.
OUTSIDE = [
    ("cmark*.h", ["read/markdown.c"]),
    ("jansson*.h", ["base/json.c"]),
    ("sqlite3*.h", ["store/sqlite*.[ch]"]),
    ("nettle/sha2.h", ["base/hash.c"]),
    ("unistd.h", ["base/*.c", "store/*.c", "face/*.c", "cmd/*.c"]),  # POSIX, though it begins like libunistring's headers
    ("uni*.h", ["base/utf8.c"]),
    ("microhttpd.h", ["face/web/microhttpd_load.h"]),
    ("dlfcn.h", ["face/web/microhttpd_load.c"]),
    ("pthread.h", ["store/*.[ch]", "face/web/*.[ch]"]),
    ("semaphore.h", ["store/*.[ch]"]),
    ("sys/socket.h", ["face/web/http_*.c"]),
    ("sys/un.h", ["face/web/http_listen.c"]),
    ("netinet/in.h", ["face/web/http_listen.c"]),
    ("arpa/inet.h", ["face/web/http_listen.c"]),
    ("termios.h", ["face/terminal/*.c"]),
    ("sys/ioctl.h", ["face/terminal/*.c"]),
    ("sys/random.h", ["base/random.c"]),
    ("sanitizer/asan_interface.h", ["base/arena.c"]),
]

# libc that works on values alone: the only headers of the pure folders.
VALUES = {
    "assert.h", "ctype.h", "inttypes.h", "iso646.h", "limits.h", "stdalign.h", "stdarg.h", "stdbool.h", "stddef.h", "stdint.h",
    "stdio.h", "stdlib.h", "stdnoreturn.h", "string.h", "strings.h", "float.h",
}
# libc that touches the machine.
MACHINE = {
    "dirent.h", "errno.h", "fcntl.h", "fts.h", "getopt.h", "langinfo.h", "libgen.h", "locale.h", "poll.h", "pwd.h", "signal.h", "stdatomic.h",
    "sys/file.h", "sys/mman.h", "sys/resource.h", "sys/select.h", "sys/stat.h", "sys/statvfs.h", "sys/time.h", "sys/types.h",
    "sys/uio.h", "sys/wait.h", "threads.h", "time.h", "wchar.h",
}
PURE = ["model", "words", "read", "core", "fit", "view", "render"]

# What a pure folder never calls: clock, chance, input, output, the environment.
IMPURE_CALLS = (
    "time clock clock_gettime gettimeofday localtime localtime_r mktime getrandom rand random srand rand_r random_bytes arc4random "
    "fopen fdopen freopen open openat creat read write pread pwrite printf fprintf vprintf vfprintf puts fputs putchar fputc putc perror "
    "getchar fgets scanf fscanf getline system popen fork getenv secure_getenv setenv setlocale exit abort"
).split()
# Their last bits differ between processors and versions of libm; the same input must give the same bytes everywhere.
TRANSCENDENTAL_CALLS = (
    "exp exp2 expm1 log log2 log10 log1p pow sin cos tan asin acos atan atan2 sinh cosh tanh cbrt hypot erf lgamma tgamma"
).split()

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*(["<])([^">]+)[">]', re.MULTILINE)
NOT_CODE = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.DOTALL)


def layer_of(path):
    """The row of LAYERS that a path below src/ belongs to, or None."""
    return next((layer for layer in LAYERS if path.startswith(layer + "/")), None)


def quoted_include_complaint(root, path, layer, name):
    if not (root / name).is_file():
        return f'includes "{name}", and there is no src/{name}: includes name the folder, as in "base/string.h"'
    other = layer_of(name)
    if other == layer or LAYERS[layer] is ALL:
        return None
    if other not in LAYERS[layer]:
        return f'includes "{name}": {layer} may not know {other}'
    if name != INTERFACES.get(other, name):
        return f'includes "{name}": of {other}, {layer} sees {INTERFACES[other]} alone'
    return None


def outside_include_complaint(path, layer, name):
    for pattern, files in OUTSIDE:
        if fnmatch.fnmatch(name, pattern):
            allowed = any(fnmatch.fnmatch(path, file) for file in files)
            return None if allowed else f"includes <{name}>, which belongs in {' and '.join(files)} alone"
    if name in VALUES or (name in MACHINE and layer not in PURE):
        return None
    if name in MACHINE:
        return f"includes <{name}>: {layer} knows values alone, no machine"
    return f"includes <{name}>, which no row of the table allows"


def call_complaints(layer, text):
    banned = (IMPURE_CALLS if layer in PURE else []) + (TRANSCENDENTAL_CALLS if layer in ("core", "fit") else [])
    code = NOT_CODE.sub(" ", text)
    # A name after "." or "->" is a member, not libc's function.
    called = set(re.findall(r"(?<![\w.>])([a-z_0-9]+)\s*\(", code))
    return [f"calls {name}(): not in {layer}" for name in banned if called & {name, name + "f"}]


def complaints(root):
    """Everything below root (a src/) that breaks the table, as "path: sentence"."""
    found = []
    for file in sorted(root.rglob("*")):
        path = file.relative_to(root).as_posix()
        if file.suffix not in (".c", ".h", ".def"):
            continue
        layer = layer_of(path)
        if layer is None:
            found.append(f"{path}: is in no folder of the table")
            continue
        text = file.read_text(encoding="utf-8")
        for quote, name in INCLUDE.findall(text):
            if quote == '"':
                complaint = quoted_include_complaint(root, path, layer, name)
            else:
                complaint = outside_include_complaint(path, layer, name)
            if complaint:
                found.append(f"{path}: {complaint}")
        found += [f"{path}: {complaint}" for complaint in call_complaints(layer, text)]
    return found


def test_the_tree_keeps_to_the_table():
    assert complaints(SOURCE / "src") == []


def test_every_folder_of_the_table_has_sources():
    for layer in LAYERS:
        assert list((SOURCE / "src" / layer).glob("*.[ch]")), f"src/{layer} is empty: the test above would say nothing of it"


@pytest.mark.parametrize(
    "path, text, sentence",
    [
        ("core/grade.c", '#include "store/store.h"', 'includes "store/store.h": core may not know store'),
        ("base/string.c", '#include "model/set.h"', 'includes "model/set.h": base may not know model'),
        ("app/practice.c", '#include "store/sqlite.h"', 'includes "store/sqlite.h": of store, app sees store/store.h alone'),
        ("app/practice.c", '#include "read/scan.h"', 'includes "read/scan.h": app may not know read'),
        ("core/grade.c", '#include "grade.h"', 'includes "grade.h", and there is no src/grade.h: includes name the folder, as in "base/string.h"'),
        ("read/parse.c", "#include <cmark.h>", "includes <cmark.h>, which belongs in read/markdown.c alone"),
        ("read/json_form.c", "# include <jansson.h>", "includes <jansson.h>, which belongs in base/json.c alone"),
        ("app/progress.c", "#include <sqlite3.h>", "includes <sqlite3.h>, which belongs in store/sqlite*.[ch] alone"),
        ("render/text.c", "#include <uniwidth.h>", "includes <uniwidth.h>, which belongs in base/utf8.c alone"),
        ("cmd/practice.c", "#include <termios.h>", "includes <termios.h>, which belongs in face/terminal/*.c alone"),
        ("view/tree.c", "#include <unistd.h>", "includes <unistd.h>, which belongs in base/*.c and store/*.c and face/*.c and cmd/*.c alone"),
        ("core/deal.c", "#include <time.h>", "includes <time.h>: core knows values alone, no machine"),
        ("cmd/main.c", "#include <curl/curl.h>", "includes <curl/curl.h>, which no row of the table allows"),
        ("core/deal.c", "long now(void) { return time(NULL); }", "calls time(): not in core"),
        ("read/scan.c", "void f(void) { printf(\"x\"); }", "calls printf(): not in read"),
        ("core/schedule.c", "float f(float x) { return expf (x); }", "calls exp(): not in core"),
        ("other/thing.c", "", "is in no folder of the table"),
    ],
)
def test_what_breaks_the_table_is_named(tmp_path, path, text, sentence):
    for name in ["store/store.h", "store/sqlite.h", "model/set.h", "read/scan.h", path]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    (tmp_path / path).write_text(text + "\n")
    assert complaints(tmp_path) == [f"{path}: {sentence}"]


@pytest.mark.parametrize(
    "path, text",
    [
        ("core/deal.c", "/* time(NULL) is not asked here */ // fopen(x)"),
        ("core/deal.c", 'const char *s = "printf(";'),
        ("core/deal.c", "int at = clock->time(1) + run_time(2);"),
        ("app/practice.c", '#include "store/store.h"'),
        ("cmd/main.c", '#include "read/scan.h"'),
        ("base/json.c", "#include <jansson.h>"),
        ("store/sqlite_writer.c", "#include <sqlite3.h>"),
        ("face/terminal/keys.c", "#include <termios.h>\n#include <unistd.h>"),
    ],
)
def test_what_keeps_to_the_table_is_let_be(tmp_path, path, text):
    for name in ["store/store.h", "read/scan.h", path]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    (tmp_path / path).write_text(text + "\n")
    assert complaints(tmp_path) == []


def documented_layers(text):
    """The rows of the table in docs/architecture.md: folder -> folders, as LAYERS has them."""
    section = text.split("\n## The layers\n", 1)[1].split("\n## ", 1)[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in section.splitlines() if line.startswith("|")]
    meaning = {"-": set(), "all": ALL}
    return {row[0]: meaning.get(row[1], set(row[1].split(", "))) for row in rows[2:]}


def test_the_architecture_page_shows_the_same_table():
    assert documented_layers((SOURCE / "docs" / "architecture.md").read_text(encoding="utf-8")) == LAYERS
