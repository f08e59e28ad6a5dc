"""Q9: what changes hundreds of thousands of rows is done in pieces: no webhook waits for it.

    pieces.py [CALLS]   default 1,000,000: three quarters without an employee, a quarter of one client, a tenth of one number
"""

import os
import signal
import sqlite3
import subprocess
import tempfile
import threading
import time
from pathlib import Path

from soak import Conversation, Verdict, company, is_sound, read, size, until

from person import Page, Person  # noqa: E402, from the end-to-end tests

PROGRAM = os.environ["PHONET_GATEWAY_BINARY"]
# Milliseconds: of a transaction, and of a webhook, which shares the machine with the load.
LONGEST, LONGEST_WEBHOOK = 50, 100
EXTENSION, NUMBER = "777", "+380670000000"
ROWS = """
    INSERT INTO client (id, name, created_at, updated_at) VALUES (500, 'Ірина Соколова', 0, 0);
    WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < {calls})
    INSERT INTO call (uuid, direction, state, outcome, phone, raw_number, number_class, extension, started_at,
        ended_at, talk_seconds, client_id, lead_created, origin, seen_at, updated_at)
    SELECT printf('%032x', n), 'incoming', 'ended', 'answered',
        iif(n % 10, printf('+38067%07d', 1 + n % 5000), '{number}'), '', 'external', '{extension}',
        {now} - n * 60000, {now} - n * 60000, 20, iif(n % 4, NULL, 500), 0, 'webhook', 0, 0
    FROM number;
"""
# Of an employee who never opened a notice, in a browser that got them all.
NOTICES = """
    INSERT INTO notice (kind, employee_id, call_id, text, formed_at, due_at, sent_at, told)
    SELECT 'missed_call', {person}, id, '', 0, 0, 0, 'missed' FROM call WHERE uuid < printf('%032x', {calls} / 10);
    INSERT INTO push_subscription (id, employee_id, endpoint, p256dh, auth, browser, created_at)
    VALUES (7, {person}, 'https://push.example/a', '', '', 'Story', 0);
    INSERT INTO delivery (channel, notice_id, address, news, state, next_at, expires_at, created_at)
    SELECT 'web_push', id, 7, 'missed', 'delivered', 0, 0, 0 FROM notice;
"""


def fill(folder, calls):
    path = Path(folder) / "state" / "gateway.sqlite"
    path.parent.mkdir(parents=True)
    subprocess.run([PROGRAM, "init", "--database", str(path)], check=True, capture_output=True)
    database = sqlite3.connect(path)
    database.executescript(ROWS.format(calls=calls, extension=EXTENSION, number=NUMBER, now=int(time.time() * 1000)))
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


def longest_transaction(gateway):
    """Returns the milliseconds of the longest transaction since the start of the responder."""
    text = gateway.phonet.get(f"{gateway.url}/metrics", timeout=20).text
    line = next(line for line in text.splitlines() if line.startswith("phonet_gateway_longest_transaction_milliseconds "))
    return float(line.split()[-1])


def restart(gateway):
    before = gateway.responder
    os.kill(before, signal.SIGTERM)
    until(lambda: gateway.responder != before, 20)
    assert gateway.post("customer_data", {"otherLegNum": "0501234567"}).status_code == 200


def main():
    calls, verdict = size(1_000_000), Verdict()
    with tempfile.TemporaryDirectory(prefix="soak-") as folder:
        fill(folder, calls)
        with company(folder) as gateway:
            gateway.create("/employees", name="Тарас Левченко", extension="102")
            olena = Person(gateway).set_up()
            person = max(employee["id"] for employee in gateway.items("/employees"))
            database = sqlite3.connect(gateway.state / "gateway.sqlite", timeout=60)
            database.execute("PRAGMA wal_autocheckpoint = 0")
            database.executescript(NOTICES.format(person=person, calls=calls))
            database.close()

            def left(condition, table="call"):
                return read(gateway, f"SELECT count(*) FROM {table} WHERE {condition}")[0][0]

            def api(method, path, **fields):
                return lambda: gateway.api.request(method, f"{gateway.url}/api/v1{path}", json=fields or None, timeout=60)

            def erase():
                page = olena.fill(olena.read("/privacy"), "/privacy", number=NUMBER)
                path = page.url.rpartition("/gateways/phonetapi")[2]
                assert until(lambda: "Прибрати номер" in olena.read(path).words, 300, pause=0.5)
                return olena.fill(olena.read(path), "/erasure", manner="erase", digits=NUMBER[-4:])

            for name, ask, table, condition in (
                    ("calls of an extension assigned", api("PATCH", "/employees/1", extension=EXTENSION), "call",
                     f"extension = '{EXTENSION}' AND employee_id IS NULL"),
                    ("calls of a client deleted", api("DELETE", "/clients/500"), "call", "client_id = 500"),
                    ("older calls given to a new client", api("POST", "/clients", name="Марта", phones=[NUMBER]), "call",
                     f"phone = '{NUMBER}' AND client_id IS NULL"),
                    ("notices seen", lambda: olena.send("/notices", page="/notices"), "notice", "seen_at IS NULL"),
                    ("browser removed that had a tenth as many deliveries as there are calls",
                     lambda: olena.send("/me/push-removals", page="/me", subscription="7"),
                     "push_subscription", "1"),
                    ("calls of a number erased", erase, "call", f"phone = '{NUMBER}'")):
                restart(gateway)
                before, begun = left(condition, table), time.monotonic()
                with Waits(gateway) as waits:
                    answer = ask()
                    status = answer.status if isinstance(answer, Page) else answer.status_code
                    answered = time.monotonic() - begun
                    is_done = until(lambda: left(condition, table) == 0, 600, pause=0.5)
                longest = longest_transaction(gateway)
                verdict.bar(
                    "Q9", is_done and status < 400 and longest <= LONGEST and waits.longest * 1000 <= LONGEST_WEBHOOK,
                    f"{before} {name}: answered {status} in {answered:.2f} s, done {is_done} in "
                    f"{time.monotonic() - begun:.0f} s, the longest transaction {longest:.0f} ms; {waits.posted} webhooks, "
                    f"the longest {waits.longest * 1000:.0f} ms")
            verdict.bar("Q9", is_sound(gateway), "the file is sound")
    verdict.end()


if __name__ == "__main__":
    main()
