"""Shared by the long proofs: load, calls answered 200, strace, the verdict."""

import os
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import contextmanager
from pathlib import Path

import requests

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "cast"))

from gateway import Gateway  # noqa: E402
from phonet import Conversation  # noqa: E402


class Verdict:
    """Prints a line for each bar; `end` exits with 1 when one was missed."""

    def __init__(self):
        self._missed = 0

    def bar(self, name, met, figure):
        self._missed += not met
        print(f"{'met' if met else 'MISSED':6} {name:4} {figure}", flush=True)

    def end(self):
        sys.exit(1 if self._missed else 0)


def size(usual):
    """Returns the size of the proof: the first argument, else `usual`."""
    return int(sys.argv[1]) if len(sys.argv) > 1 else usual


@contextmanager
def company(folder=None, **options):
    """Starts a gateway whose rules create leads; at the end stops it and removes its files."""
    with tempfile.TemporaryDirectory(prefix="soak-") as own:
        gateway = Gateway(Path(folder or own) / "state", **options)
        try:
            gateway.create("/employees", name="Олена Гайова", extension="101", role="admin")
            gateway.settings(create_lead_on_missed_incoming=True)
            yield gateway
        finally:
            gateway.stop()


class Load:
    """Clients that post calls, one message after the other, inside a `with` block.

    `stored` has the uuids of calls with a message answered 200, `answered_at` the time of each such answer in Unix
    seconds; `answers` counts all other results by kind.
    """

    def __init__(self, gateway, clients=8, pause=0.0):
        self.gateway = gateway
        self.pause = pause
        self.stored = []
        self.answered_at = {}
        self.answers = Counter()
        self.last_stored = 0.0
        self._over = threading.Event()
        self._may_post = threading.Event()
        self._may_post.set()
        self._threads = [threading.Thread(target=self._post) for _ in range(clients)]

    def __enter__(self):
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self._over.set()
        for thread in self._threads:
            thread.join()

    def _post(self):
        session = requests.Session()
        while not self._over.wait(self.pause):
            self._may_post.wait()
            talk = Conversation()
            for endpoint, message in (("call", talk.dial), ("after_call_end", talk.record(False))):
                self._note(talk, session, endpoint, message)

    def _note(self, talk, session, endpoint, message):
        try:
            answer = session.post(f"{self.gateway.url}/{endpoint}", json=message, timeout=20)
        except requests.RequestException:
            self.answers["broken off"] += 1
            return
        if answer.status_code == 200:
            self.answered_at[talk.uuid, endpoint] = time.time()
            self.stored.append(talk.uuid)
            self.last_stored = time.monotonic()
        elif answer.status_code == 503 and "Retry-After" not in answer.headers:
            self.answers["503 without Retry-After"] += 1
        else:
            self.answers[answer.status_code] += 1

    @contextmanager
    def held(self):
        """Starts no new call inside the block."""
        self._may_post.clear()
        try:
            yield
        finally:
            self._may_post.set()

    def until(self, condition, seconds):
        """Waits for something to be so; whether it was in time."""
        return until(lambda: condition(self), seconds)

    def recovery(self, seconds=30):
        """Returns the seconds until the next message is stored; None when it takes longer than `seconds`."""
        begun = time.monotonic()
        return time.monotonic() - begun if until(lambda: self.last_stored > begun, seconds) else None


def until(condition, seconds, pause=0.005):
    """Waits for something to be so; whether it was in time."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(pause)
    return True


def percentile(times, share):
    """Returns a percentile of times in seconds as milliseconds; `share` is 0 to 1."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000


class Schedule:
    """Sends requests at a fixed rate; measures each from its planned time, so that stalls count."""

    def __init__(self, rate, seconds, ask, clients=64):
        self.times = []
        self.answers = Counter()
        self._ask = ask
        self._rate = rate
        self._count = int(rate * seconds)
        self._next = 0
        self._lock = threading.Lock()
        self._threads = [threading.Thread(target=self._work) for _ in range(min(clients, self._count))]

    def start(self):
        self._begun = time.monotonic() + 0.1
        for thread in self._threads:
            thread.start()
        return self

    def join(self):
        for thread in self._threads:
            thread.join()
        return self

    def run(self):
        return self.start().join()

    @property
    def is_running(self):
        return any(thread.is_alive() for thread in self._threads)

    def _work(self):
        session = requests.Session()
        while True:
            with self._lock:
                if self._next >= self._count:
                    return
                planned = self._begun + self._next / self._rate
                self._next += 1
            time.sleep(max(0, planned - time.monotonic()))
            try:
                answer = self._ask(session)
            except requests.RequestException as trouble:
                answer = type(trouble).__name__
            self.answers[answer] += 1
            self.times.append(time.monotonic() - planned)

    def percentile(self, share):
        """Returns a percentile of the times in milliseconds; `share` is 0 to 1."""
        return percentile(self.times, share)

    @property
    def figure(self):
        return (f"p50 {self.percentile(.5):.1f} p99 {self.percentile(.99):.1f} max {self.percentile(1):.0f} ms, "
                f"{dict(self.answers)}")


def read(gateway, sql):
    """Returns rows of the database, read while the server runs."""
    database = sqlite3.connect(f"file:{gateway.state}/gateway.sqlite?mode=ro", uri=True)
    try:
        return database.execute(sql).fetchall()
    finally:
        database.close()


def is_sound(gateway):
    return read(gateway, "PRAGMA integrity_check") == [("ok",)] and not read(gateway, "PRAGMA foreign_key_check")


def lost(gateway, load):
    """Returns how many calls answered 200 are missing in the database."""
    return len(set(load.stored) - {row[0] for row in read(gateway, "SELECT uuid FROM call")})


def resident(pid):
    """Returns the resident memory of a process in MiB."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0


def descriptors(pid):
    return len(os.listdir(f"/proc/{pid}/fd"))


def processor_seconds(pid):
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def strace(pid, *options):
    """Attaches strace to the process inside the block, to inject faults or log calls."""
    process = subprocess.Popen(["strace", "-f", "-p", str(pid), *options], stdout=subprocess.DEVNULL,
                               stderr=subprocess.PIPE, text=True)
    attached = process.stderr.readline()
    if "attached" not in attached:
        raise RuntimeError(f"strace: {attached}")
    # Its output is read, because it would block when the pipe is full.
    threading.Thread(target=process.stderr.read, daemon=True).start()
    try:
        yield
    finally:
        process.terminate()
        process.wait(10)
