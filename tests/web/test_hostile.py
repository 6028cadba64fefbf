"""Requests as nobody's browser sends them: what is refused, with which status, and that the server is well afterwards.

Long, since it is the one list of what is refused, mostly rows of tables over a few helpers that speak raw bytes."""
import concurrent.futures
import contextlib
import fcntl
import json
import os
import re
import select
import signal
import socket
import subprocess
import threading
import time

import pytest
from service import FORM, JSON, SOURCE, VIVA, Service, choices, read_all, read_one, read_replies

HTTP_H = (SOURCE / "src/face/web/http.h").read_text()


def limit(name):
    """A cap as the header says it."""
    expression = re.search(rf"#define {name}\s+([^/\n]+)", HTTP_H)[1]
    return eval(expression.strip(), {"__builtins__": {}})  # noqa: S307 - our own header


TARGET_MAX = limit("HTTP_TARGET_BYTES_MAX")
HEADERS_BYTES_MAX = limit("HTTP_HEADERS_BYTES_MAX")
HEADERS_MAX = limit("HTTP_HEADERS_MAX")
BODY_MAX = limit("HTTP_BODY_BYTES_MAX")
CONNECTIONS_MAX = limit("HTTP_CONNECTIONS_MAX")
HEADER_SECONDS = limit("HTTP_HEADER_SECONDS")
BODY_SECONDS = limit("HTTP_BODY_SECONDS")


@pytest.fixture(autouse=True)
def _is_well_afterwards(service):
    yield
    assert service.get("/healthz").json()["status"] == "ok"


def request(service, *headers, method="GET", target="/about", body="", version="HTTP/1.1", host=True):
    lines = [f"{method} {target} {version}"]
    if host:
        lines.append(f"Host: {service.host()}")
    return "\r\n".join([*lines, *headers, "", ""]) + body


def only_reply(service, text, **more):
    replies = read_replies(service.raw(text, **more))
    assert len(replies) == 1, replies
    return replies[0]


def refusals(stream):
    """The statuses in a stream. libmicrohttpd writes the headers of its own refusals twice, so they are not read as replies."""
    return {int(status) for status in re.findall(rb"^HTTP/1\.1 (\d+) ", stream, re.MULTILINE)}


# Smuggling -----------------------------------------------------------------------------------------------------------

CHUNKED = "0\r\n\r\n"
SMUGGLING = {
    "a length and chunks": (["Content-Length: 4", "Transfer-Encoding: chunked"], CHUNKED),
    "chunks and a length": (["Transfer-Encoding: chunked", "Content-Length: 4"], CHUNKED),
    "two lengths": (["Content-Length: 0", "Content-Length: 44"], ""),
    "the same length twice": (["Content-Length: 0", "Content-Length: 0"], ""),
    "a list of lengths": (["Content-Length: 0, 44"], ""),
    "a length with a sign": (["Content-Length: +0"], ""),
    "a negative length": (["Content-Length: -1"], ""),
    "a length in hexadecimal": (["Content-Length: 0x10"], ""),
    "a length beyond all numbers": (["Content-Length: 18446744073709551616"], ""),
    "an empty length": (["Content-Length: "], ""),
    "a space before the colon": (["Content-Length : 44"], ""),
    "a tab before the colon": (["Transfer-Encoding\t: chunked"], CHUNKED),
    "chunks within something else": (["Transfer-Encoding: gzip, chunked"], CHUNKED),
    "chunks that are not called so": (["Transfer-Encoding: xchunked"], CHUNKED),
    "chunks behind a control byte": (["Transfer-Encoding: \x0bchunked"], CHUNKED),
    "chunks twice": (["Transfer-Encoding: chunked", "Transfer-Encoding: chunked"], CHUNKED),
    "two hosts": (["Host: example.org"], ""),
    "a carriage return in a value": (["X-A: b\rContent-Length: 44"], ""),
    "a name that is no token": (["X(A): b"], ""),
    "a control byte in a name": (["X\x01A: b"], ""),
}


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("name", SMUGGLING)
def test_a_smuggled_request_is_never_served(service, name, method):
    headers, body = SMUGGLING[name]
    smuggled = f"GET /healthz HTTP/1.1\r\nHost: {service.host()}\r\n\r\n"
    stream = service.raw(request(service, *headers, method=method, body=body + smuggled))
    assert b'"status":"ok"' not in stream
    assert refusals(stream) <= {400, 413} and refusals(stream), name


def test_there_are_at_least_eighteen_ways_to_smuggle():
    assert len(SMUGGLING) >= 18


# Limits, at them and one beyond --------------------------------------------------------------------------------------

def test_an_address_may_be_as_long_as_the_limit_and_no_longer(service):
    at = "/" + "a" * (TARGET_MAX - 1)
    assert only_reply(service, request(service, "Connection: close", target=at)).status == 404
    assert only_reply(service, request(service, target=at + "a")).status == 414


def test_headers_may_be_as_many_as_the_limit_and_no_more(service):
    some = [f"X-{i}: y" for i in range(HEADERS_MAX - 2)]  # with Host and Connection
    assert only_reply(service, request(service, "Connection: close", *some)).status == 200
    assert only_reply(service, request(service, "Connection: close", *some, "X-More: y")).status == 431


def test_headers_may_be_as_large_as_the_limit_and_no_larger(service):
    counted = len(f"Host: {service.host()}\r\nConnection: close\r\nX-Large: \r\n")
    fits = "a" * (HEADERS_BYTES_MAX - counted)
    assert only_reply(service, request(service, "Connection: close", f"X-Large: {fits}")).status == 200
    assert only_reply(service, request(service, "Connection: close", f"X-Large: {fits}a")).status == 431


def test_headers_of_any_size_are_refused_and_not_waited_for(service):
    assert only_reply(service, request(service, "X-Large: " + "a" * 1_000_000)).status in (413, 431)


@pytest.mark.parametrize("chunked", [False, True])
def test_a_body_may_be_as_large_as_the_limit_and_no_larger(service, chunked):
    run = service.begin()

    def send(size):
        body = "remark=" + "a" * (size - len("remark="))
        if not chunked:
            return service.post(f"{run}/1/report", body).status
        pieces = "".join(f"{len(body[at:at + 5000]):x}\r\n{body[at:at + 5000]}\r\n" for at in range(0, size, 5000))
        return only_reply(service, request(service, f"Content-Type: {FORM}", "Transfer-Encoding: chunked", "Connection: close",
                                           method="POST", target=f"{run}/1/report", body=pieces + "0\r\n\r\n")).status

    assert send(BODY_MAX) == 200
    assert send(BODY_MAX + 1) == 413


def test_a_body_that_is_announced_too_large_is_refused_before_it_is_sent(service):
    with service.connect() as connection:
        connection.sendall(request(service, f"Content-Length: {BODY_MAX + 1}", f"Content-Type: {FORM}", method="POST",
                                   target="/data/erase").encode())
        assert read_replies(read_all(connection))[0].status == 413


def test_a_form_may_have_as_many_fields_as_the_limit_and_no_more(service):
    form_h = (SOURCE / "src/face/web/http_form.h").read_text()
    most = int(re.search(r"HTTP_FORM_FIELDS_MAX\s+(\d+)", form_h)[1])
    run = service.begin()
    assert service.post(f"{run}/1/report", "&".join(f"f{i}=" for i in range(most))).status == 200
    assert service.post(f"{run}/1/report", "&".join(f"f{i}=" for i in range(most + 1))).status == 400


def test_connections_beyond_the_limit_wait_until_one_ends(service):
    connections = [service.connect() for _ in range(CONNECTIONS_MAX)]
    try:
        for connection in connections[:: CONNECTIONS_MAX // 16]:
            connection.sendall(request(service).encode())
            assert read_one(connection).startswith(b"HTTP/1.1 200")
        with service.connect(timeout=0.5) as beyond:
            beyond.sendall(request(service).encode())
            with pytest.raises(socket.timeout):
                beyond.recv(1)
            connections.pop().close()
            beyond.settimeout(10)
            assert read_one(beyond).startswith(b"HTTP/1.1 200")
    finally:
        for connection in connections:
            connection.close()


# Slow clients --------------------------------------------------------------------------------------------------------

def drip(connection, text, seconds, pause=0.5):
    """Send text byte by byte until the other side ends it; how long that took."""
    began = time.monotonic()
    connection.settimeout(pause)
    for byte in text * 1000:
        try:
            connection.sendall(byte.encode())
            if connection.recv(1) == b"":
                break
        except socket.timeout:
            pass
        except ConnectionError:
            break
        if time.monotonic() - began > seconds + 10:
            break
    return time.monotonic() - began


def test_a_client_that_never_ends_its_headers_is_cut_off(service):
    with service.connect() as connection:
        connection.sendall(f"GET / HTTP/1.1\r\nHost: {service.host()}\r\n".encode())
        took = drip(connection, "X-A: b\r\n", HEADER_SECONDS)
    assert HEADER_SECONDS - 1 < took < HEADER_SECONDS + 3


def test_a_client_that_never_ends_its_body_is_cut_off(service):
    with service.connect() as connection:
        connection.sendall(request(service, "Content-Length: 60000", f"Content-Type: {FORM}", method="POST",
                                   target="/data/erase").encode())
        took = drip(connection, "a=b&", BODY_SECONDS)
    assert BODY_SECONDS - 1 < took < BODY_SECONDS + 3


def test_a_client_that_says_nothing_is_cut_off(service):
    began = time.monotonic()
    with service.connect(timeout=HEADER_SECONDS + 5) as connection:
        assert connection.recv(1) == b""
    assert HEADER_SECONDS - 1 < time.monotonic() - began < HEADER_SECONDS + 3


def test_slow_clients_keep_nobody_waiting(service):
    slow = [service.connect() for _ in range(100)]
    for connection in slow:
        connection.sendall(b"GET / HT")
    began = time.monotonic()
    assert service.get("/about").status == 200
    assert time.monotonic() - began < 1
    for connection in slow:
        connection.close()


def test_twenty_kilobytes_come_at_once(service):
    """Replies in two segments would wait for the other side's delayed acknowledgement, forty milliseconds."""
    run = service.begin()
    with service.connect() as connection:
        times = []
        for _ in range(20):
            began = time.monotonic()
            connection.sendall(request(service, target=f"{run}/1").encode())
            read_one(connection)
            times.append(time.monotonic() - began)
    assert sorted(times)[10] < 0.030


# Methods and types ---------------------------------------------------------------------------------------------------

ZERO = "00000000-0000-7000-8000-000000000000"
PARTS = {":namespace": "viva", ":set": "senior-rust", ":step": "1", ":asset": "x", ":exercise": "x"}
ROUTES = [tuple(row) for row in re.findall(r'\{ HTTP_(GET|POST|PUT|DELETE), "([^"]+)"', (SOURCE / "src/face/web/routes.c").read_text())]


def path_of(pattern, run=ZERO):
    return re.sub(r":\w+", lambda match: run if match[0] == ":run" else PARTS[match[0]], pattern)


def allowed(pattern):
    path = path_of(pattern)
    methods = {method for method, other in ROUTES if path_of(other) == path}
    return [name for name, base in (("GET", "GET"), ("HEAD", "GET"), ("POST", "POST"), ("PUT", "PUT"), ("DELETE", "DELETE")) if base in methods]


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "BREW", "get"])
def test_a_wrong_method_gets_405_and_what_would_do(service, method):
    for pattern in sorted({pattern for _, pattern in ROUTES}):
        if method in allowed(pattern):
            continue
        stream = service.raw(request(service, "Connection: close", "Content-Length: 0", method=method, target=path_of(pattern)))
        reply = read_replies(re.sub(rb"(?i)content-length: \d+", b"X: y", stream) if method == "HEAD" else stream)[0]
        assert (reply.status, reply.header("Allow")) == (405, ", ".join(allowed(pattern))), (method, pattern)


def test_head_says_of_every_page_what_get_says_without_the_body(service):
    run = service.begin().removeprefix("/runs/")
    for method, pattern in ROUTES:
        if method != "GET":
            continue
        path = path_of(pattern, run)
        whole, head = service.get(path), service.ask("HEAD", path)
        keep = [header for header in whole.headers if header[0] not in ("Date",)]
        assert head.status == whole.status and head.body == b"", path
        assert [header for header in head.headers if header[0] not in ("Date",)] == keep, path


@pytest.mark.parametrize("kind", [None, "text/plain", "multipart/form-data; boundary=x", JSON, "application/x-www-form-urlencodedx"])
def test_a_form_of_another_type_gets_415(service, kind):
    run = service.begin()
    assert service.ask("POST", f"{run}/1/answer", body="choice=1", kind=kind).status == 415


@pytest.mark.parametrize("kind", [None, "text/plain", FORM, "application/jsonx", "text/json"])
def test_a_call_of_another_type_gets_415_as_a_problem_document(service, kind):
    reply = service.ask("POST", "/api/v1/runs", body='{"set":"senior-rust"}', kind=kind)
    assert (reply.status, reply.header("Content-Type")) == (415, "application/problem+json")
    assert reply.json()["status"] == 415


def test_the_type_may_be_written_in_any_case_and_with_parameters(service):
    reply = service.ask("POST", "/api/v1/runs", body='{"set":"senior-rust"}', kind="Application/JSON; charset=utf-8")
    assert reply.status == 201


# Addresses -----------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("target", [
    "/nothing", "/sets", "/sets/viva", "/sets/viva/none", "/sets/viva/senior-rust/", "//", "/runs", "/runs/x", f"/runs/{ZERO}",
    f"/runs/{ZERO}/1", "/assets/", "/assets/none.css", "/api", "/api/v1", "/api/v2/sets", "/favicon.ico/x", "/sets/VIVA/senior-rust",
    "/sets/viva/senior-rust/runs/1", "/healthz/", "/about?", "/a%20b", "/%C3%A9"])
def test_an_unknown_address_gets_404(service, target):
    assert only_reply(service, request(service, "Connection: close", target=target)).status == (200 if target == "/about?" else 404)


@pytest.mark.parametrize("step", ["0", "6", "01", "-1", "1e0", "99999", "1/", "%31x", "2001"])
def test_a_step_that_the_run_does_not_have_gets_404(service, step):
    assert service.get(f"{service.begin()}/{step}").status == 404


@pytest.mark.parametrize("target", [
    "about", "http://example.org/about", "*", "/%", "/%4", "/%zz", "/%00", "/a%00b", "/..", "/../about", "/about/..", "/%2e%2e/about",
    "/.%2E/about", "/about%2fx", "/about%2Fx", "/./about", "/%ff", "/%C3", "/%ed%a0%80", "/%0d%0aX:y", "/a%7fb"])
def test_a_malformed_address_gets_400(service, target):
    assert only_reply(service, request(service, "Connection: close", target=target)).status == 400


def test_a_control_byte_in_the_address_is_refused(service):
    for byte in b"\x01\x08\x0b\x1f\x7f":
        stream = service.raw(f"GET /{chr(byte)} HTTP/1.1\r\nHost: {service.host()}\r\n\r\n")
        assert read_replies(stream)[0].status == 400


def test_the_query_is_not_looked_at_and_does_no_harm(service):
    assert service.get("/about?x=%zz&<script>").status == 200


# Who asks, and by what name ------------------------------------------------------------------------------------------

@pytest.mark.parametrize("host", [
    "example.org", "example.org:{port}", "127.0.0.1", "127.0.0.1:1", "localhost", "localhost.example.org:{port}", "127.0.0.1.:{port}",
    "[::1]", "user@127.0.0.1:{port}", "127.0.0.1:{port}:1", "0.0.0.0:{port}", "", "127.1:{port}", "127.0.0.1:0{port}"])
def test_a_name_that_is_not_ours_gets_421(service, host):
    text = f"GET /about HTTP/1.1\r\nHost: {host.format(port=service.port)}\r\n\r\n"
    assert only_reply(service, text).status == 421


@pytest.mark.parametrize("host", ["127.0.0.1:{port}", "localhost:{port}", "LOCALHOST:{port}", "[::1]:{port}"])
def test_our_own_names_with_our_port_are_fine(service, host):
    text = f"GET /about HTTP/1.1\r\nHost: {host.format(port=service.port)}\r\nConnection: close\r\n\r\n"
    assert only_reply(service, text).status == 200


def test_a_request_without_a_name_gets_400(service):
    for version in ("HTTP/1.0", "HTTP/1.1"):
        assert refusals(service.raw(request(service, host=False, version=version))) == {400}


FOREIGN = [
    {"Origin": "http://example.org"}, {"Origin": "null"}, {"Origin": "https://127.0.0.1:{port}"}, {"Origin": "http://127.0.0.1:1"},
    {"Origin": "http://127.0.0.1"}, {"Origin": "http://127.0.0.1:{port}.example.org"}, {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"}, {"Origin": "http://127.0.0.1:{port}", "Sec-Fetch-Site": "cross-site"}]


@pytest.mark.parametrize("headers", FOREIGN, ids=str)
def test_a_request_from_another_site_changes_nothing(service, headers):
    headers = {name: value.format(port=service.port) for name, value in headers.items()}
    run = service.begin()
    before = len(choices(service.data))
    for path, body, kind in ((f"{run}/1/answer", "choice=1", FORM), ("/sets/viva/senior-rust/runs", "", FORM),
                             ("/data/erase", "confirm=erase", FORM), (f"/api/v1{run}/steps/1/answer", '{"choice":"A"}', JSON),
                             ("/nothing", "", FORM)):
        assert service.ask("POST", path, body=body, kind=kind, headers=headers).status == 403
    for method, body in (("PUT", '{"interview":"2026-12-24"}'), ("DELETE", None)):
        assert service.ask(method, "/api/v1/plan", body=body, kind=JSON, headers=headers).status == 403
    assert len(choices(service.data)) == before


@pytest.mark.parametrize("headers", [
    {"Origin": "http://127.0.0.1:{port}", "Sec-Fetch-Site": "same-origin"}, {"Origin": "http://localhost:{port}"},
    {"Sec-Fetch-Site": "none"}, {}], ids=str)
def test_a_request_from_our_own_pages_is_heard(service, headers):
    headers = {name: value.format(port=service.port) for name, value in headers.items()}
    assert service.post(f"{service.begin()}/1/answer", "choice=1", headers=headers).status == 303


# Forms and JSON ------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("body", [
    "choice=%", "choice=%4", "choice=%zz", "choice=1&choice=2", "choice=1&choice=1", "choice=%00", "choice=%ff", "choice=%c3%28",
    "choice=%01", "choice=0", "choice=5", "choice=-1", "choice=+1", "choice=1.0", "choice=A", "choice=99999999999999999999",
    "choice=1&sure=0", "choice=1&sure=4", "choice=1&sure=x", b"choice=\xff", b"\x00", "a=" + "%41%", "%63hoice=1&choice=1"])
def test_a_malformed_form_gets_400_and_changes_nothing(service, body):
    run = service.begin()
    reply = service.post(f"{run}/1/answer", body)
    assert reply.status == 400 and "<h1>" in reply.text()
    assert not [entry for entry in choices(service.data) if f"/runs/{entry['run']}" == run]


@pytest.mark.parametrize("body", ["", "send=answer", "sure=2", "choice=", "choice=&sure=1", "CHOICE=1", "x=y"])
def test_a_form_without_a_choice_is_asked_again_with_what_is_missing(service, body):
    reply = service.post(f"{service.begin()}/1/answer", body)
    assert reply.status == 422 and 'id="choice-error"' in reply.text()
    assert ("checked" in reply.text()) == ("sure=2" in body or "sure=1" in body)


DEEP = "[" * 40_000
BAD_JSON = [
    "", " ", "{", "}", "null", "true", "1", '"A"', "[]", '["choice"]', "{'choice':'A'}", '{"choice":"A"', '{"choice":"A"}}', '{"choice":"A",}',
    '{"choice":"A","choice":"A"}', '{"choice":"A","choice":"B"}', '{"choice":"\\u0000"}', '{"choice":"\\ud800"}', b'{"choice":"\xff"}',
    '{"choice":null}', '{"choice":1}', '{"choice":["A"]}', '{"choice":{}}', '{"choice":true}', '{"choice":""}', '{"choice":"AB"}',
    '{"choice":"a"}', '{"choice":"E"}', '{"choice":"@"}', '{}', '{"dont_know":false}', '{"dont_know":1}', '{"dont_know":"true"}',
    '{"choice":"A","dont_know":true}', '{"choice":"A","sureness":"very"}', '{"choice":"A","sureness":2}', '{"choice":"A","took_ms":-1}',
    '{"choice":"A","took_ms":86400001}', '{"choice":"A","took_ms":1.5}', '{"choice":"A","took_ms":"1"}', '{"choice":"A","took_ms":1e3}',
    '{"choice":"A","took_ms":99999999999999999999}', '{"choice":"A","first":true}', '{"choice":"A","learner":"x"}', '{"choice":"A","score":100}',
    '{"Choice":"A"}', '{"choice ":"A"}', DEEP, '{"choice":' + DEEP, '{"a":' * 5000 + "1" + "}" * 5000, "\ufeff{}", "NaN", '{"choice":NaN}',
    "/* */ {}"]


@pytest.mark.parametrize("body", BAD_JSON, ids=lambda body: repr(body)[:40])
def test_malformed_json_gets_400_as_a_problem_document_and_changes_nothing(service, body):
    run = service.begin()
    body = body if isinstance(body, bytes) else body.encode()
    reply = service.ask("POST", f"/api/v1{run}/steps/1/answer", body=body, kind=JSON)
    assert (reply.status, reply.header("Content-Type")) == (400, "application/problem+json")
    problem = reply.json()
    assert problem["status"] == 400 and problem["title"] and problem["detail"]
    assert not [entry for entry in choices(service.data) if f"/runs/{entry['run']}" == run]


@pytest.mark.parametrize("body, field", [
    ('{"choise":"A"}', "choise"), ('{"choice":7}', "choice"), ('{"choice":"E"}', "choice"), ('{"choice":"A","took_ms":-1}', "took_ms"),
    ('{"choice":"A","sureness":"x"}', "sureness"), ("{}", "choice")])
def test_the_field_that_is_wrong_is_named(service, body, field):
    reply = service.ask("POST", f"/api/v1{service.begin()}/steps/1/answer", body=body, kind=JSON)
    assert reply.json()["field"] == field and reply.json()["detail"]


@pytest.mark.parametrize("body", ['{"set":"none"}', '{"again":"' + ZERO + '"}'])
def test_beginning_what_is_not_there_gets_404(service, body):
    assert service.ask("POST", "/api/v1/runs", body=body, kind=JSON).status == 404


# Framing that is legal -----------------------------------------------------------------------------------------------

def test_pipelined_requests_are_answered_in_their_order(service):
    run = service.begin()
    answer = "choice=1"
    text = (request(service, target="/healthz") + request(service, target="/nothing")
            + request(service, f"Content-Type: {FORM}", f"Content-Length: {len(answer)}", method="POST", target=f"{run}/1/answer", body=answer)
            + request(service, target=f"{run}/1") + request(service, "Connection: close", target="/about"))
    replies = read_replies(service.raw(text))
    assert [reply.status for reply in replies] == [200, 404, 303, 200, 200]
    assert "1 / 5 completed" in replies[3].text()


def test_a_client_that_asks_before_it_sends_is_told_to_go_on(service):
    run = service.begin()
    with service.connect() as connection:
        connection.sendall(request(service, f"Content-Type: {FORM}", "Content-Length: 8", "Expect: 100-continue", method="POST",
                                   target=f"{run}/1/answer").encode())
        assert connection.recv(100).startswith(b"HTTP/1.1 100 Continue\r\n\r\n")
        connection.sendall(b"choice=1")
        assert read_one(connection).startswith(b"HTTP/1.1 303")


def test_a_client_that_asks_and_may_not_is_refused_at_once(service):
    for headers, status in ((["Content-Length: 9999999"], 413), (["Content-Length: 8", "Origin: http://example.org"], 403)):
        text = request(service, f"Content-Type: {FORM}", "Expect: 100-continue", *headers, method="POST", target="/data/erase")
        assert only_reply(service, text).status == status


def test_an_expectation_that_nobody_knows_gets_417(service):
    assert only_reply(service, request(service, "Expect: something")).status == 417


def test_a_body_in_chunks_is_read(service):
    run = service.begin()
    body = "3\r\ncho\r\n5;extension=1\r\nice=1\r\n0\r\nTrailer: x\r\n\r\n"
    text = request(service, f"Content-Type: {FORM}", "Transfer-Encoding: chunked", "Connection: close", method="POST",
                   target=f"{run}/1/answer", body=body)
    assert only_reply(service, text).status == 303


@pytest.mark.parametrize("body", ["x\r\nabc\r\n0\r\n\r\n", "-1\r\na\r\n0\r\n\r\n", "3\r\nabcdef\r\n0\r\n\r\n", "ffffffffffffffff\r\na", "fffffffffffffffff\r\na"])
def test_broken_chunks_are_never_taken_for_an_answer(service, body):
    run = service.begin()
    text = request(service, f"Content-Type: {FORM}", "Transfer-Encoding: chunked", method="POST", target=f"{run}/1/answer", body=body)
    stream = service.raw(text, timeout=3)
    assert b" 303 " not in stream and b" 200 " not in stream
    assert not [entry for entry in choices(service.data) if f"/runs/{entry['run']}" == run]


def test_a_client_that_closes_its_half_still_gets_its_reply(service):
    assert only_reply(service, request(service, target="/healthz"), end=True).status == 200


def test_a_client_that_goes_away_in_the_middle_does_no_harm(service):
    run = service.begin()
    answer = request(service, f"Content-Type: {FORM}", "Content-Length: 8", method="POST", target=f"{run}/1/answer", body="choice=1")
    for cut in range(1, len(answer), 7):
        with service.connect() as connection:
            connection.sendall(answer[:cut].encode())
    for _ in range(50):
        with service.connect() as connection:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")
            connection.sendall(answer.encode())


def test_bytes_that_are_no_http_do_no_harm(service):
    for text in (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(200), b"\0" * 5000, b"\r\n" * 500, b"GET", b"GET /\r\n\r\n",
                 b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"GET  / HTTP/1.1\r\n\r\n", os.urandom(10_000)):
        assert b" 200 " not in service.raw(text, timeout=0.5, end=True)


# Every reply ---------------------------------------------------------------------------------------------------------

def test_every_reply_of_ours_says_what_a_browser_must_not_do(service):
    run = service.begin()
    for path in ("/", "/nothing", f"{run}/1", f"{run}/summary", "/healthz", "/api/v1/sets", "/api/v1/none", "/data/journal.jsonl",
                 "/favicon.ico"):
        reply = service.get(path)
        policy = reply.header("Content-Security-Policy")
        assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy and "unsafe" not in policy
        assert reply.header("X-Content-Type-Options") == "nosniff"
        assert reply.header("Referrer-Policy") == "same-origin"
        assert reply.header("Set-Cookie") is None
        assert reply.header("Access-Control-Allow-Origin") is None
    for path in ("/", f"{run}/1", "/api/v1/sets", "/nothing"):
        assert service.get(path).header("Cache-Control") == "no-store"


def test_no_page_has_a_script_or_a_style_of_its_own(service):
    run = service.begin()
    service.post(f"{run}/1/answer", "choice=1")
    for path in ("/", "/sets/viva/senior-rust", f"{run}/1", f"{run}/2", f"{run}/summary", f"{run}/1/report", "/progress", "/data", "/about", "/x"):
        text = service.get(path).text()
        assert not re.search(r"<script(?! defer src=\"/assets/)|<style| style=| on\w+=|javascript:", text), path


# At once, and at the end ---------------------------------------------------------------------------------------------

def test_sixty_four_identical_submissions_at_once_make_one_row(service):
    run = service.begin()
    text = request(service, f"Content-Type: {FORM}", "Content-Length: 8", "Connection: close", method="POST", target=f"{run}/1/answer",
                   body="choice=2").encode()
    connections = [service.connect() for _ in range(64)]
    gate = threading.Barrier(64)

    def send(connection):
        gate.wait()
        connection.sendall(text)
        return read_replies(read_all(connection))[0].status

    with concurrent.futures.ThreadPoolExecutor(64) as pool:
        assert set(pool.map(send, connections)) == {303}
    assert len([entry for entry in choices(service.data) if f"/runs/{entry['run']}" == run]) == 1
    assert "1 / 5 completed" in service.get(f"{run}/1").text()


def test_different_answers_at_once_make_one_row_and_all_are_shown_the_first(service):
    run = service.begin()

    def send(number):
        return service.ask("POST", f"/api/v1{run}/steps/1/answer", body=json.dumps({"choice": "ABCD"[number % 4]}), kind=JSON)

    with concurrent.futures.ThreadPoolExecutor(32) as pool:
        replies = list(pool.map(send, range(32)))
    assert sorted(reply.status for reply in replies) == [200] * 31 + [201]
    assert len({reply.json()["result"]["choice"] for reply in replies}) == 1
    assert [reply.json()["first"] for reply in replies].count(True) == 1
    [entry] = [entry for entry in choices(service.data) if f"/runs/{entry['run']}" == run]
    assert entry["payload"]["chosen"]


def test_everything_is_erased_while_answers_are_under_way(tmp_path):
    """Whoever erases waits for those who are answering, and these wait for nobody: with the answers of one thread behind the erasing
    of the same thread, neither would ever end. Some clients do not wait for their replies."""
    stop, wrong, service = threading.Event(), [], Service(tmp_path)

    def practise(stays):
        while not stop.is_set():
            begun = service.post("/sets/viva/senior-rust/runs")
            run = begun.header("Location").rsplit("/", 1)[0]
            with service.connect() as connection:
                for step in range(1, 6):
                    body = "choice=1"
                    connection.sendall(request(service, f"Content-Type: {FORM}", f"Content-Length: {len(body)}", method="POST",
                                               target=f"{run}/{step}/answer", body=body).encode())
                    if stays and not read_one(connection).startswith((b"HTTP/1.1 303", b"HTTP/1.1 404")):
                        wrong.append(step)

    threads = [threading.Thread(target=practise, args=(index % 4 > 0,)) for index in range(16)]
    for thread in threads:
        thread.start()
    try:
        for _ in range(10):
            assert service.post("/data/erase", "confirm=erase").status == 200
            assert service.get("/").status == 200
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    assert wrong == []
    assert service.post("/data/erase", "confirm=erase").status == 200
    assert service.stop() == (0, "")
    assert choices(tmp_path) == []


def test_the_end_is_asked_for_while_answers_are_under_way(tmp_path):
    acknowledged, stop = [], threading.Event()
    service = Service(tmp_path)
    runs = [service.begin() for _ in range(40)]

    def answer(mine):
        for run in mine:
            for step in range(1, 6):
                try:
                    reply = service.ask("POST", f"/api/v1{run}/steps/{step}/answer", body='{"choice":"B"}', kind=JSON)
                except (OSError, ValueError):
                    return
                except Exception:  # noqa: BLE001 - http.client's own, when the server has gone
                    return
                if reply.status == 201:
                    acknowledged.append((run.removeprefix("/runs/"), step - 1))
                if stop.is_set():
                    return

    threads = [threading.Thread(target=answer, args=(runs[index::8],)) for index in range(8)]
    for thread in threads:
        thread.start()
    while len(acknowledged) < 20:
        time.sleep(0.01)
    began = time.monotonic()
    service.process.send_signal(signal.SIGTERM)
    code, errors = service.wait()
    took = time.monotonic() - began
    stop.set()
    for thread in threads:
        thread.join()
    assert (code, errors) == (0, "")
    assert took < 10
    stored = [(entry["run"], entry["step"]) for entry in choices(tmp_path)]
    assert len(stored) == len(set(stored))
    assert set(acknowledged) <= set(stored)


def test_the_end_is_in_order_though_clients_ask_on_over_connections_they_have(tmp_path):
    service = Service(tmp_path)
    connections = [service.connect() for _ in range(limit("HTTP_CONNECTIONS_MAX"))]
    for connection in connections:
        connection.sendall(request(service, target="/healthz").encode())
        assert read_one(connection).startswith(b"HTTP/1.1 200")
    service.process.send_signal(signal.SIGTERM)
    for connection in connections:
        with contextlib.suppress(ConnectionError):
            connection.sendall(request(service, "Content-Length: 0", f"Content-Type: {FORM}", method="POST",
                                       target="/sets/viva/senior-rust/runs").encode())
        time.sleep(0.001)
    began = time.monotonic()
    assert service.wait() == (0, "")
    assert time.monotonic() - began < 5
    for connection in connections:
        stream = read_all(connection)
        assert stream == b"" or b" 303 " in stream or b" 503 " in stream
        connection.close()


def test_the_end_comes_in_time_though_clients_hold_on(tmp_path):
    service = Service(tmp_path)
    idle = [service.connect() for _ in range(10)]
    slow = service.connect()
    slow.sendall(request(service, "Content-Length: 100", f"Content-Type: {FORM}", method="POST", target="/data/erase").encode())
    time.sleep(0.2)
    began = time.monotonic()
    assert service.stop() == (0, "")
    assert time.monotonic() - began < 10
    for connection in [*idle, slow]:
        connection.close()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_the_server_ends_in_order_on_each_of_its_signals(tmp_path, number):
    service = Service(tmp_path)
    service.process.send_signal(number)
    assert service.wait() == (0, "")


# Where it listens ----------------------------------------------------------------------------------------------------

def serve(*arguments, **more):
    return subprocess.run([VIVA, "serve", *map(str, arguments)], capture_output=True, timeout=20, text=True, check=False, **more)


def test_a_taken_port_is_said_clearly(service, tmp_path):
    process = serve("--port", service.port, "--data", tmp_path)
    assert process.returncode == 4 and process.stdout == ""
    assert f"port {service.port}" in process.stderr and "--port" in process.stderr


def test_the_first_line_is_the_address_and_nothing_else(tmp_path):
    service = Service(tmp_path)
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+", service.address)
    assert service.get("/healthz").status == 200
    service.process.send_signal(signal.SIGTERM)
    output, errors = service.process.communicate(timeout=12)
    assert (output, errors) == (b"", b"")


@pytest.mark.parametrize("address", ["0.0.0.0", "::", "192.0.2.1", "example.org", "", "127.0.0.1.1"])
def test_where_others_could_come_in_it_does_not_listen(tmp_path, address):
    process = serve("--address", address, "--port", 0, "--data", tmp_path)
    assert process.returncode == 2 and process.stdout == "" and address in process.stderr


def test_other_addresses_of_this_computer_will_do(tmp_path):
    for address, host in (("127.0.0.2", "127.0.0.2"), ("::1", "[::1]")):
        process = subprocess.Popen([VIVA, "serve", "--address", address, "--port", "0", "--data", str(tmp_path)], stdout=subprocess.PIPE)
        line = process.stdout.readline().decode().rstrip("\n")
        port = int(line.rsplit(":", 1)[1])
        assert line == f"http://{host}:{port}"
        with socket.create_connection((address, port)) as connection:
            connection.sendall(f"GET /healthz HTTP/1.1\r\nHost: {host}:{port}\r\nConnection: close\r\n\r\n".encode())
            assert read_replies(read_all(connection))[0].status == 200
        process.terminate()
        assert process.wait(12) == 0


def test_a_port_that_is_none_is_wrong_usage(tmp_path):
    for port in ("65536", "-1", "x", ""):
        assert serve("--port", port, "--data", tmp_path).returncode == 2


class OnSocket:
    """A server on a Unix socket."""

    def __init__(self, data, path):
        self.process = subprocess.Popen([VIVA, "serve", "--socket", str(path), "--data", str(data)], stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE)
        self.line = self.process.stdout.readline().decode()
        self.path = str(path)

    def ask(self, text):
        with socket.socket(socket.AF_UNIX) as connection:
            connection.connect(self.path)
            connection.sendall(text.encode())
            return read_replies(read_all(connection))[0]

    def stop(self):
        self.process.terminate()
        self.process.communicate(timeout=12)
        return self.process.returncode


def test_a_unix_socket_serves_its_owner_alone(tmp_path):
    path = tmp_path / "viva.socket"
    server = OnSocket(tmp_path / "data", path)
    assert server.line == f"unix:{path}\n"
    assert path.stat().st_mode & 0o777 == 0o600
    assert server.ask("GET /healthz HTTP/1.1\r\nHost: viva\r\nConnection: close\r\n\r\n").status == 200
    assert server.stop() == 0
    assert not path.exists()


@pytest.mark.parametrize(("headers", "status"), [
    ([], 303), (["Origin: http://viva.example"], 303), (["Origin: https://VIVA.example"], 303),
    (["Origin: https://viva.example", "Sec-Fetch-Site: same-origin"], 303), (["Origin: https://viva.example:8443"], 403),
    (["Origin: http://evil.example"], 403), (["Origin: https://evil.example"], 403), (["Origin: null"], 403),
    (["Origin: ftp://viva.example"], 403), (["Origin: viva.example"], 403), (["Origin: https:viva.example"], 403),
    (["Origin: https://viva.example", "Sec-Fetch-Site: cross-site"], 403)], ids=str)
def test_behind_a_proxy_only_its_own_pages_change_anything(tmp_path, headers, status):
    server = OnSocket(tmp_path / "data", tmp_path / "viva.socket")
    lines = ["POST /sets/viva/senior-rust/runs HTTP/1.1", "Host: viva.example", "Content-Length: 0", f"Content-Type: {FORM}",
             "Connection: close", *headers, "", ""]
    assert server.ask("\r\n".join(lines)).status == status
    assert server.stop() == 0


def test_an_origin_without_a_name_is_not_that_of_a_host_without_one(tmp_path):
    server = OnSocket(tmp_path / "data", tmp_path / "viva.socket")
    lines = ["POST /sets/viva/senior-rust/runs HTTP/1.1", "Host:", "Origin: http://", "Content-Length: 0",
             f"Content-Type: {FORM}", "Connection: close", "", ""]
    assert server.ask("\r\n".join(lines)).status == 403
    assert server.stop() == 0


def test_a_socket_that_is_left_over_is_replaced_and_one_in_use_is_not(tmp_path):
    path = tmp_path / "viva.socket"
    first = OnSocket(tmp_path / "data", path)
    taken = serve("--socket", path, "--data", tmp_path / "data")
    assert taken.returncode == 4 and str(path) in taken.stderr
    first.process.kill()
    first.process.communicate()
    assert path.exists()
    second = OnSocket(tmp_path / "data", path)
    assert second.line == f"unix:{path}\n" and second.stop() == 0


def test_of_servers_that_begin_at_once_over_a_socket_that_is_left_over_one_listens(tmp_path):
    path = tmp_path / "viva.socket"
    for _ in range(4):
        with socket.socket(socket.AF_UNIX) as dead:
            dead.bind(str(path))
        servers = [subprocess.Popen([VIVA, "serve", "--socket", str(path), "--data", str(tmp_path / "data")],
                                    stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(6)]
        lines = [server.stdout.readline().decode() for server in servers]
        assert sorted(lines) == [""] * 5 + [f"unix:{path}\n"]
        for server, line in zip(servers, lines):
            if line:
                server.terminate()
            server.communicate(timeout=12)
            assert server.returncode == (0 if line else 4)
        assert not path.exists()


def has_open(process, path):
    """Whether a process holds this file open."""
    with contextlib.suppress(FileNotFoundError):
        return any(os.path.realpath(f"/proc/{process.pid}/fd/{fd}") == str(path) for fd in os.listdir(f"/proc/{process.pid}/fd"))
    return False


def test_a_server_that_comes_second_looks_at_the_socket_after_the_first_has_its_own(tmp_path):
    path = tmp_path / "viva.socket"
    with socket.socket(socket.AF_UNIX) as dead:
        dead.bind(str(path))
    folder = os.open(tmp_path, os.O_RDONLY | os.O_DIRECTORY)
    fcntl.flock(folder, fcntl.LOCK_EX)  # as the first server does, between its look and its own socket
    second = subprocess.Popen([VIVA, "serve", "--socket", str(path), "--data", str(tmp_path / "data")],
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    while not has_open(second, tmp_path) and not select.select([second.stdout], [], [], 0.01)[0]:
        assert second.poll() is None
    with socket.socket(socket.AF_UNIX) as first:
        path.unlink()
        first.bind(str(path))
        first.listen()
        os.close(folder)
        line, _ = second.communicate(timeout=20)
        assert (line, second.returncode) == (b"", 4)
        with socket.socket(socket.AF_UNIX) as client:
            client.connect(str(path))


def test_what_is_no_socket_is_not_touched(tmp_path):
    path = tmp_path / "letter.txt"
    path.write_text("dear")
    process = serve("--socket", path, "--data", tmp_path / "data")
    assert process.returncode == 4 and str(path) in process.stderr
    assert path.read_text() == "dear"


def test_a_socket_path_may_be_as_long_as_the_system_takes(tmp_path):
    process = serve("--socket", "/tmp/" + "a" * 200, "--data", tmp_path)
    assert process.returncode == 2 and "107" in process.stderr
