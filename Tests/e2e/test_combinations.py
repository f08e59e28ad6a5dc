"""All 320 combinations of direction, outcome, client, lead, switches and reopening, over HTTP, against `expected`."""

import itertools

import pytest
from phonet import Conversation, fresh_number

LEADS = ["none", "active", "won", "lost", "junk"]
STATUS = {"active": "Новий", "won": "Виграний", "lost": "Програний", "junk": "Неякісний"}
BOOL = [False, True]


def expected(direction, client, lead, switch, client_switch, reopen):
    """Returns (whether the old lead is reopened, whether a new lead is created)."""
    opened = direction == "outgoing" and reopen and lead in ("lost", "junk")
    active = lead == "active" or opened
    return opened, switch and not active and (not client or client_switch)


@pytest.mark.parametrize("direction", ["incoming", "outgoing"])
@pytest.mark.parametrize("outcome", ["answered", "missed"])
def test_every_combination(gateway, direction, outcome):
    for switch, client_switch, reopen in itertools.product(BOOL, BOOL, BOOL):
        gateway.settings(**{
            f"create_lead_on_{outcome}_{direction}": switch,
            f"create_lead_on_{outcome}_{direction}_if_client_exists": client_switch,
            "reopen_status_id": gateway.statuses["В роботі"] if reopen else None,
        })
        for client, lead in itertools.product(BOOL, LEADS):
            case = f"{direction} {outcome} client={client} {lead=} {switch=} {client_switch=} {reopen=}"
            number, old = fresh_number(), None
            if client:
                gateway.create("/clients", name="Ірина Соколова", phones=[number])
            if lead != "none":
                old = gateway.create("/leads", name="Давній лід", phones=[number],
                                     status_id=gateway.statuses[STATUS[lead]],
                                     responsible_employee_id=gateway.marko)
            talk = Conversation(direction, number=number, ext="102")
            answered = outcome == "answered"
            messages = [talk.dial, talk.bridge] if answered else [talk.dial]
            for message in [*messages, talk.hangup(answered)]:
                assert gateway.post("call", message).status_code == 200
            assert gateway.post("after_call_end", talk.record(answered)).status_code == 200

            opened, made = expected(direction, client, lead, switch, client_switch, reopen)
            call = gateway.call(talk.uuid)
            leads = gateway.items("/leads", phone=number)
            new = [found for found in leads if not old or found["id"] != old["id"]]
            assert call["outcome"] == outcome, case
            assert call["lead_created"] is made, case
            assert len(new) == made, case
            assert (call["client_id"] is not None) is client, case
            if made:
                assert new[0]["id"] == call["lead_id"] and new[0]["call_uuid"] == talk.uuid, case
                assert new[0]["responsible_employee_id"] == gateway.taras, case
                assert new[0]["status_id"] == gateway.statuses["Новий"], case
            elif lead == "active" or opened:
                assert call["lead_id"] == old["id"], case
            if old:
                now = gateway.get(f"/leads/{old['id']}")
                status = "В роботі" if opened else STATUS[lead]
                assert now["status_id"] == gateway.statuses[status], case
                assert now["responsible_employee_id"] == gateway.marko, case
