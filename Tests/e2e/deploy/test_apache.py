"""Apache with mod_proxy_fcgi on the same socket, as an alternative to nginx."""

import http.client
import os
import signal
import socket
import tempfile
import time
from pathlib import Path

import pytest
import requests
from apache import Apache, program
from gateway import Gateway
from phonet import Conversation, fresh_number

pytestmark = pytest.mark.skipif(program() is None, reason="there is no apache2 here")


@pytest.fixture(scope="module")
def fronts():
    """A gateway that does not trust this machine's addresses, behind both its nginx and an Apache."""
    with tempfile.TemporaryDirectory() as folder:
        # Apache's workers run as another user and must be able to open the socket in this folder.
        os.chmod(folder, 0o755)
        state, root = Path(folder) / "state", Path(folder) / "apache"
        state.mkdir()
        root.mkdir()
        gateway = Gateway(state, trusts_loopback=False)
        apache = Apache(gateway, root)
        yield gateway, apache
        apache.stop()
        gateway.stop()


@pytest.fixture
def gateway(fronts):
    return fronts[0]


@pytest.fixture
def apache(fronts):
    return fronts[1]


def test_webhooks_pages_and_the_api_answer_as_behind_nginx(gateway, apache):
    secret = gateway.run("token", "webhook").strip()
    number, talk = fresh_number(), Conversation()
    client = {"name": "Ірина Соколова", "phones": [number]}
    bearer = {"Authorization": f"Bearer {gateway.token}"}
    assert requests.post(f"{apache.url}/api/v1/clients", json=client, headers=bearer, timeout=10).status_code == 201
    assert requests.get(f"{apache.url}/api/v1/clients", timeout=10).status_code == 401
    assert apache.post(f"h/{secret}/customer_data", {"otherLegNum": number}).json()["name"] == "Ірина Соколова"
    assert apache.post(f"h/{secret}/call", talk.dial).json() == {"status": "ok"}
    assert gateway.call(talk.uuid)["state"] == "ringing"
    for path in ["/", "/healthz", "/sign-in?language=uk", "/api/v1/openapi.json", "/nothing-here"]:
        answers = [requests.get(front.url + path, allow_redirects=False, timeout=10) for front in (gateway, apache)]
        behind_nginx, behind_apache = [
            (answer.status_code, answer.headers.get("Content-Security-Policy"), answer.headers.get("Content-Type"),
             (answer.headers.get("Location") or "").rpartition("/gateways")[2]) for answer in answers]
        assert behind_apache == behind_nginx, path
    bare = requests.get(apache.url, allow_redirects=False, timeout=10)
    assert (bare.status_code, bare.headers["Location"]) == (301, f"{apache.url}/")


def test_paths_are_those_apache_decided_on(apache):
    for path, status in [("//gateways//phonetapi//call", 200), ("/gateways/phonetapi/%63all", 200),
                         ("/gateways/phonetapi/x/../call", 200), ("/gateways/phonetapi/call/", 200),
                         ("/gateways/phonetapi/%20call%20", 200),
                         ("/gateways/phonetapi/CALL", 404), ("/gateways/phonetapi/call%3Fx", 404)]:
        connection = http.client.HTTPConnection("127.0.0.1", apache.port, timeout=10)
        connection.request("POST", path, body="{}")
        assert connection.getresponse().status == status, path


def test_what_is_too_large_is_refused_and_what_comes_in_pieces_is_taken(gateway, apache):
    assert apache.post("call", b" " * (256 * 1024 + 1)).status_code == 413
    assert apache.post("sign-in", b" " * (64 * 1024 + 1)).status_code == 413
    secret, talk = gateway.run("token", "webhook").strip(), Conversation()
    record = requests.Request("POST", "http://x", json=talk.record(False)).prepare().body
    pieces = (record[at:at + 50] for at in range(0, len(record), 50))
    assert apache.post(f"h/{secret}/after_call_end", pieces).status_code == 200
    assert gateway.call(talk.uuid)["outcome"] == "missed"
    large = (b" " * 50_000 for _ in range(22))
    assert apache.post("call", large).status_code == 413


def test_slow_senders_wait_in_apache_and_hold_no_worker(apache):
    slow = []
    for _ in range(20):
        connection = socket.create_connection(("127.0.0.1", apache.port))
        connection.sendall(b"POST /gateways/phonetapi/call HTTP/1.1\r\nHost: crm.example\r\n"
                           b"Content-Length: 100000\r\n\r\n" + b" " * 50_000)
        slow.append(connection)
    begun = time.monotonic()
    for _ in range(10):
        assert requests.get(f"{apache.url}/healthz", timeout=10).status_code == 200
    assert time.monotonic() - begun < 5
    for connection in slow:
        connection.close()


def test_the_peers_address_is_the_connections_and_no_header_changes_it(gateway, apache):
    talk = Conversation()
    forged = {"X-Forwarded-For": "89.184.65.208", "X-Real-IP": "89.184.65.208", "Remote-Addr": "89.184.65.208",
              "Forwarded": "for=89.184.65.208", "Proxy": "http://evil.example"}
    assert apache.post("call", talk.dial, headers=forged).status_code == 200
    assert all(call["uuid"] != talk.uuid for call in gateway.items("/calls"))
    newest = gateway.items("/webhook-messages", status="quarantined")[0]
    assert (newest["source_ip"], newest["trusted"]) == ("127.0.0.1", False)


def test_a_restart_behind_apache_refuses_nothing_and_no_log_learns_a_secret(gateway, apache):
    secret = gateway.run("token", "webhook").strip()
    stored, failed = [], []

    def ask(_):
        talk = Conversation()
        answer = apache.post(f"h/{secret}/call", talk.dial)
        (stored if answer.status_code == 200 else failed).append(talk.uuid)

    gateway.restart_under(ask, stored, times=4)
    assert failed == []
    assert {call["uuid"] for call in gateway.items("/calls")} >= set(stored)
    os.kill(gateway.responder, signal.SIGKILL)
    apache.post(f"h/{secret}/call", b"x" * 300_000)
    for file in apache.root.iterdir():
        assert secret.encode() not in file.read_bytes(), file
    assert "POST 200" in (apache.root / "phonet-gateway.log").read_text()
