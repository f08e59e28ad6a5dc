"""Hidden and short numbers, unmapped extensions, notices, the module's switch."""

import subprocess
import os

import pytest
from phonet import Conversation

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
    assert call["decisions"] == [] and call["notifications"] == []
    assert gateway.post("customer_data", {"otherLegNum": talk.number}).json()["name"] is None


def test_every_scenario_of_the_simulator_is_accepted(gateway):
    gateway.settings(**EVERYTHING)
    before = len(gateway.items("/calls"))
    played = subprocess.run(
        [os.environ["PHONET_GATEWAY_BINARY"], "simulate-phonet", "all", "--url", gateway.url, "--at-once"],
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
