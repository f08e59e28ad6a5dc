"""The notifications to the service manager by sd_notify(3)."""

import os
import signal
import socket
import subprocess
import time

import pytest
from gateway import CLONE, Gateway

PATIENCE = 1.0


class Supervised:
    """A responder on a socket of the test, with two workers and a short watchdog interval."""

    def __init__(self, folder):
        self.path = str(folder / "gateway.socket")
        database = str(folder / "gateway.sqlite")
        self.news = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.news.bind(str(folder / "notify"))
        environment = {**os.environ, "NOTIFY_SOCKET": str(folder / "notify"), "WATCHDOG_USEC": str(int(PATIENCE * 1e6))}
        self.process = subprocess.Popen(
            [os.environ["PHONET_GATEWAY_BINARY"], "serve", "--listen", f"unix:{self.path}", "--workers", "2",
             "--database", database, "--without-recovery"], env=environment)

    def heard(self, seconds):
        """Returns the notifications of this many seconds."""
        until, news = time.monotonic() + seconds, []
        while (left := until - time.monotonic()) > 0:
            self.news.settimeout(left)
            try:
                news.append(self.news.recv(256).decode())
            except TimeoutError:
                break
        return news

    def next(self, seconds=30):
        self.news.settimeout(seconds)
        return self.news.recv(256).decode()

    def caller(self):
        connection = socket.socket(socket.AF_UNIX)
        connection.connect(self.path)
        return connection


@pytest.fixture
def supervised(tmp_path):
    responder = Supervised(tmp_path)
    yield responder
    responder.process.kill()
    responder.process.wait()


def record(kind, content):
    return bytes([1, kind]) + (1).to_bytes(2, "big") + len(content).to_bytes(2, "big") + b"\0\0" + content


def begin(keeps_connection=False):
    return record(1, bytes([0, 1, int(keeps_connection), 0, 0, 0, 0, 0]))


def healthz(keeps_connection=False):
    pairs = {"REQUEST_METHOD": "GET", "SCRIPT_NAME": "/gateways/phonetapi/healthz", "REMOTE_ADDR": "127.0.0.1"}
    fields = b"".join(bytes([len(name), len(value)]) + name.encode() + value.encode() for name, value in pairs.items())
    return begin(keeps_connection) + record(4, fields) + record(4, b"") + record(5, b"")


def answer(connection):
    connection.settimeout(20)
    whole = b""
    while piece := connection.recv(65536):
        whole += piece
    return whole


def test_it_says_when_it_answers_that_it_lives_and_that_it_ends(supervised):
    assert next(news for news in iter(supervised.next, None) if news != "WATCHDOG=1") == "READY=1"
    caller = supervised.caller()
    caller.sendall(healthz())
    assert b'"status":"ok"' in answer(caller)
    assert supervised.heard(3 * PATIENCE).count("WATCHDOG=1") >= 3
    supervised.process.send_signal(signal.SIGTERM)
    assert "STOPPING=1" in supervised.heard(5)
    assert supervised.process.wait(10) == 0


def test_one_stuck_worker_stops_neither_the_others_nor_the_watchdog_but_all_of_them_do(supervised):
    while supervised.next() != "READY=1":
        pass
    stuck = []

    def stick():
        """A caller asks a thousand times and reads no answer: a worker waits until the socket takes more."""
        stuck.append(supervised.caller())
        stuck[-1].settimeout(5)
        stuck[-1].sendall(1_000 * healthz(keeps_connection=True))

    stick()
    assert supervised.heard(2 * PATIENCE).count("WATCHDOG=1") >= 2
    caller = supervised.caller()
    caller.sendall(healthz())
    assert b'"status":"ok"' in answer(caller)

    stick()
    supervised.heard(2 * PATIENCE)
    assert "WATCHDOG=1" not in supervised.heard(3 * PATIENCE)

    # Once the stuck connections are closed, the watchdog is notified again.
    for connection in stuck:
        connection.close()
    assert supervised.heard(3 * PATIENCE).count("WATCHDOG=1") >= 2


def test_without_a_public_url_it_warns_and_nginx_serve_gives_it_one(tmp_path):
    def warns(*options, **variables):
        """Whether the gateway warns before it answers."""
        process = subprocess.Popen(
            [os.environ["PHONET_GATEWAY_BINARY"], "serve", "--listen", f"unix:{tmp_path}/socket", "--database",
             str(tmp_path / "gateway.sqlite"), *options], stderr=subprocess.PIPE, text=True,
            env={**os.environ, **variables})
        said = []
        for line in process.stderr:
            said.append(line)
            if "serving" in line:
                break
        process.terminate()
        process.communicate(timeout=20)
        return any("--public-url is not set" in line for line in said)

    subprocess.run([os.environ["PHONET_GATEWAY_BINARY"], "init", "--database", str(tmp_path / "gateway.sqlite")],
                   check=True, capture_output=True)
    assert warns()
    assert not warns("--public-url", "https://crm.example")
    assert not warns(PHONET_GATEWAY_PUBLIC_URL="https://crm.example")
    gateway = Gateway(tmp_path / "served")
    try:
        answer = gateway.phonet.post(f"{gateway.url}/customer_data", json={"otherLegNum": "+380671112233"},
                                     headers={"Host": "evil.example"}, timeout=10)
        assert "evil.example" not in answer.text and gateway.root in answer.text
        assert not any("--public-url is not set" in line for line in gateway.printed)
    finally:
        gateway.stop()


def test_a_stop_at_the_moment_of_the_start_is_obeyed(tmp_path):
    gateway, database = os.environ["PHONET_GATEWAY_BINARY"], str(tmp_path / "gateway.sqlite")
    subprocess.run([gateway, "init", "--database", database], check=True, capture_output=True)
    for _ in range(20):
        process = subprocess.Popen([gateway, "serve", "--listen", f"unix:{tmp_path}/socket", "--database", database],
                                   stderr=subprocess.PIPE, text=True)
        next(line for line in process.stderr if "serving" in line)
        process.terminate()
        process.communicate(timeout=10)
        assert process.returncode == 0


def test_a_responder_is_started_again_though_its_pid_cannot_be_written_down(tmp_path):
    """A pid file that cannot be written stands for a full disk."""
    begun = tmp_path / "begun"
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\necho $$ >>{begun}\nexec sleep 60\n")
    program.chmod(0o755)
    supervisor = subprocess.Popen(
        [str(CLONE / "nginx" / "supervise"), str(tmp_path / "socket"), "/dev/full/pid", str(program), "x"],
        stderr=open("/dev/full", "w"))
    try:
        pids = []
        until = time.monotonic() + 20
        while len(pids) < 3 and time.monotonic() < until:
            now = begun.read_text().split() if begun.exists() else []
            if len(now) > len(pids):
                pids = now
                os.kill(int(pids[-1]), signal.SIGKILL)
            time.sleep(0.01)
        assert len(pids) >= 3 and supervisor.poll() is None
    finally:
        supervisor.terminate()
        assert supervisor.wait(10) == 0
