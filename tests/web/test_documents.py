"""What is written about the server is so: routes, limits and options in docs/http.md and viva-serve(1), the unit, the container."""
import pathlib
import re
import shutil
import subprocess

import pytest
from service import SOURCE, VIVA

ROOT = pathlib.Path(SOURCE)
HTTP = (ROOT / "docs/http.md").read_text()
WEB = ROOT / "src/face/web"
UNIT = (ROOT / "packaging/viva.service.in").read_text()
CONTAINER = (ROOT / "packaging/Containerfile").read_text()


def test_every_route_is_described_with_who_may_and_no_other():
    table = re.findall(r'\{ HTTP_(GET|POST|PUT|DELETE), "([^"]+)", WHO_(\w+),', (WEB / "routes.c").read_text())
    said = re.findall(r"^\| `(GET|POST|PUT|DELETE) ([^`]+)` \| (\w+) \|", HTTP, re.MULTILINE)
    assert len(table) > 30
    assert sorted(said) == sorted((method, path, who.lower()) for method, path, who in table)


def test_every_limit_is_described_with_its_value_and_no_other():
    defined = {}
    for name in ("http.h", "http_form.h", "author.h", "api_body.h", "api_step.c"):
        for constant, value in re.findall(r"^#define (\w+(?:_MAX|_SECONDS|_MS))\s+([^/\n]+)", (WEB / name).read_text(), re.MULTILINE):
            defined[constant] = eval(value.strip(), {"__builtins__": {}})  # noqa: S307 - our own headers
    said = {constant: int(value) for constant, value in re.findall(r"^\| `([A-Z_]+)` \| (\d+) \|", HTTP, re.MULTILINE)}
    assert said == defined


def test_every_status_that_is_sent_is_described():
    sent = set()
    for path in WEB.glob("*.c"):
        text = path.read_text()
        sent.update(re.findall(r"(?:reply_error|reply_html|refuse)\(\w+, (?:has_error \? )?(4\d\d|5\d\d)\b", text))
        sent.update(re.findall(r"(?:return|status =) (4\d\d|5\d\d);", text))
    rows = re.findall(r"^\| ([\d, ]+) \|", HTTP, re.MULTILINE)
    said = {status for row in rows for status in row.split(", ")}
    assert len(sent) >= 10 and sent <= said, sent - said


def test_the_manual_page_has_every_option_of_the_command_and_no_other():
    help_text = subprocess.run([VIVA, "help", "serve"], capture_output=True, text=True, check=True).stdout
    page = (ROOT / "man/viva-serve.1").read_text()
    options = set(re.findall(r"^  (?:-\w, )?--([a-z-]+)", help_text, re.MULTILINE)) - {"help", "version", "plain", "color"}
    assert {"port", "address", "socket", "author"} <= options
    assert set(re.findall(r"^\.It Fl -([a-z-]+)", page, re.MULTILINE)) == options
    assert set(re.findall(r"^\.Op Fl -([a-z-]+)", page, re.MULTILINE)) == options


def test_the_unit_is_one_that_systemd_takes(tmp_path):
    if not shutil.which("systemd-analyze"):
        pytest.skip("there is no systemd-analyze here")
    unit = tmp_path / "viva.service"
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "viva").symlink_to(VIVA)
    # The page of the manual is not installed where tests run.
    unit.write_text("\n".join(line for line in UNIT.replace("@bindir@", str(folder)).splitlines() if not line.startswith("Documentation")))
    done = subprocess.run(["systemd-analyze", "verify", "--user", "--man=no", unit], capture_output=True, text=True, check=False,
                          env={"PATH": "/usr/bin:/bin", "XDG_RUNTIME_DIR": str(tmp_path), "HOME": str(tmp_path)})
    told = [line for line in (done.stdout + done.stderr).splitlines() if str(unit) in line or unit.name in line]
    assert (done.returncode, told) == (0, []), done.stderr


def test_the_unit_gives_away_few_rights():
    for setting in ("NoNewPrivileges=yes", "ProtectSystem=strict", "ProtectHome=read-only", "PrivateTmp=yes", "RestrictSUIDSGID=yes",
                    "MemoryDenyWriteExecute=yes", "SystemCallFilter=@system-service", "UMask=0077"):
        assert f"\n{setting}\n" in UNIT
    assert int(re.search(r"TimeoutStopSec=(\d+)", UNIT)[1]) > 10


def with_what_they_bring(packages):
    """These packages and all that apt installs with them."""
    known, found = {}, set()
    listing = subprocess.run(["dpkg-query", "-W", "-f", "${Package}\\t${Depends}, ${Pre-Depends}\\n"], capture_output=True, text=True, check=True)
    for line in listing.stdout.splitlines():
        name, depends = line.split("\t")
        known[name] = re.findall(r"(?:^|[,|] ?)([a-z0-9][a-z0-9+.-]+)", depends)
    waiting = list(packages)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += known.get(name, [])
    return found


def test_the_container_has_the_libraries_that_the_program_needs_and_is_not_root():
    if not shutil.which("dpkg-query"):
        pytest.skip("this is no Debian")
    listed = re.search(r"--no-install-recommends \\\n\s+(.*?) \\\n", CONTAINER)[1].split()
    installed = with_what_they_bring([*listed, "libc6"])
    dump = subprocess.run(["objdump", "-p", VIVA], capture_output=True, text=True, check=True).stdout
    needed = re.findall(r"^\s+NEEDED\s+(\S+)$", dump, re.MULTILINE)
    needed += re.findall(r'#define LIBRARY_NAME "([^"]+)"', (WEB / "microhttpd_load.c").read_text())  # loaded when pages are served
    assert len(needed) > 5
    for library in needed:
        owners = subprocess.run(["dpkg-query", "-S", f"*/{library}"], capture_output=True, text=True, check=False).stdout
        assert {line.split(":")[0] for line in owners.splitlines()} & installed, library
    assert "\nUSER viva\n" in CONTAINER
    assert CONTAINER.index("USER viva") < CONTAINER.index("ENTRYPOINT")
