"""The gateway that is compared with the model: actions on it, and reads of its database."""

import http.client
import json
import os
import signal
import sqlite3
import subprocess
import threading
import time
from collections import Counter
from contextlib import contextmanager

from phonet_history import PhonetHistory
from soak import company, is_sound, until

# `soak` has added its folder to sys.path.
from person import Person  # isort: skip

KINDS = {"active": "Новий", "lost": "Програний", "won": "Виграний"}


class Office:
    """A gateway with a Phonet history; `done` counts the actions on it."""

    def __init__(self, gateway, history):
        self.gateway = gateway
        self.history = history
        self.done = Counter()
        gateway.create("/employees", name="Тарас Мельник", extension="102", role="employee")
        gateway.settings(phonet_domain=history.host, phonet_api_key="EXAMPLEkey")
        self._statuses = {status["name"]: status["id"] for status in gateway.items("/lead-statuses")}
        self._admin = Person(gateway).set_up()
        self._line = http.client.HTTPConnection("127.0.0.1", gateway.port, timeout=20)
        self._books = sqlite3.connect(f"file:{gateway.state}/gateway.sqlite?mode=ro", uri=True)

    @classmethod
    @contextmanager
    def open(cls):
        history = PhonetHistory()
        phonet = {"PHONET_GATEWAY_PHONET_HOST": history.host, "PHONET_GATEWAY_PHONET_PLAIN_HTTP": "1"}
        try:
            with company(environment=phonet) as gateway:
                yield cls(gateway, history)
        finally:
            history.stop()

    def set(self, rules):
        switches = {f"create_lead_on_{outcome}_{direction}": (direction, outcome) in rules.switches
                    for direction in ("incoming", "outgoing") for outcome in ("answered", "missed")}
        clients = {f"{name}_if_client_exists": rules.even_if_client for name in switches}
        reopened = self._statuses["В роботі"] if rules.reopen else None
        self.gateway.settings(**switches, **clients, reopen_status_id=reopened)

    def know(self, kind, number):
        """Creates a client, or a lead of this kind, with this number."""
        if kind == "client":
            self.gateway.create("/clients", name="Ірина Соколова", phones=[number])
        else:
            self.gateway.create("/leads", name="Давній лід", phones=[number],
                                status_id=self._statuses[KINDS[kind]])

    def post(self, name, message):
        """Posts a message until it is answered 200."""
        self.done["messages"] += 1
        assert until(lambda: self._post(name, message) == 200, 20)

    def _post(self, name, message):
        endpoint = "after_call_end" if name == "record" else "call"
        try:
            self._line.request("POST", f"/gateways/phonetapi/{endpoint}", json.dumps(message),
                               {"Content-Type": "application/json"})
            answer = self._line.getresponse()
            answer.read()
            return answer.status
        except (OSError, http.client.HTTPException):
            self._line.close()

    def post_and_kill(self, name, message):
        """Kills the responder while it handles the message, then posts the message again."""
        self.done["kills"] += 1
        victim = self.gateway.responder
        posting = threading.Thread(target=self._post, args=(name, message))
        posting.start()
        os.kill(victim, signal.SIGKILL)
        posting.join()
        assert until(lambda: self.gateway.responder != victim, 20)
        self.post(name, message)

    def compare(self, records):
        """Reconciles the call log with a history that has these records."""
        self.done["comparisons"] += 1
        self.history.records = records
        begin = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() - 600))
        self.gateway.run("reconcile", "--from", begin)

    def erase(self, number):
        self.done["erasures"] += 1
        page = self._admin.fill(self._admin.read("/privacy"), "/privacy", number=number)
        page = self._awaited(page, "Прибрати номер")
        self._awaited(self._admin.fill(page, "/erasure", manner="erase", digits=number[-4:]), "номера немає")

    def _awaited(self, page, words):
        path = page.url.removeprefix(self.gateway.url)
        assert until(lambda: words in self._admin.read(path).words, 60, 0.02), words
        return self._admin.read(path)

    def call(self, uuid):
        """Returns state, outcome, employee's extension, whether it created a lead, count of legs, lead's id, number."""
        return self._books.execute(
            """
            SELECT state, outcome, employee.extension, lead_created,
                (SELECT count(*) FROM leg WHERE call_id = call.id), lead_id, phone
            FROM call LEFT JOIN employee ON employee.id = employee_id WHERE call.uuid = ?
            """, (uuid,)).fetchone()

    def leads(self, number):
        """Returns a number's leads: ids, and of each its kind, the creating call's uuid, the responsible extension."""
        rows = self._books.execute(
            """
            SELECT lead.id, kind, call.uuid, employee.extension
            FROM lead_phone JOIN lead ON lead.id = lead_phone.lead_id JOIN lead_status ON lead_status.id = status_id
            LEFT JOIN call ON call.id = call_id LEFT JOIN employee ON employee.id = responsible_employee_id
            WHERE e164 = ? ORDER BY lead.id
            """, (number,)).fetchall()
        return [row[0] for row in rows], [row[1:] for row in rows]

    def count(self, number):
        """Returns the number of calls and of clients with this number."""
        return self._books.execute(
            """
            SELECT (SELECT count(*) FROM call WHERE phone = ?1), (SELECT count(*) FROM client_phone WHERE e164 = ?1)
            """, (number,)).fetchone()

    @property
    def is_sound(self):
        return is_sound(self.gateway)
