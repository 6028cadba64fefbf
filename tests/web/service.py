"""How the tests talk to viva: a server of their own, requests byte by byte, and small sets."""
import contextlib
import http.client
import json
import os
import pathlib
import re
import signal
import socket
import subprocess
import time

VIVA = os.environ["VIVA"]
SOURCE = pathlib.Path(os.environ.get("VIVA_SOURCE", pathlib.Path(__file__).resolve().parents[2]))
FORM = "application/x-www-form-urlencoded"
JSON = "application/json"


class Reply:
    """One reply, read to its end."""

    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    def header(self, name):
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)

    def text(self):
        return self.body.decode()

    def json(self):
        return json.loads(self.body)


class Service:
    """A running `viva serve`. Its last words are looked at when it ends: a sanitizer's report fails the test."""

    def __init__(self, data, *arguments, environment=None):
        self.data = pathlib.Path(data)
        self.process = subprocess.Popen(
            [VIVA, "serve", "--port", "0", "--data", str(data), *arguments],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, **(environment or {})})
        line = self.process.stdout.readline().decode()
        assert line, self.process.stderr.read().decode()
        self.address = line.rstrip("\n")
        match = re.fullmatch(r"http://127\.0\.0\.1:(\d+)\n", line)
        self.port = int(match[1]) if match else None

    def stop(self, seconds=12):
        """End it in order; what it said on standard error."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        return self.wait(seconds)

    def wait(self, seconds=12):
        _, errors = self.process.communicate(timeout=seconds)
        return self.process.returncode, errors.decode()

    def kill(self):
        self.process.kill()
        self.process.communicate()

    # Requests --------------------------------------------------------------------------------------------------------

    def connect(self, timeout=10):
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=timeout)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return connection

    def host(self):
        return f"127.0.0.1:{self.port}"

    def ask(self, method, path, body=None, headers=None, kind=None):
        """One request as a program would send it."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        headers = dict(headers or {})
        if kind:
            headers["Content-Type"] = kind
        connection.request(method, path, body.encode() if isinstance(body, str) else body, headers)
        answer = connection.getresponse()
        reply = Reply(answer.status, answer.getheaders(), answer.read())
        connection.close()
        return reply

    def get(self, path, **more):
        return self.ask("GET", path, **more)

    def post(self, path, fields="", **more):
        return self.ask("POST", path, body=fields, kind=FORM, **more)

    def call(self, path, value):
        """Of the API."""
        return self.ask("POST", "/api/v1" + path, body=json.dumps(value), kind=JSON)

    def raw(self, text, timeout=10, end=False):
        """Send bytes, and read all that comes until the server closes, or nothing has come for a while."""
        with self.connect(timeout) as connection:
            with contextlib.suppress(ConnectionError):
                connection.sendall(text if isinstance(text, bytes) else text.encode("latin-1"))
                if end:
                    connection.shutdown(socket.SHUT_WR)
            return read_all(connection)

    # What a learner does ---------------------------------------------------------------------------------------------

    def begin(self, name="viva/senior-rust"):
        """Begin a run; its path."""
        reply = self.post(f"/sets/{name}/runs")
        assert reply.status == 303, reply.body
        return reply.header("Location").rsplit("/", 1)[0]


def read_all(connection):
    """Everything until the other side closes. A reset ends it too."""
    pieces = []
    with contextlib.suppress(ConnectionError, socket.timeout):
        while piece := connection.recv(65536):
            pieces.append(piece)
    return b"".join(pieces)


def read_replies(stream):
    """The replies in a stream of bytes, in their order."""
    replies = []
    while stream:
        head, _, rest = stream.partition(b"\r\n\r\n")
        lines = head.decode("latin-1").split("\r\n")
        status = int(lines[0].split(" ")[1])
        headers = [tuple(line.split(": ", 1)) for line in lines[1:]]
        if status == 100:
            stream = rest
            continue
        size = int(next((value for key, value in headers if key.lower() == "content-length"), 0))
        replies.append(Reply(status, headers, rest[:size]))
        stream = rest[size:]
    return replies


def read_one(connection):
    """The bytes of one reply, headers and body, from a connection that stays open."""
    stream = b""
    while b"\r\n\r\n" not in stream:
        piece = connection.recv(65536)
        if not piece:
            return stream
        stream += piece
    head, _, body = stream.partition(b"\r\n\r\n")
    size = int(re.search(rb"(?i)\r\ncontent-length: (\d+)", head)[1])
    while len(body) < size:
        body += connection.recv(65536)
    return head + b"\r\n\r\n" + body


@contextlib.contextmanager
def serving(data, *arguments, **more):
    """A server for the length of a block; it must end well, and within ten seconds."""
    service = Service(data, *arguments, **more)
    try:
        yield service
    except BaseException:
        service.kill()
        raise
    began = time.monotonic()
    code, errors = service.stop()
    assert code == 0, (code, errors)
    assert errors == "", errors
    assert time.monotonic() - began < 10


def journal(data):
    """All entries of a data folder's journal."""
    lines = subprocess.run([VIVA, "export-journal", "--data", str(data)], capture_output=True, check=True).stdout
    return [line for line in map(json.loads, lines.splitlines()) if line["line"] == "entry"]


def choices(data):
    return [entry for entry in journal(data) if entry["kind"] == "choice"]
