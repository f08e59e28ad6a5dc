"""Untrusted sources: quarantined, given no data, and released when their address is trusted."""

import statistics
import subprocess
import os
import time

from phonet import Conversation, fresh_number


def test_a_strangers_messages_wait_and_take_effect_when_its_address_is_trusted(suspicious):
    gateway = suspicious
    number = fresh_number()
    gateway.create("/clients", name="Ірина Соколова", phones=[number])
    gateway.settings(create_lead_on_missed_incoming=True)
    talk = Conversation()
    for endpoint, message in [("call", talk.dial), ("after_call_end", talk.record(False))]:
        answer = gateway.post(endpoint, message)
        assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    lookup = gateway.post("customer_data", {"otherLegNum": number}).json()
    assert lookup["name"] is None and lookup["newEntity"] is True
    assert gateway.items("/calls") == [] and gateway.items("/leads") == []
    waiting = gateway.items("/webhook-messages", status="quarantined")
    assert {message["endpoint"] for message in waiting} >= {"call", "after_call_end"}
    assert not any(message["trusted"] for message in waiting)

    networks = gateway.get("/settings")["webhook_allowed_networks"]
    gateway.settings(webhook_allowed_networks=[*networks, "127.0.0.0/16"])
    call = gateway.call(talk.uuid)
    assert call["outcome"] == "missed" and call["lead_created"] is True
    assert gateway.items("/webhook-messages", status="quarantined") == []
    assert gateway.post("customer_data", {"otherLegNum": number}).json()["name"] == "Ірина Соколова"


def test_the_secret_form_of_the_addresses_is_trusted_and_never_logged(suspicious):
    gateway = suspicious
    number = fresh_number()
    gateway.create("/clients", name="Ірина Соколова", phones=[number])
    database = str(gateway.state / "gateway.sqlite")
    secrets = [
        subprocess.run([os.environ["PHONET_GATEWAY_BINARY"], "token", "webhook", "--database", database],
                       check=True, capture_output=True, text=True).stdout.strip()
        for _ in range(3)
    ]

    def ask(secret):
        return gateway.post(f"h/{secret}/customer_data", {"otherLegNum": number}).json()["name"]

    # Two secrets are valid, so that the addresses in Phonet's cabinet can be changed.
    assert [ask(secret) for secret in secrets] == [None, "Ірина Соколова", "Ірина Соколова"]
    talk = Conversation()
    assert gateway.post(f"h/{secrets[2]}/call", talk.dial).status_code == 200
    assert gateway.call(talk.uuid)["state"] == "ringing"
    assert gateway.post(f"h/{'x' * 43}/call", Conversation().dial).status_code == 200
    os.kill(gateway.responder, 9)
    gateway.post(f"h/{secrets[2]}/call", b"x" * 300_000)
    files = [file for file in gateway.state.rglob("*") if file.is_file()]
    assert len(files) > 3
    for file in files:
        assert secrets[2].encode() not in file.read_bytes(), file
        assert gateway.token.encode() not in file.read_bytes() or file.name == "api-token", file
    assert not any(secrets[2] in line for line in gateway.printed)


def test_forwarded_headers_make_nobody_trusted(suspicious):
    talk = Conversation()
    forged = {"X-Forwarded-For": "89.184.65.208", "X-Real-IP": "89.184.65.208", "Remote-Addr": "89.184.65.208",
              "Forwarded": "for=89.184.65.208"}
    assert suspicious.post("call", talk.dial, **forged).status_code == 200
    assert suspicious.items("/calls") == []


def test_a_stranger_learns_nothing_from_the_time_of_an_answer(suspicious):
    gateway = suspicious
    known = fresh_number()
    gateway.create("/clients", name="Ірина Соколова", phones=[known])
    times = {known: [], fresh_number(): []}
    for _ in range(300):
        for number, spent in times.items():
            begun = time.perf_counter()
            gateway.post("customer_data", {"otherLegNum": number})
            spent.append(time.perf_counter() - begun)
    hit, miss = (statistics.median(spent) for spent in times.values())
    assert abs(hit - miss) / miss < 0.15, (hit, miss)
