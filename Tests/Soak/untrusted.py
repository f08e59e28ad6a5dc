"""Q1, Q2, Q4, Q9, V5: what untrusted sources can do to the disk, the memory and Phonet's webhooks.

    untrusted.py [SECONDS]   default 600 for the flood
"""

import json
import os
import signal
import sqlite3
import statistics
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import requests
from soak import Conversation, Gateway, Verdict, read, size, until


class SourceAddress(requests.adapters.HTTPAdapter):
    """Connects from an address of this machine."""

    def __init__(self, address):
        self.address = address
        super().__init__()

    def init_poolmanager(self, *arguments, **options):
        super().init_poolmanager(*arguments, source_address=(self.address, 0), **options)


class Sender:
    """Somebody who posts from one address."""

    def __init__(self, gateway, address, real_ip=None):
        self.url = gateway.url
        self.session = requests.Session()
        self.session.mount("http://", SourceAddress(address))
        if real_ip:
            self.session.headers["X-Real-IP"] = real_ip

    def post(self, endpoint, body):
        """Returns the status, or the kind of error."""
        try:
            return self.session.post(f"{self.url}/{endpoint}", data=body, timeout=20).status_code
        except requests.RequestException as trouble:
            return type(trouble).__name__

    def look(self, path):
        """Returns the status of a page."""
        return self.session.get(f"{self.url}/{path}", allow_redirects=False, timeout=20).status_code

    def event(self):
        return self.post("call", json.dumps(Conversation().dial).encode())


def padded(length):
    """A readable event of this length."""
    event = {**Conversation().dial, "padding": ""}
    event["padding"] = "x" * (length - len(json.dumps(event)))
    return json.dumps(event).encode()


def kept(gateway):
    """Returns bytes of bodies and messages kept of each untrusted address."""
    rows = read(gateway, "SELECT source_ip, sum(length(payload)), count(*) FROM webhook_message "
                         "WHERE trusted = 0 OR status = 'quarantined' GROUP BY source_ip")
    return {address: (size, count) for address, size, count in rows}


def total(gateway):
    return read(gateway, "SELECT bytes FROM untrusted_total")[0][0]


def largest_failed(gateway):
    return read(gateway, "SELECT max(length(payload)) FROM webhook_message WHERE status = 'failed'")[0][0]


def fill(gateway, address, count):
    """Stores messages of an untrusted address, as the gateway would."""
    database = sqlite3.connect(gateway.state / "gateway.sqlite", timeout=20)
    database.execute("PRAGMA wal_autocheckpoint = 0")
    now = int(time.time() * 1000)
    talks = [Conversation() for _ in range(count)]
    with database:
        database.executemany(
            "INSERT INTO webhook_message (endpoint, source_ip, trusted, received_at, status, content_type, payload, "
            "leg_uuid, budget_key) VALUES ('call', ?, 0, ?, 'quarantined', 'application/json', ?, ?, ?)",
            [(address, now, json.dumps(talk.dial).encode(), talk.uuid, address) for talk in talks])
    database.close()


def seconds_until_answer(gateway):
    """Returns the seconds until the gateway answers a lookup."""
    begun = time.monotonic()

    def answers():
        try:
            return requests.get(f"{gateway.url}/customer_data?otherLegNum=0501234567", timeout=5).status_code == 200
        except requests.RequestException:
            return False
    return time.monotonic() - begun if until(answers, 30) else None


def release(gateway, address, kill_at=None):
    """Trusts an address while Phonet posts an event every 20 ms; returns figures.

    `kill_at` kills the gateway when so many messages were released.
    """
    networks = gateway.get("/settings")["webhook_allowed_networks"]
    times, answers, over = [], Counter(), threading.Event()

    def phonet():
        sender = Sender(gateway, "127.0.0.1")
        while not over.is_set():
            begun = time.monotonic()
            answers[sender.event()] += 1
            times.append((begun, time.monotonic() - begun))
            time.sleep(0.02)

    other = threading.Thread(target=phonet)
    other.start()
    time.sleep(0.5)
    begun = time.monotonic()
    gateway.api.patch(f"{gateway.url}/api/v1/settings", json={"webhook_allowed_networks": [*networks, address]},
                      timeout=30).raise_for_status()
    patched = time.monotonic() - begun
    left = "SELECT count(*) FROM webhook_message WHERE status = 'quarantined'"
    all_of_them = read(gateway, left)[0][0]
    killed = None
    if kill_at:
        until(lambda: all_of_them - read(gateway, left)[0][0] >= kill_at, 60)
        os.kill(gateway.responder, signal.SIGKILL)
        killed = time.monotonic()
        seconds_until_answer(gateway)
    until(lambda: read(gateway, left)[0][0] == 0, 300, 0.05)
    spent = time.monotonic() - begun
    over.set()
    other.join()
    # A webhook that meets the kill waits for the next start.
    waits = [wait * 1000 for at, wait in times if not killed or not killed - 0.2 < at < killed + 2]
    ended = read(gateway, "SELECT count(*) FROM webhook_message WHERE status = 'processed' "
                          f"AND source_ip = '{address}'")[0][0]
    calls = read(gateway, "SELECT count(DISTINCT call_id) FROM webhook_message "
                          f"WHERE source_ip = '{address}'")[0][0]
    return {"patch_ms": patched * 1000, "seconds": spent, "released": ended, "calls": calls,
            "webhook_p95_ms": statistics.quantiles(waits, n=20)[-1], "webhook_max_ms": max(waits),
            "answers": dict(answers)}


def peak(pid, reset=False):
    """Returns the largest resident memory so far in MB; `reset` begins anew."""
    if reset:
        Path(f"/proc/{pid}/clear_refs").write_text("5")
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return 0


def lists(gateway, bodies, at_once):
    """Asks for a list of large messages several times at once; returns by how much memory grew in MB."""
    noise = Sender(gateway, "127.0.0.1")
    for _ in range(bodies):
        noise.post("call", b'{"a":"' + b"\x01" * 250_000)
    before = peak(gateway.responder, reset=True)

    def ask(_):
        return requests.get(f"{gateway.url}/api/v1/webhook-messages?status=failed&limit=200", timeout=60,
                            headers={"Authorization": f"Bearer {gateway.token}"})
    with ThreadPoolExecutor(at_once) as pool:
        answers = list(pool.map(ask, range(at_once)))
    assert all(answer.status_code == 200 and len(answer.json()["items"]) == min(bodies, 200) for answer in answers)
    return peak(gateway.responder) - before


def disk(gateway):
    return sum(file.stat().st_size for file in gateway.state.glob("gateway.sqlite*")) / 1e6


def flood(gateway, seconds, verdict):
    """Ten addresses send what they can while Phonet posts 20 events a second."""
    gateway.know_only("127.0.0.1")
    before = disk(gateway)

    def phonet(seconds):
        sender, times, end = Sender(gateway, "127.0.0.1"), [], time.monotonic() + seconds
        while time.monotonic() < end:
            begun = time.monotonic()
            assert sender.event() == 200
            times.append((time.monotonic() - begun) * 1000)
            time.sleep(0.05)
        return statistics.quantiles(times, n=100)[-1], len(times)

    alone, count = phonet(min(seconds, 60))
    # Megabytes that one event of Phonet takes.
    each = (disk(gateway) - before) / count
    over = threading.Event()

    def noise(host):
        sender, bodies = Sender(gateway, f"127.0.1.{host}"), [b'{"a":"' + b"x" * 32_000, padded(32_000), padded(600)]
        count = 0
        while not over.is_set():
            sender.post("call", bodies[count % 3])
            count += 1
            time.sleep(1 / 25)

    threads = [threading.Thread(target=noise, args=[host]) for host in range(10)]
    for thread in threads:
        thread.start()
    beside, count_beside = phonet(seconds)
    over.set()
    for thread in threads:
        thread.join()
    own = each * (count + count_beside)
    growth = disk(gateway) - before - own
    verdict.bar("Q2", growth <= 64 and beside <= max(alone * 1.5, alone + 5),
                f"10 strangers for {seconds} s: {growth:+.1f} MB and {own:.1f} of Phonet's own; "
                f"Phonet's p99 {alone:.1f} alone, {beside:.1f} ms beside")
    os.kill(gateway.responder, signal.SIGKILL)
    start = seconds_until_answer(gateway)
    verdict.bar("Q2", start is not None and start <= 1, f"an answer {start * 1000:.0f} ms after a kill")
    verdict.bar("V5", start is not None and start <= 0.2,
                f"the same with {total(gateway) / 1e6:.1f} MB in quarantine; the aim is 200 ms")


def main():
    import tempfile
    seconds, verdict = size(600), Verdict()
    with tempfile.TemporaryDirectory(prefix="soak-") as folder:
        gateway = Gateway(Path(folder) / "state", trusts_loopback=False)
        try:
            gateway.settings(webhook_allowed_networks=["127.0.0.1"])
            growth = lists(gateway, 200, 12)
            verdict.bar("Q4", peak(gateway.responder) <= 128,
                        f"12 lists of 200 messages at once: {growth:+.0f} MB, {peak(gateway.responder):.0f} MB at most")
            fill(gateway, "127.0.0.9", 10_000)
            figures = release(gateway, "127.0.0.9")
            verdict.bar("Q9", figures["webhook_max_ms"] <= 100 and figures["released"] == 10_000,
                        f"10,000 messages released in {figures['seconds']:.1f} s, PATCH {figures['patch_ms']:.0f} ms, "
                        f"webhooks p95 {figures['webhook_p95_ms']:.1f}, max {figures['webhook_max_ms']:.0f} ms")
            flood(gateway, seconds, verdict)
            kept_now = kept(gateway)
            verdict.bar("Q1", max(size for size, _ in kept_now.values()) <= 4 << 20,
                        f"{len(kept_now)} addresses keep {total(gateway) / 1e6:.1f} MB")
        finally:
            gateway.stop()
    verdict.end()


if __name__ == "__main__":
    main()
