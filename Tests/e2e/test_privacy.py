"""Erases a number from the database while webhooks about other numbers arrive."""

import threading
import time

import pytest
from gateway import Gateway
from person import Person
from phonet import Conversation

NUMBER = "+380671239876"
SPELLINGS = ["671239876", "067 123", "067%20123", "+380 67 123", "Ольга Кравець"]


@pytest.fixture
def gateway(tmp_path):
    gateway = Gateway(tmp_path / "state")
    yield gateway
    gateway.stop()


def traces(gateway):
    """Counts the spellings of the number in the bytes of the database and its WAL."""
    files = list(gateway.state.glob("gateway.sqlite*"))
    assert files
    held = b"".join(file.read_bytes() for file in files)
    return {text: held.count(text.encode()) for text in SPELLINGS if held.count(text.encode())}


def ask(olena, number):
    page = olena.fill(olena.read("/privacy"), "/privacy", number=number)
    return awaited(olena, page.url, "Прибрати номер", "нічого не збережено")


def awaited(olena, url, *words):
    path = url.rpartition("/gateways/phonetapi")[2]
    until = time.monotonic() + 60
    while time.monotonic() < until:
        page = olena.read(path)
        if any(word in page.words for word in words):
            return page
        time.sleep(0.1)
    raise AssertionError(page.words)


def tell(gateway, call, answered):
    for message in (call.dial, call.hangup(answered)):
        assert gateway.post("call", message).status_code == 200
    assert gateway.post("after_call_end", call.record(answered)).status_code == 200


class Traffic:
    """Posts calls from other numbers, one after another, until `stop`."""

    def __init__(self, gateway):
        self.gateway = gateway
        self.told = []
        self.slowest = 0.0
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def _run(self):
        while not self._stopping.is_set():
            call = Conversation(ext="101")
            begun = time.monotonic()
            tell(self.gateway, call, answered=len(self.told) % 2 == 0)
            self.slowest = max(self.slowest, time.monotonic() - begun)
            self.told.append(call)

    def stop(self):
        self._stopping.set()
        self._thread.join()


@pytest.mark.parametrize("manner", ["erase", "pseudonymise"])
def test_erased_while_webhooks_come_it_is_nowhere_in_the_file(gateway, manner):
    olena = Person(gateway).set_up()
    gateway.settings(create_lead_on_missed_incoming=True, notify_missed_unknown=True, distribution_mode="even",
                     notify_missed_unknown_employee_ids=[gateway.items("/employees")[0]["id"]])
    gateway.create("/clients", name="Ольга Кравець", phones=[NUMBER])
    calls = [Conversation(number=spelling) for spelling in
             (NUMBER, "0671239876", "380671239876", "067 123-98-76") for _ in range(10)]
    for index, call in enumerate(calls):
        tell(gateway, call, answered=index % 2 == 0)
    assert gateway.post("customer_data", {"otherLegNum": NUMBER}).status_code == 200
    traffic = Traffic(gateway)
    page = ask(olena, "067 123-98-76")
    assert traces(gateway) and "Ольга Кравець" in page.words
    file = olena.open(page.url.rpartition("/gateways/phonetapi")[2] + "/file").json()
    assert len(file["tables"]["call"]) == 40 and file["number"] == NUMBER
    assert len(file["tables"]["webhook_message"]) == 121

    page = olena.fill(page, "/erasure", manner=manner, digits="1111")
    assert page.status == 422 and page.problems == {"digits"}
    page = olena.fill(page, "/erasure", manner=manner, digits="9876")
    page = awaited(olena, page.url, "номера немає", "знайдено місць")
    assert "номера немає" in page.words, page.words
    assert not traces(gateway), traces(gateway)

    # Phonet sends messages about an erased call again.
    assert gateway.post("after_call_end", calls[0].record(True)).status_code == 200
    assert gateway.post("call", Conversation(number=NUMBER, parent=calls[1].uuid).dial).status_code == 200
    traffic.stop()
    assert not traces(gateway), traces(gateway)
    for call in calls:
        assert gateway.call(call.uuid)["outcome"] == ("answered" if calls.index(call) % 2 == 0 else "missed")
    for call in traffic.told:
        assert gateway.call(call.uuid)["phone"] == call.number
    assert gateway.run("check").strip()
    assert "нічого не збережено" in ask(olena, NUMBER).words

    # A later call from the number is stored as a new one.
    tell(gateway, Conversation(number=NUMBER), answered=True)
    assert "Прибрати номер" in ask(olena, NUMBER).words


def test_the_command_says_what_is_old_and_deletes_it(gateway):
    gateway.settings(keep_calls_days=91)
    tell(gateway, Conversation(start=1767601800123), answered=False)
    assert "calls: 1" in gateway.run("purge", "--dry-run")
    assert "calls: 1" in gateway.run("purge")
    assert "calls: 0" in gateway.run("purge", "--dry-run")
    assert gateway.items("/calls") == []


def test_only_administrators_may_ask(gateway):
    Person(gateway).set_up()
    stranger = Person(gateway)
    assert stranger.open("/privacy").status_code == 303
    assert stranger.open("/privacy/1/file").status_code == 303
