"""An extension of many calls is assigned and a client of many calls deleted; no webhook waits for either.

    pieces.py [CALLS]   default 400,000 unowned calls; a quarter as many of the client
"""

import os
import sqlite3
import subprocess
import tempfile
import threading
import time
from pathlib import Path

from soak import Conversation, Verdict, company, is_sound, read, size, until

PROGRAM = os.environ["PHONET_GATEWAY_BINARY"]
LONGEST = 0.1
EXTENSION = "777"
ROWS = """
    INSERT INTO client (id, name, created_at, updated_at) VALUES (500, 'Ірина Соколова', 0, 0);
    WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < {calls})
    INSERT INTO call (uuid, direction, state, outcome, phone, raw_number, number_class, extension, started_at,
        ended_at, talk_seconds, client_id, lead_created, origin, seen_at, updated_at)
    SELECT printf('%032x', n), 'incoming', 'ended', 'answered', printf('+38067%07d', n % 5000), '', 'external',
        '{extension}', {now} - n * 60000, {now} - n * 60000, 20, iif(n % 4, NULL, 500), 0, 'webhook', 0, 0
    FROM number;
"""


def fill(folder, calls):
    path = Path(folder) / "state" / "gateway.sqlite"
    path.parent.mkdir(parents=True)
    subprocess.run([PROGRAM, "init", "--database", str(path)], check=True, capture_output=True)
    database = sqlite3.connect(path)
    database.executescript(ROWS.format(calls=calls, extension=EXTENSION, now=int(time.time() * 1000)))
    database.close()


class Waits:
    """Posts events one after the other inside a `with` block, and notes the longest answer in seconds."""

    def __init__(self, gateway):
        self.gateway, self.longest, self.posted = gateway, 0.0, 0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._post)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._over.set()
        self._thread.join()

    def _post(self):
        while not self._over.is_set():
            begun = time.monotonic()
            assert self.gateway.post("call", Conversation().dial).status_code == 200
            self.longest = max(self.longest, time.monotonic() - begun)
            self.posted += 1


def main():
    calls, verdict = size(400_000), Verdict()
    with tempfile.TemporaryDirectory(prefix="soak-") as folder:
        fill(folder, calls)
        with company(folder) as gateway:
            def left(condition):
                return read(gateway, f"SELECT count(*) FROM call WHERE {condition}")[0][0]

            for name, ask, condition in (
                    ("assigned", lambda: gateway.api.patch(
                        f"{gateway.url}/api/v1/employees/1", json={"extension": EXTENSION}, timeout=20),
                     f"extension = '{EXTENSION}' AND employee_id IS NULL"),
                    ("deleted", lambda: gateway.api.delete(f"{gateway.url}/api/v1/clients/500", timeout=20),
                     "client_id = 500")):
                before, begun = left(condition), time.monotonic()
                with Waits(gateway) as waits:
                    status = ask().status_code
                    answered = time.monotonic() - begun
                    is_done = until(lambda: left(condition) == 0, 120, pause=0.5)
                verdict.bar(
                    "B11", is_done and status in (200, 204) and waits.longest <= LONGEST,
                    f"{name} {before} calls: answered in {answered:.2f} s, done in {time.monotonic() - begun:.0f} s, "
                    f"{waits.posted} webhooks, the longest {waits.longest * 1000:.0f} ms")
            verdict.bar("B11", is_sound(gateway), "the books are sound")
    verdict.end()


if __name__ == "__main__":
    main()
