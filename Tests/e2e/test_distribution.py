"""Leads of calls that arrive at once are distributed evenly."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from phonet import Conversation


def test_a_hundred_missed_calls_posted_by_sixteen_clients_at_once_are_shared_out_evenly(gateway):
    gateway.settings(create_lead_on_missed_incoming=True, distribution_mode="even")
    talks = [Conversation() for _ in range(100)]
    with ThreadPoolExecutor(16) as clients:
        answers = list(clients.map(lambda talk: gateway.post("after_call_end", talk.record(False)), talks))
    assert {answer.status_code for answer in answers} == {200}
    owners = Counter(
        gateway.items("/leads", phone=talk.number)[0]["responsible_employee_id"] for talk in talks)
    active = {person["id"] for person in gateway.items("/employees") if person["active"]}
    assert len(active) >= 3 and set(owners) == active and max(owners.values()) - min(owners.values()) <= 1


def test_active_distribution_serves_whoever_the_crm_says_is_online(gateway):
    gateway.settings(create_lead_on_missed_incoming=True, distribution_mode="active")
    presence = f"{gateway.url}/api/v1/employees/{gateway.marko}/presence"
    assert gateway.api.put(presence, json={"online": True, "ttl_seconds": 90}).status_code == 200
    for _ in range(2):
        talk = Conversation()
        gateway.post("after_call_end", talk.record(False))
        assert gateway.items("/leads", phone=talk.number)[0]["responsible_employee_id"] == gateway.marko
    gateway.api.put(presence, json={"online": False, "ttl_seconds": 90})


def test_a_what_if_tells_the_same_and_writes_nothing(gateway):
    gateway.settings(create_lead_on_missed_incoming=True, distribution_mode="even",
                     notify_assigned=True)
    talk = Conversation()
    question = dict(direction="incoming", outcome="missed", phone=talk.number, extension="101")
    answer = gateway.api.post(f"{gateway.url}/api/v1/simulations", json=question)
    assert answer.status_code == 200, answer.text
    told = answer.json()
    assert gateway.items("/leads", phone=talk.number) == []
    assert gateway.items("/calls", phone=talk.number) == []
    gateway.post("call", talk.dial)
    gateway.post("after_call_end", talk.record(False))
    call = gateway.call(talk.uuid)
    lead = gateway.get(f"/leads/{call['lead_id']}")
    assert told["lead"]["responsible_employee_id"] == lead["responsible_employee_id"]
    assert [d["rule"] for d in told["decisions"]] == [d["rule"] for d in call["decisions"]]
    assert [n["kind"] for n in told["notifications"]] == [n["kind"] for n in call["notifications"]]
