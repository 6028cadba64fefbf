"""How the tests sit down at viva: through a pipe, or at a terminal that pyte draws."""
import os
import pathlib
import re
import signal
import subprocess
import termios
import time

import pexpect
import pyte

VIVA = os.environ["VIVA"]
INK = re.compile(rb"\x1b\[[0-9;]*m")
HERE = pathlib.Path(__file__).parent
SET = HERE / "calls.md"
FIXED = ["--seed", "7", "--now", "2026-11-22T16:00:00Z"]


def environment(data, **more):
    keep = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "COLUMNS", "LINES")}
    return {**keep, "VIVA_DATA": str(data), "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", **more}


def hear_the_keys():
    """As below a shell that someone sits at: tests that run in the background inherit signals that are ignored."""
    for number in (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTSTP):
        signal.signal(number, signal.SIG_DFL)


def through_a_pipe(data, text, *arguments, set_name=SET, **options):
    """All of text as standard input; the finished process with its output as text."""
    return subprocess.run([VIVA, "practice", str(set_name), *arguments], input=text.encode() if isinstance(text, str) else text,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(data), timeout=30, check=False, **options)


def hold_against_golden(name, text):
    """The file's bytes are the promise. VIVA_GOLDEN=write writes it anew."""
    path = HERE / "goldens" / name
    if os.environ.get("VIVA_GOLDEN") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


class Sitting:
    """One person at one terminal."""

    def __init__(self, data, *arguments, rows=24, columns=80, command=None, set_name=SET, **more):
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)
        self.raw = b""
        command = command or [VIVA, "practice", str(set_name), *arguments]
        self.child = pexpect.spawn(command[0], command[1:], env=environment(data, **more), dimensions=(rows, columns), timeout=10,
                                   preexec_fn=hear_the_keys)
        self.child.delaybeforesend = None

    def modes(self):
        """The terminal's modes as they are now; seen from the other side, so also when viva has gone."""
        return termios.tcgetattr(self.child.child_fd)

    def read(self, seconds):
        try:
            piece = self.child.read_nonblocking(65536, timeout=seconds)
        except (pexpect.TIMEOUT, pexpect.EOF) as end:
            return isinstance(end, pexpect.EOF)
        self.raw += piece
        self.stream.feed(piece)
        return False

    def wait_for(self, text, seconds=10):
        """Until text stands in the prompt, and nothing behind the prompt."""
        until = time.monotonic() + seconds
        while text not in self.line() or not INK.sub(b"", self.raw).endswith((b": ", b"> ")):
            assert time.monotonic() < until, f"{text!r} did not come; on the screen:\n{self.text()}"
            self.read(0.05)

    def line(self):
        """The prompt: the last lines down to an empty one, joined, since on a narrow screen it takes two."""
        return self.text().rstrip().split("\n\n")[-1].replace("\n", " ")

    def press(self, keys, then):
        """Press keys, and wait until the prompt holds then."""
        size = len(self.raw)
        self.child.send(keys)
        while len(self.raw) == size:
            assert not self.read(10), f"it ended; on the screen:\n{self.text()}"
        self.wait_for(then)

    def text(self):
        return "\n".join(line.rstrip() for line in self.screen.display).rstrip() + "\n"

    def end(self, seconds=10):
        """Wait for the end; the exit code, or minus the signal."""
        until = time.monotonic() + seconds
        while not self.read(0.1):
            assert time.monotonic() < until, f"it does not end; on the screen:\n{self.text()}"
        self.child.wait()
        return self.child.exitstatus if self.child.signalstatus is None else -self.child.signalstatus
