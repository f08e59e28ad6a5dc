"""A complete gateway for tests: nginx, the responder, a separate database."""

import contextlib
import os
import queue
import re
import signal
import socket
import sqlite3
import subprocess
import threading
import time
from pathlib import Path

import requests

CLONE = Path(__file__).resolve().parents[2]
FIXTURES = CLONE / "Tests" / "PhonetTests" / "Fixtures"
PREFIX = "/gateways/phonetapi"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def children(process):
    """Returns the pids of the processes that this one has started."""
    pids = set()
    for file in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = file.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == process:
            pids.add(int(file.parent.name))
    return pids


class Gateway:
    """Runs `nginx/serve` in a separate directory."""

    def __init__(self, state, trusts_loopback=True, program=None, environment=None, port=None):
        self.state = Path(state)
        self.environment = environment or {}
        self.port = port or free_port()
        self.root = f"http://127.0.0.1:{self.port}"
        self.url = self.root + PREFIX
        program = program or os.environ["PHONET_GATEWAY_BINARY"]
        if not trusts_loopback:
            program = self._suspicious(program)
        self._start(program)
        self.token = (self.state / "api-token").read_text().strip()
        self.api = requests.Session()
        self.api.headers["Authorization"] = f"Bearer {self.token}"
        self.phonet = requests.Session()

    def _suspicious(self, program):
        """Returns a wrapper that drops `--trust-loopback`, so that this machine is an untrusted source."""
        self.state.mkdir(parents=True, exist_ok=True)
        wrapper = self.state / "program"
        wrapper.write_text(
            '#!/bin/bash\nargs=()\nfor a in "$@"; do [[ $a == --trust-loopback ]] || args+=("$a"); done\n'
            f'exec "{program}" "${{args[@]}}"\n'
        )
        wrapper.chmod(0o755)
        return str(wrapper)

    def _start(self, program):
        self.process = subprocess.Popen(
            [str(CLONE / "nginx" / "serve")],
            env={
                **os.environ,
                # Off, because tests count the requests to Phonet. Tests of reconciliation set an empty value.
                "PHONET_GATEWAY_WITHOUT_RECOVERY": "1",
                **self.environment,
                "PORT": str(self.port),
                "STATE_DIR": str(self.state),
                "PROGRAM": program,
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._lines = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()
        self.printed = []
        if not self.says("Ready: ", 60):
            raise RuntimeError("the gateway did not start:\n" + "".join(self.printed))

    def _read(self):
        for line in self.process.stdout:
            self._lines.put(line)

    def says(self, text, seconds=10):
        """Returns the first printed line that contains `text`; None after the timeout."""
        for line in self.printed:
            if text in line:
                return line
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            try:
                line = self._lines.get(timeout=0.1)
            except queue.Empty:
                if self.process.poll() is not None:
                    break
                continue
            self.printed.append(line)
            if text in line:
                return line
        return None

    def setup_path(self, seconds=10):
        """Returns the path of the setup link without the prefix; None when none is printed in time."""
        line = self.says("/setup/", seconds)
        return line and line.strip().rpartition(PREFIX)[2]

    def run(self, *arguments):
        """Runs a command of the program while the server runs and returns its output."""
        program = [os.environ["PHONET_GATEWAY_BINARY"], *arguments]
        database = str(self.state / "gateway.sqlite")
        done = subprocess.run([*program, "--database", database], env={**os.environ, **self.environment}, check=True,
                              capture_output=True, text=True)
        return done.stdout

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(30)

    @property
    def responder(self):
        return int((self.state / "responder.pid").read_text())

    def reload_nginx(self):
        """Lets nginx read its configuration again; returns when the workers that had the old one have ended."""
        master = int((self.state / "nginx.pid").read_text())
        before = children(master)
        os.kill(master, signal.SIGHUP)
        until = time.monotonic() + 30
        while before & (now := children(master)) or not now:
            assert time.monotonic() < until, "nginx does not let go of its old configuration"
            time.sleep(0.01)

    def know_only(self, address=None, real_ip=False):
        """Makes nginx limit every address of this machine but this one. With `real_ip` it believes X-Real-IP of it."""
        file = self.state / "nginx" / "phonet-gateway-http.conf"
        text = re.sub(r"127\.0\.0\.0/8( +1;.*)", rf"{address}/32\1" if address else r"# \g<0>", file.read_text())
        if real_ip:
            text += f"set_real_ip_from {address};\nreal_ip_header X-Real-IP;\n"
        file.write_text(text)
        self.reload_nginx()

    # Requests by Phonet

    def post(self, endpoint, body, **headers):
        """Posts a webhook: a dict or list as JSON, bytes or text unchanged."""
        if isinstance(body, (dict, list)):
            return self.phonet.post(f"{self.url}/{endpoint}", json=body, headers=headers, timeout=10)
        return self.phonet.post(f"{self.url}/{endpoint}", data=body, headers=headers, timeout=10)

    def fixture(self, name):
        """Posts one of Phonet's sample messages to its address."""
        body = (FIXTURES / f"{name}.json").read_bytes()
        endpoint = "after_call_end" if name.startswith("after_call_end") else "call"
        if name.startswith("customer_data"):
            endpoint = "customer_data"
        return self.post(endpoint, body, **{"Content-Type": "application/json"})

    # Requests by the CRM

    def get(self, path, **query):
        answer = self.api.get(f"{self.url}/api/v1{path}", params=query, timeout=10)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def items(self, path, **query):
        found, cursor = [], None
        while True:
            page = self.get(path, limit=200, **query, **({"cursor": cursor} if cursor else {}))
            found += page["items"]
            cursor = page["next_cursor"]
            if not cursor:
                return found

    def create(self, path, **fields):
        answer = self.api.post(f"{self.url}/api/v1{path}", json=fields, timeout=10)
        assert answer.status_code == 201, answer.text
        return answer.json()

    def settings(self, **changes):
        """Changes settings and waits until the messages that are trusted by them took effect."""
        answer = self.api.patch(f"{self.url}/api/v1/settings", json=changes, timeout=10)
        assert answer.status_code == 200, answer.text
        until = time.monotonic() + 60
        while self.get("/settings")["release"]["waiting"]:
            assert time.monotonic() < until, "the release of the quarantine does not end"
            time.sleep(0.02)
        return answer.json()

    def rows(self, query):
        """The rows of a query of the database, read beside the server."""
        with contextlib.closing(sqlite3.connect(f"file:{self.state}/gateway.sqlite?mode=ro", uri=True)) as database:
            return database.execute(query).fetchall()

    def call(self, uuid):
        return self.get(f"/calls/{uuid}")

    def awaited_call(self, uuid, **wanted):
        """Waits until the call exists and these members have these values; returns it."""
        until = time.monotonic() + 20
        while time.monotonic() < until:
            answer = self.api.get(f"{self.url}/api/v1/calls/{uuid}", timeout=10)
            call = answer.json()
            if answer.status_code == 200 and all(call[name] == value for name, value in wanted.items()):
                return call
            time.sleep(0.02)
        raise AssertionError(f"{uuid} is not {wanted}: {answer.text}")

    def restart_under(self, ask, stored, times, callers=4):
        """Stops the responder `times` times while `callers` threads call `ask` with a session in a loop.

        Before the next stop it waits for a new responder and forty more entries in `stored`, at most 20 s.
        """
        stop = threading.Event()

        def ask_on():
            session = requests.Session()
            while not stop.is_set():
                ask(session)

        threads = [threading.Thread(target=ask_on) for _ in range(callers)]
        for thread in threads:
            thread.start()
        for _ in range(times):
            victim, seen = self.responder, len(stored)
            os.kill(victim, signal.SIGTERM)
            until = time.monotonic() + 20
            while (self.responder == victim or len(stored) < seen + 40) and time.monotonic() < until:
                time.sleep(0.01)
        stop.set()
        for thread in threads:
            thread.join()
