"""Every sample message of Phonet, sent through nginx, produces the expected calls, leads and notices."""

import json

from gateway import FIXTURES

EVENTS = [
    "call_dial_incoming", "call_bridge_incoming", "call_hangup_incoming",
    "call_dial_incoming_epoch_seconds", "after_call_end_answered_incoming",
]


def test_the_client_is_found_and_strangers_are_not(gateway):
    gateway.create("/clients", name="Ірина Соколова", phones=["050 000 00 11"], external_id="8101",
                   admin_employee_ids=[gateway.olena])
    gateway.settings(client_url_template="https://gateway.example/contacts/{external_id}",
                     new_contact_url_template="https://gateway.example/contacts/new?phone={phone}")
    for name in ["known", "unknown"]:
        answer = gateway.fixture(f"customer_data_request_{name}")
        assert answer.status_code == 200
        assert answer.json() == json.loads((FIXTURES / f"customer_data_response_{name}.json").read_text())
    by_get = gateway.phonet.get(f"{gateway.url}/customer_data", params={"otherLegNum": "0500000011"})
    assert by_get.json()["name"] == "Ірина Соколова"


def test_an_answered_call_is_one_call_with_its_talk_and_its_lead(gateway):
    gateway.settings(create_lead_on_answered_incoming=True,
                     create_lead_on_answered_incoming_if_client_exists=True)
    for name in EVENTS * 2:
        answer = gateway.fixture(name)
        assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    call = gateway.call("3F9C1BE0-7D5E-4A6C-8B21-D04FA7C3E915")
    assert call["direction"] == "incoming" and call["state"] == "ended"
    assert call["outcome"] == "answered" and call["phone"] == "+380500000011"
    assert (call["wait_seconds"], call["talk_seconds"]) == (9, 136)
    assert call["employee_id"] == gateway.olena and call["lead_created"] is True
    assert call["has_recording"] is True and "audio" not in json.dumps(call)
    lead = gateway.get(f"/leads/{call['lead_id']}")
    assert lead["responsible_employee_id"] == gateway.olena and lead["origin"] == "telephony"
    assert lead["name"] == "Ірина Соколова" and lead["phones"] == ["+380500000011"]


def test_a_missed_call_of_a_group_is_missed_and_its_lead_is_shared_out(gateway):
    gateway.settings(create_lead_on_missed_incoming=True, distribution_mode="even",
                     distribution_employee_ids=[gateway.marko], notify_assigned=True)
    for name in ["call_dial_incoming_group_member", "call_hangup_incoming_missed", "after_call_end_missed_incoming"]:
        assert gateway.fixture(name).status_code == 200
    call = gateway.call("b07a42d1c9e84f35a6d2180e5c7b94af")
    assert call["outcome"] == "missed" and call["extension"] == "102"
    assert gateway.get(f"/leads/{call['lead_id']}")["responsible_employee_id"] == gateway.marko
    assert [(n["kind"], n["employee_id"]) for n in call["notifications"]] == [("lead_assigned", gateway.marko)]
    rules = [decision["rule"] for decision in call["decisions"]]
    assert rules == ["link", "create", "distribute", "notify"]
    member = gateway.call("2e8b60c7f5d94a13b9e0d7c4a1f86b52")
    assert member["uuid"] == "5c20e7f4b1a84d93860fd9e5a7b3c614" and member["state"] == "ringing"


def test_outgoing_calls_belong_to_the_caller(gateway):
    gateway.settings(create_lead_on_answered_outgoing=True, create_lead_on_missed_outgoing=True)
    for name in ["call_dial_outgoing", "call_bridge_outgoing", "call_hangup_outgoing",
                 "after_call_end_answered_outgoing", "after_call_end_missed_outgoing"]:
        assert gateway.fixture(name).status_code == 200
    answered = gateway.call("c5d8e6a1407b4d1e9f3a72b6058c4de2")
    assert answered["outcome"] == "answered" and answered["trunk"] == "+380440000777"
    assert gateway.get(f"/leads/{answered['lead_id']}")["responsible_employee_id"] == gateway.olena
    missed = gateway.call("91e7ac5d2b6043f8ad14c0f97b3e6a28")
    assert missed["outcome"] == "missed"
    assert gateway.get(f"/leads/{missed['lead_id']}")["responsible_employee_id"] == gateway.taras


def test_a_transferred_call_is_the_parents_and_the_last_employees(gateway):
    for name in ["after_call_end_transferred", "call_hangup_transferred"]:
        assert gateway.fixture(name).status_code == 200
    call = gateway.call("e4b6290fd7c14a58936fb1d0a58c7e43")
    assert call["uuid"] == "0d5f83b7a96c4e21b8d47f10c2e9a635"
    assert call["employee_id"] == gateway.marko and call["transfer_history"] == "101 > 103"


def test_internal_calls_are_logged_without_rules_and_pauses_are_no_calls(gateway):
    before = len(gateway.items("/calls"))
    gateway.fixture("call_bridge_pause_on")
    assert len(gateway.items("/calls")) == before
    for name in ["call_dial_internal", "after_call_end_internal"]:
        assert gateway.fixture(name).status_code == 200
    call = gateway.call("7a1d3c9e5b2f48d6a0c4e8f71b6d2930")
    assert call["direction"] == "internal" and call["decisions"] == []


def test_a_page_of_history_posted_as_one_body_is_taken_record_by_record(gateway):
    body = (FIXTURES / "company_calls_page.json").read_bytes()
    assert gateway.post("after_call_end", body).status_code == 200
    for record in json.loads(body):
        assert gateway.call(record["uuid"])["state"] == "ended"
