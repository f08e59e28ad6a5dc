"""Answers of nginx itself, and forged addresses, hosts and paths."""

import json
import os
import re
import signal
import socket
import time
from pathlib import Path

import pytest
import requests
from gateway import PREFIX, Gateway
from person import Person, _From
from phonet import Conversation, fresh_number

PROTECTION = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Cache-Control": "no-store"}


@pytest.fixture(scope="module")
def front(tmp_path_factory):
    """A gateway with a configured public URL."""
    gateway = Gateway(tmp_path_factory.mktemp("front"), environment={"PHONET_GATEWAY_PUBLIC_URL": "https://crm.example"})
    yield gateway
    gateway.stop()


def stand_still(pid):
    """Stops a process and waits until all its threads have stopped: a running thread could still answer."""
    os.kill(pid, signal.SIGSTOP)
    while any("\nState:\tT" not in status.read_text() for status in Path(f"/proc/{pid}/task").glob("*/status")):
        time.sleep(0.001)


def test_what_nginx_answers_itself_protects_browsers_like_every_other_answer(front):
    passer_by = requests.Session()
    passer_by.mount("http://", _From("127.0.0.9"))
    eager = Person(front)
    answers = {
        413: front.post("call", b" " * (256 * 1024 + 1)),
        404: passer_by.get(f"{front.url}/metrics"),
        429: [eager.post("/sign-in", {}) for _ in range(80)][-1],
    }
    stand_still(front.responder)
    try:
        answers[503] = front.phonet.get(f"{front.url}/healthz", timeout=20)
    finally:
        os.kill(front.responder, signal.SIGCONT)
    for status, answer in answers.items():
        assert answer.status_code == answer.json()["status"] == status
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert {name: answer.headers.get(name) for name in PROTECTION} == PROTECTION, status
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy and "base-uri 'none'" in policy
    assert (answers[429].headers["Retry-After"], answers[503].headers["Retry-After"]) == ("1", "5")


def raw(front, head):
    """Sends bytes as they are and returns the status and the header fields of the answer."""
    with socket.create_connection(("127.0.0.1", front.port), 10) as connection:
        connection.sendall(head)
        answer = b"".join(iter(lambda: connection.recv(1 << 16), b"")).decode("latin-1")
    first, *fields = answer.partition("\r\n\r\n")[0].split("\r\n")
    return int(first.split()[1]), dict(field.split(": ", 1) for field in fields)


def at_once(front, count, head):
    """Sends a request this many times before any answer is read. Returns the statuses."""
    connections = [socket.create_connection(("127.0.0.1", front.port), 20) for _ in range(count)]
    for connection in connections:
        connection.sendall(head.encode())
    statuses = [int(connection.recv(64).split()[1]) for connection in connections]
    for connection in connections:
        connection.close()
    return statuses


@pytest.mark.parametrize(
    "status, head",
    [
        (400, b"GET /gateways/phonetapi/ HTTP/1.1\r\n\r\n"),
        (400, b"nonsense\r\n\r\n"),
        (405, b"TRACE /gateways/phonetapi/ HTTP/1.1\r\nHost: x\r\n\r\n"),
        (414, b"GET /gateways/phonetapi/?" + b"a" * 9000 + b" HTTP/1.1\r\nHost: x\r\n\r\n"),
        (431, b"GET /gateways/phonetapi/ HTTP/1.1\r\nHost: x\r\nX-A: " + b"a" * 9000 + b"\r\n\r\n"),
        (501, b"POST /gateways/phonetapi/call HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n"),
        (505, b"GET /gateways/phonetapi/ HTTP/2.0\r\nHost: x\r\n\r\n"),
        (404, b"GET /gateways/phonetapi/nginx-answer HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"),
        (404, b"GET /gateways/phonetapi/upload-check HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"),
        (400, b"POST /gateways/phonetapi/call HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nno length\r\n"),
        (413, b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2000000\r\nConnection: close\r\n\r\n"),
    ],
    ids=["no-host", "no-request", "trace", "long-address", "long-field", "unknown-coding", "unknown-version",
         "the-answer-itself", "the-question-before-an-upload", "broken-chunks", "outside"],
)
def test_answers_to_requests_nginx_cannot_read_protect_browsers_too(front, status, head):
    answered, fields = raw(front, head)
    assert answered == status and fields["Content-Type"] == "application/problem+json"
    assert {name: fields.get(name) for name in PROTECTION} == PROTECTION
    assert "default-src 'none'" in fields["Content-Security-Policy"]


@pytest.mark.parametrize("status, path", [(301, "/gateways/phonetapi"), (302, "/")])
def test_redirects_of_nginx_protect_browsers_too(front, status, path):
    answered, fields = raw(front, f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
    assert (answered, fields["Location"]) == (status, "/gateways/phonetapi/")
    assert {name: fields.get(name) for name in PROTECTION} == PROTECTION
    assert "default-src 'none'" in fields["Content-Security-Policy"]


def test_those_without_a_session_have_a_limit_of_their_own_and_upload_a_megabyte_at_most(tmp_path):
    gateway = Gateway(tmp_path / "limits", trusts_loopback=False)
    try:
        olena = Person(gateway).set_up()
        large, small = b"a,b\n" * 300_000, b"a,b\n" * 100
        assert requests.post(f"{gateway.url}/imports", data=large, timeout=20).status_code == 413
        assert requests.post(f"{gateway.url}/imports", data=iter([small]), timeout=20).status_code == 413
        assert requests.post(f"{gateway.url}/imports", data=small, timeout=20).status_code != 413
        assert olena.web.post(f"{gateway.url}/imports", data=large, timeout=20).status_code != 413
        # A cookie that anybody can write is no session: nginx refuses the file before any of it has come.
        for length in ("Content-Length: 33000000", "Transfer-Encoding: chunked"):
            status, fields = raw(gateway, f"POST {PREFIX}/imports HTTP/1.1\r\nHost: x\r\n{length}\r\nConnection: close\r\n"
                                          f"Cookie: phonet_gateway={'x' * 43}\r\n\r\n".encode())
            assert status == 413 and fields["Content-Type"] == "application/problem+json"
        # From here on this machine is an address like any other.
        gateway.know_only()
        gateway.api.patch(f"{gateway.url}/api/v1/settings", json={"webhook_allowed_networks": ["203.0.113.9"]},
                          timeout=10).raise_for_status()
        began = time.monotonic()
        statuses = at_once(gateway, 400, f"GET {PREFIX}/sign-in HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        took = time.monotonic() - began
        # One, a hundred at once beyond it, then thirty a second.
        assert set(statuses) == {200, 429} and 101 <= statuses.count(200) <= 102 + 30 * took
        # A cookie that anybody can write does not lead past the limit: the gateway has the same.
        began = time.monotonic()
        statuses = at_once(gateway, 400, f"GET {PREFIX}/sign-in HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                                         f"Cookie: phonet_gateway={'x' * 43}\r\n\r\n")
        took = time.monotonic() - began
        assert set(statuses) == {200, 429} and 100 <= statuses.count(200) <= 102 + 30 * took
        # Neither does a token at a page, nor a cookie at the API. Each has what is left of the limit without a session.
        for path, field in (("/sign-in", "Authorization: Bearer x"), ("/api/v1/calls", "Cookie: phonet_gateway=x")):
            statuses = at_once(gateway, 200, f"GET {PREFIX}{path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{field}\r\n\r\n")
            assert 429 in statuses
        assert 429 in at_once(gateway, 400, f"GET {PREFIX}/api/v1/openapi.json HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                                            "Authorization: Bearer x\r\n\r\n")
        pages = [olena.web.get(f"{gateway.url}/me", timeout=10).status_code for _ in range(150)]
        lists = [gateway.api.get(f"{gateway.url}/api/v1/calls", timeout=10).status_code for _ in range(150)]
        assert set(pages) == set(lists) == {200}
    finally:
        gateway.stop()


@pytest.mark.parametrize(
    "head",
    [
        "POST /gateways/phonetapi/customer_data HTTP/1.1\r\nHost: evil.example",
        "POST http://evil.example/gateways/phonetapi/customer_data HTTP/1.1\r\nHost: crm.example",
        "POST /gateways/phonetapi/customer_data HTTP/1.1\r\nHost: crm.example\r\nX-Forwarded-Host: evil.example",
        "POST /gateways/phonetapi/customer_data HTTP/1.1\r\nHost: crm.example\r\nHost: evil.example",
        "POST /gateways/phonetapi/customer_data HTTP/1.1\r\nHost: crm.example\r\nProxy: evil.example",
    ],
)
def test_links_lead_to_the_address_the_operator_named_whatever_a_request_says(front, head):
    body = '{"otherLegNum": "%s"}' % fresh_number()
    with socket.create_connection(("127.0.0.1", front.port), 10) as connection:
        connection.sendall(f"{head}\r\nConnection: close\r\nContent-Length: {len(body)}\r\n\r\n{body}".encode())
        answer = b"".join(iter(lambda: connection.recv(1 << 16), b"")).decode()
    assert "evil.example" not in answer
    assert answer.startswith("HTTP/1.1 400") or "https://crm.example/" in answer


def test_those_who_hang_up_after_sending_are_stored_though_the_responder_stands_still_meanwhile(front):
    talks = [Conversation() for _ in range(1500)]
    os.kill(front.responder, signal.SIGSTOP)
    try:
        for talk in talks:
            body = json.dumps(talk.dial)
            with socket.create_connection(("127.0.0.1", front.port), 10) as connection:
                connection.sendall(
                    f"POST {PREFIX}/call HTTP/1.1\r\nHost: crm.example\r\nContent-Type: application/json\r\n"
                    f"Content-Length: {len(body)}\r\n\r\n{body}".encode())
    finally:
        os.kill(front.responder, signal.SIGCONT)
    for talk in talks:
        front.awaited_call(talk.uuid, state="ringing")


def test_pages_style_and_script_are_packed_for_those_who_can_read_that_and_the_api_is_not(front):
    page = front.phonet.get(f"{front.url}/sign-in", headers={"Accept-Encoding": "gzip"})
    assert page.headers["Content-Encoding"] == "gzip"
    plain = front.phonet.get(f"{front.url}/sign-in", headers={"Accept-Encoding": "identity"})
    assert "Content-Encoding" not in plain.headers
    answer = front.api.get(f"{front.url}/api/v1/settings", headers={"Accept-Encoding": "gzip"})
    assert answer.status_code == 200 and "Content-Encoding" not in answer.headers
    names = re.findall(r'(?:href|src)="([^"]+/assets/[^"]+\.(?:css|js))"', page.text)
    assert len(names) == 2
    sizes = []
    for name in names:
        packed = front.phonet.get(front.root + name, headers={"Accept-Encoding": "gzip"}, stream=True)
        assert packed.headers["Content-Encoding"] == "gzip" and packed.headers["Vary"] == "Accept-Encoding"
        plain = front.phonet.get(front.root + name, headers={"Accept-Encoding": "identity"})
        sizes.append((len(packed.raw.read()), len(plain.content)))
        assert plain.headers["Content-Security-Policy"] == packed.headers["Content-Security-Policy"]
    assert 3 * sum(packed for packed, _ in sizes) < sum(plain for _, plain in sizes)


def test_the_token_of_a_form_is_masked_anew_in_each_page(tmp_path_factory):
    front = Gateway(tmp_path_factory.mktemp("masks"))
    try:
        olena = Person(front).set_up()
        tokens = {olena.form_token("/me") for _ in range(5)}
        assert len(tokens) == 5 and len({token[32:40] for token in tokens}) == 5
        for token in sorted(tokens):
            assert olena.post("/appearance", {"form_token": token, "language": "uk", "return": "/me"}).status_code == 303
    finally:
        front.stop()

