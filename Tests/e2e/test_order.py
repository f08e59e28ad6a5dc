"""Order and repetition of messages do not matter, through nginx as in the store."""

import itertools
import time

import pytest
from phonet import Conversation

# All calls begin at the same moment, so that they can be compared.
START = round(time.time() * 1000)

# Sent notices cannot be recalled, so the delay keeps every notice unsent during a test.
ALL = dict(create_lead_on_answered_incoming=True, create_lead_on_missed_incoming=True,
           notify_missed_unknown=True, push_delay_seconds=3600)


def account(gateway, uuid):
    call = gateway.call(uuid)
    lead = gateway.get(f"/leads/{call['lead_id']}") if call["lead_id"] else None
    keys = ["state", "outcome", "employee_id", "wait_seconds", "talk_seconds", "started_at", "answered_at",
            "ended_at", "lead_created", "disposition"]
    return (
        tuple(call[key] for key in keys),
        lead and (lead["responsible_employee_id"], lead["source_id"], lead["status_id"]),
        tuple(sorted((n["kind"], n["employee_id"], n["text"].replace(call["phone"], "N"), n["dropped_reason"])
                     for n in call["notifications"])),
    )


@pytest.mark.parametrize("answered", [True, False])
def test_all_orders_with_every_message_twice_end_the_same(gateway, answered):
    gateway.settings(**ALL, call_push_employee_ids=[gateway.taras])
    accounts = set()
    for order in itertools.permutations(range(4 if answered else 3)):
        talk = Conversation(start=START)
        messages = [talk.dial, talk.hangup(answered), talk.record(answered), talk.bridge]
        for index in [*order, *reversed(order)]:
            endpoint = "after_call_end" if index == 2 else "call"
            assert gateway.post(endpoint, messages[index]).status_code == 200
        accounts.add(account(gateway, talk.uuid))
        assert len(gateway.items("/leads", phone=talk.number)) == 1
    assert len(accounts) == 1, accounts


def test_a_ring_group_is_one_call_in_every_order(gateway):
    gateway.settings(**ALL, call_push_employee_ids=[gateway.marko])
    accounts = set()
    for order in itertools.permutations(range(5)):
        first = Conversation(parent="f" + Conversation().uuid[1:], ext="101", start=START)
        second = Conversation(parent=first.parent, ext="102", number=first.number, start=START)
        messages = [first.dial, second.dial, second.bridge, first.hangup(False), second.hangup(True)]
        for index in order:
            assert gateway.post("call", messages[index]).status_code == 200
        assert gateway.call(first.uuid)["uuid"] == gateway.call(second.uuid)["uuid"] == first.parent
        assert len(gateway.items("/calls", phone=first.number)) == 1
        accounts.add(account(gateway, first.uuid))
    assert len(accounts) == 1, accounts
