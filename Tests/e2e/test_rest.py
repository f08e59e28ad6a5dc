"""Hidden and short numbers, extensions without an employee, notices, the main switch."""

import os
import random
import subprocess

import pytest
from phonet import Conversation
from phonet_server import simulator

EVERYTHING = {f"create_lead_on_{outcome}_{direction}{also}": True
              for outcome in ("answered", "missed") for direction in ("incoming", "outgoing")
              for also in ("", "_if_client_exists")}


@pytest.mark.parametrize("number, kind", [("anonymous", "hidden"), ("", "hidden"), ("Private", "hidden"),
                                          ("101", "short"), ("112", "short")])
def test_hidden_and_short_numbers_are_logged_and_never_become_leads(gateway, number, kind):
    gateway.settings(**EVERYTHING, notify_missed_unknown=True, notify_missed_unknown_employee_ids=[gateway.marko])
    talk = Conversation(number=number)
    gateway.post("call", talk.dial)
    gateway.post("after_call_end", talk.record(False))
    call = gateway.call(talk.uuid)
    assert (call["number_class"], call["phone"], call["lead_id"]) == (kind, None, None)
    assert [n["employee_id"] for n in call["notifications"]] == [gateway.marko]


HIDDEN = ["", " ", "-", "anonymous", "Anonymous", "ANONYMOUS", "private", "Private number", "unknown", "Unavailable",
          "restricted", "withheld", "hidden", "null", "None", "приховано", "Номер приховано", "+", "<>", "???", "***"]
SHORT = [str(number) for number in (1, 7, 99, 101, 102, 103, 112, 911, 999, 1551, 4567, 9111, 23456, 34567, 234567)]


def nobodys(chance):
    """Yields two hundred conversations whose number cannot be a client's."""
    for number in range(200):
        direction = chance.choice(["incoming", "outgoing"])
        if number % 3 == 0:
            yield Conversation(direction, number=chance.choice(HIDDEN))
        elif number % 3 == 1:
            digits = chance.choice([*SHORT, str(chance.randint(1_000_000, 1_999_999))])
            yield Conversation(direction, number=chance.choice(["", " ", "#"]) + digits)
        else:
            yield Conversation("internal", number=chance.choice(["102", "+380671234567", "0671234567", ""]))


def test_two_hundred_calls_of_nobody_make_no_contact_and_are_linked_to_none(gateway):
    gateway.settings(**EVERYTHING)
    # Contacts whose numbers end with the short numbers.
    gateway.create("/clients", name="Ірина Соколова", phones=["+380671234567", "+380671551101"])
    lead = gateway.items("/lead-statuses")[0]["id"]
    gateway.create("/leads", name="Богдан Ткач", phones=["+380501234567"], status_id=lead)
    before = [gateway.items(path) for path in ("/clients", "/leads")]
    chance = random.Random(20260105)
    talks = list(nobodys(chance))
    for talk in talks:
        answered = chance.random() < 0.5
        for endpoint, message in (("call", talk.dial), ("call", talk.hangup(answered)),
                                  ("after_call_end", talk.record(answered))):
            assert gateway.post(endpoint, message).status_code == 200
    calls = {call["uuid"]: call for call in gateway.items("/calls")}
    for talk in talks:
        call = calls[talk.uuid]
        assert (call["client_id"], call["lead_id"], call["lead_created"]) == (None, None, False), (talk.number, call)
    assert [gateway.items(path) for path in ("/clients", "/leads")] == before


def test_an_extension_nobody_owns_is_kept_and_mapped_later(gateway):
    talk = Conversation(ext="0777")
    gateway.post("after_call_end", talk.record(True))
    assert gateway.call(talk.uuid)["employee_id"] is None
    nina = gateway.create("/employees", name="Ніна Новенька", extension="0777")["id"]
    assert gateway.call(talk.uuid)["employee_id"] == nina


def test_ringing_is_told_once_with_the_pause_the_administrator_set(gateway):
    gateway.settings(call_push_employee_ids=[gateway.taras], push_delay_seconds=45)
    talk = Conversation()
    for _ in range(2):
        gateway.post("call", talk.dial)
    (notice,) = gateway.items("/notifications", call_uuid=talk.uuid)
    assert (notice["kind"], notice["employee_id"]) == ("incoming_call", gateway.taras)
    assert notice["due_at"] > notice["formed_at"] and notice["sent_at"] is None


def test_with_the_module_off_messages_are_shown_and_nothing_else_happens(gateway):
    gateway.settings(**EVERYTHING, module_enabled=False, call_push_employee_ids=[gateway.taras])
    talk = Conversation()
    gateway.create("/clients", name="Ірина", phones=[talk.number])
    gateway.post("call", talk.dial)
    gateway.post("after_call_end", talk.record(False))
    call = gateway.call(talk.uuid)
    assert call["outcome"] == "missed" and call["lead_id"] is None
    assert {decision["result"] for decision in call["decisions"]} == {"nothing"}
    assert call["notifications"] == []
    assert gateway.post("customer_data", {"otherLegNum": talk.number}).json()["name"] is None


def test_every_scenario_of_the_simulator_is_accepted(gateway):
    gateway.settings(**EVERYTHING)
    before = len(gateway.items("/calls"))
    played = subprocess.run(
        [simulator(), "all", "--url", gateway.url, "--at-once"],
        capture_output=True, text=True, check=False)
    assert played.returncode == 0, played.stdout + played.stderr
    assert len(gateway.items("/calls")) > before + 5


def test_the_program_says_how_it_is(gateway):
    assert gateway.phonet.get(f"{gateway.url}/healthz").json()["status"] == "ok"
    asked = subprocess.run([os.environ["PHONET_GATEWAY_BINARY"], "healthz", "--url", gateway.url], check=False)
    assert asked.returncode == 0
    checked = subprocess.run([os.environ["PHONET_GATEWAY_BINARY"], "check", "--database",
                              str(gateway.state / "gateway.sqlite")], check=False)
    assert checked.returncode == 0
