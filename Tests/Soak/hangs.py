"""W2, W3, P5: webhooks are answered in time while Phonet, the push service and the CRM's endpoint hang.

    hangs.py [SECONDS [BROWSERS]]   default 600 and 500
"""

import sys
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import requests
from soak import Conversation, Gateway, Schedule, Verdict, size

from crm import CRM, join  # noqa: E402, from the end-to-end tests
from gateway import PREFIX, free_port  # noqa: E402
from person import Person  # noqa: E402
from phonet import fresh_number  # noqa: E402
from phonet_server import KEY, PhonetServer  # noqa: E402
from push_server import PushServer  # noqa: E402

BROWSERS = int(sys.argv[2]) if len(sys.argv) > 2 else 500
# Of one employee.
MOST = 20


class Office:
    """A gateway with pushes to many browsers and an endpoint of the CRM; recordings, checks and calls are
    requested all the time."""

    def __init__(self, folder):
        port = free_port()
        self.phonet = PhonetServer(gateway=f"http://127.0.0.1:{port}{PREFIX}")
        self.push = PushServer()
        self.crm = CRM()
        self.gateway = Gateway(Path(folder) / "state", port=port, environment={
            "PHONET_GATEWAY_PHONET_HOST": self.phonet.host, "PHONET_GATEWAY_PHONET_PLAIN_HTTP": "1",
            "PHONET_GATEWAY_PUSH_HOST": self.push.host, "PHONET_GATEWAY_WITHOUT_RECOVERY": ""})
        people = [Person(self.gateway).set_up()]
        for number in range(1, -(-BROWSERS // MOST)):
            email = f"person{number}@vitryla.example"
            link = self.gateway.run("employee", "add", f"Людина {number}", "--email", email).split()[-1]
            people.append(Person(self.gateway, email).accept(link))
        for number in range(BROWSERS):
            person = people[number % len(people)]
            answer = person.send("/me/push-subscriptions", page="/me", **self.push.browser().subscription)
            assert answer.status_code == 303, answer.text
        everybody = [employee["id"] for employee in self.gateway.items("/employees")]
        self.client = self.gateway.create("/clients", name="Ірина Соколова", phones=[fresh_number()])["phones"][0]
        self.gateway.settings(
            phonet_domain=self.phonet.host, phonet_api_key=KEY, create_lead_on_missed_incoming=True,
            # Each missed call is told to the next in turn, in all of that employee's browsers.
            push_delay_seconds=0, distribution_mode="even", distribution_employee_ids=everybody, notify_assigned=True)

        join(self.gateway, self.crm)

    def hang(self):
        self.push.hangs = True
        self.crm.manner = "hangs"
        for place in ("users", "authorize", "history", "active", "makeCall", "recording"):
            self.phonet.order("fault", fault="hang", at=place)

    def ask_phonet(self, over):
        """Sends requests that wait for Phonet until `over`; ignores their results and a stopped gateway."""
        with suppress(requests.ConnectionError):
            while not over.is_set():
                self.gateway.api.post(f"{self.gateway.url}/api/v1/settings/check", timeout=60)
                self.gateway.api.post(f"{self.gateway.url}/api/v1/calls", timeout=60,
                                      json={"employee_id": 1, "phone": fresh_number()})

    def waiting(self):
        """Returns the number of open connections to the push service, and to the CRM."""
        lines = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
        open_ones = [line[2].rpartition(":")[2] for line in lines if line[3] == "01"]
        return tuple(open_ones.count(f"{urlsplit(f'//{host}').port:04X}")
                     for host in (self.push.host, urlsplit(self.crm.url).netloc))

    def stop(self):
        self.gateway.stop()
        self.push.stop()
        self.crm.stop()
        self.phonet.stop()


def main():
    seconds, verdict, over = size(600), Verdict(), threading.Event()
    with tempfile.TemporaryDirectory(prefix="soak-") as folder:
        office = Office(folder)
        try:
            office.hang()
            for _ in range(3):
                threading.Thread(target=office.ask_phonet, args=(over,), daemon=True).start()

            def event(session):
                return session.post(f"{office.gateway.url}/after_call_end", json=Conversation().record(False),
                                    timeout=20).status_code

            def lookup(session):
                answer = session.post(f"{office.gateway.url}/customer_data", json={"otherLegNum": office.client},
                                      timeout=20)
                return answer.json()["name"]

            events = Schedule(50, seconds, event).start()
            lookups = Schedule(20, seconds, lookup).start()
            most, told = 0, 0
            while events.is_running:
                pushes, posts = office.waiting()
                most, told = max(most, pushes), max(told, posts)
                time.sleep(0.2)
            lookups.join()
            verdict.bar("W2", events.percentile(.99) <= 100 and events.percentile(1) <= 1000
                        and set(events.answers) == {200}, f"50 events a second for {seconds} s: {events.figure}")
            verdict.bar("W3", lookups.percentile(.99) <= 50 and set(lookups.answers) == {"Ірина Соколова"},
                        f"20 lookups a second beside them: {lookups.figure}")
            verdict.bar("W2", 0 < told <= 4, f"at most {told} events on their way to the CRM at once")
            verdict.bar("P5", 0 < most <= 8, f"at most {most} pushes at once to {BROWSERS} browsers")
        finally:
            over.set()
            office.stop()
    verdict.end()


if __name__ == "__main__":
    main()
