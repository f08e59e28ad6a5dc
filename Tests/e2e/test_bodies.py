"""Request bodies in every encoding, and invalid bodies."""

import gzip
import json
import random
import string
from urllib.parse import urlencode

import pytest
from phonet import Conversation


def bracketed(value, prefix=""):
    if isinstance(value, dict):
        pairs = value.items()
    elif isinstance(value, list):
        pairs = enumerate(value)
    else:
        return [(prefix, "" if value is None else str(value))]
    return [field for key, inner in pairs
            for field in bracketed(inner, f"{prefix}[{key}]" if prefix else str(key))]


def encodings(message):
    form = "application/x-www-form-urlencoded"
    yield "json", json.dumps(message), "application/json"
    yield "json called form", json.dumps(message), form
    yield "json untyped", json.dumps(message), ""
    yield "bracket form", urlencode(bracketed(message)), form
    yield "form called json", urlencode(bracketed(message)), "application/json"
    yield "json in a field", urlencode({"data": json.dumps(message)}), form
    parts = "".join(f'--edge\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
                    for name, value in bracketed(message))
    yield "multipart", parts + "--edge--\r\n", "multipart/form-data; boundary=edge"


def test_the_same_event_in_every_encoding_is_the_same_call(gateway):
    for name, *_ in encodings(Conversation().dial):
        talk = Conversation(ext="007")
        body, kind = next((b, k) for n, b, k in encodings(talk.dial) if n == name)
        answer = gateway.post("call", body.encode(), **{"Content-Type": kind})
        assert answer.status_code == 200, name
        call = gateway.call(talk.uuid)
        assert (call["phone"], call["extension"], call["state"]) == (talk.number, "007", "ringing"), name


def test_one_address_for_everything_works_too(gateway):
    talk = Conversation()
    for message in (talk.dial, talk.record(True)):
        answer = gateway.post("customer_data", message).json()
        assert set(answer) == ANSWER and answer["newEntity"] is True, answer
    assert gateway.call(talk.uuid)["outcome"] == "answered"
    assert gateway.post("call", {"otherLegNum": talk.number}).json()["newEntity"] is True


ANSWER = {"name", "url", "urlText", "newEntity", "responsibleEmployeeExt", "responsibleEmployeeEmail"}


@pytest.mark.parametrize("body", [b"", b"{}", b"[]", b"null", b'{"trunkNum":"+380440000777"}', b'{"otherLegNum":null}',
                                  b'[{"a":1}]', b'{"cut', b"\xff\xfe", b'{"event":"call.odd","uuid":"a1"}'])
def test_the_address_of_lookups_always_answers_its_object(gateway, body):
    answer = gateway.post("customer_data", body)
    assert answer.status_code == 200 and set(answer.json()) == ANSWER, answer.text
    assert answer.json()["newEntity"] is True and answer.json()["name"] is None
    asked = gateway.phonet.get(f"{gateway.url}/customer_data")
    assert asked.status_code == 200 and set(asked.json()) == ANSWER


def test_a_name_in_another_encoding_loses_no_call(gateway):
    for name, shown, reason in [("Ірина".encode("cp1251"), "Ірина", "Windows-1251"),
                                ("Ірина".encode()[:-1], "Ірин\ufffd", "\ufffd")]:
        talk = Conversation()
        body = json.dumps({**talk.record(False), "otherLegName": "NAME"}).encode().replace(b"NAME", name)
        assert gateway.post("after_call_end", body).status_code == 200
        call = gateway.call(talk.uuid)
        assert (call["outcome"], call["phone"]) == ("missed", talk.number)
        message = next(m for m in gateway.items("/webhook-messages") if m["call_uuid"] == talk.uuid)
        assert message["status"] == "processed" and reason in message["reason"], message


def test_fields_in_the_query_of_a_post_are_read(gateway):
    talk = Conversation()
    query = urlencode(bracketed(talk.dial))
    assert gateway.phonet.post(f"{gateway.url}/call?{query}").status_code == 200
    assert gateway.call(talk.uuid)["phone"] == talk.number


def test_a_slash_or_a_space_around_an_address_is_forgiven(gateway):
    import http.client
    secret = gateway.run("token", "webhook").strip()
    for form in ["", f"/h/{secret}"]:
        for path in ["/call/", "/call%20", "/%20call", "/call%20/", "/call/%20", "/after_call_end%20%20/", "/call%C2%A0"]:
            talk = Conversation()
            connection = http.client.HTTPConnection("127.0.0.1", gateway.port)
            connection.request("POST", f"/gateways/phonetapi{form}{path}", body=json.dumps(talk.dial))
            assert connection.getresponse().status == 200, path
            assert gateway.call(talk.uuid)["state"] == "ringing", path
        connection = http.client.HTTPConnection("127.0.0.1", gateway.port)
        connection.request("POST", f"/gateways/phonetapi{form}/customer_data/%20", body='{"otherLegNum":"0500000011"}')
        assert set(json.loads(connection.getresponse().read())) == ANSWER
    big = b" " * (256 * 1024 + 1)
    assert gateway.phonet.post(f"{gateway.url}/call/%20", data=big).status_code == 413


@pytest.mark.parametrize("name, body", [
    ("deep", b'{"a":' * 5000 + b"1" + b"}" * 5000),
    ("deep list", b"[" * 320 + b"1" + b"]" * 320),
    ("cut off", b'{"event":"call.dial","uuid":'),
    ("gzip", gzip.compress(b'{"event":"call.dial","uuid":"a1"}')),
    ("binary", bytes(range(256)) * 4),
])
def test_what_cannot_be_read_is_refused_and_kept_with_its_reason(gateway, name, body):
    newest = max((message["id"] for message in gateway.items("/webhook-messages")), default=0)
    for endpoint in ["call", "after_call_end", "customer_data"]:
        answer = gateway.post(endpoint, body, **{"Content-Type": "application/json"})
        if endpoint == "customer_data":
            assert set(answer.json()) == ANSWER, (name, answer.text)
            continue
        assert answer.status_code == 400, (name, answer.text)
        assert answer.headers["Content-Type"].startswith("application/problem+json")
    kept = [message for message in gateway.items("/webhook-messages", status="failed") if message["id"] > newest]
    assert len(kept) == 3 and all(message["reason"] for message in kept)


@pytest.fixture(autouse=True)
def the_same_responder_throughout(gateway):
    """Fails when the responder was restarted: a crash is otherwise hidden by the restart within a second."""
    before = gateway.responder
    yield
    assert gateway.responder == before


EXTREMES = [0, -1, 1, 2**31, 2**53, 2**63 - 1, -(2**63), 2**64, 10**30, -(10**30), 0.5, 1e308, "", "x", "9" * 400,
            None, True, [], {}, [[]], "\u0000", "\ud800", "1e999"]


def test_extreme_values_in_every_field_harm_nobody(gateway):
    def mutations(message):
        for key in message:
            for extreme in EXTREMES:
                yield {**message, key: extreme}
        for extreme in EXTREMES:
            yield {**message, "leg": {"id": extreme, "ext": extreme, "displayName": extreme, "type": extreme}}
            yield {**message, "otherLegs": [{"num": extreme, "name": extreme}]}

    for message in [*mutations(Conversation().bridge), *mutations(Conversation().record(True)),
                    *mutations(Conversation().hangup(True)), *mutations({"otherLegNum": "0500000011"})]:
        fresh = {**message, "uuid": Conversation().uuid} if message.get("uuid", "") != "" else message
        for body in (message, fresh):
            assert gateway.post("call", body).status_code in (200, 400), body
    for path in ["/calls", "/leads", "/webhook-messages", "/notifications"]:
        assert gateway.items(path) is not None


def later(message, chance):
    """Changes a message as a future Phonet might: new members at any depth, unknown events and directions."""
    def word():
        return "".join(chance.choices(string.ascii_letters, k=8))

    def grown(value):
        if isinstance(value, list):
            return [grown(item) for item in value]
        if not isinstance(value, dict):
            return value
        new = {word(): chance.choice([1, "x", None, True, [1, {"a": []}], {word(): {word(): 0.5}}])
               for _ in range(chance.randint(1, 4))}
        pairs = [*new.items(), *((name, grown(inner)) for name, inner in value.items())]
        chance.shuffle(pairs)
        return dict(pairs)

    changed = grown(message)
    if "event" in message and chance.random() < 0.5:
        changed["event"] = f"{chance.choice(['call', 'chat', 'sms'])}.{word()}"
    if chance.random() < 0.2:
        changed["lgDirection"] = chance.randint(8, 1000)
    return changed


def test_a_thousand_messages_of_a_later_phonet_are_answered_kept_and_marked(gateway):
    chance = random.Random(20260105)
    newest = max((message["id"] for message in gateway.items("/webhook-messages")), default=0)
    sent, known, strange = [], [], 0
    for _ in range(250):
        talk = Conversation()
        for message in (talk.dial, talk.bridge, talk.hangup(True), talk.record(True)):
            body = later(message, chance)
            assert gateway.post("call" if "event" in message else "after_call_end", body).status_code == 200, body
            sent.append(json.dumps(body))
            if body.get("event", message.get("event")) == message.get("event") and body["lgDirection"] < 8:
                known.append(talk.uuid)
            else:
                strange += 1
    kept = {message["id"]: message for message in gateway.items("/webhook-messages") if message["id"] > newest}
    in_order = [kept[id] for id in sorted(kept)]
    assert [json.loads(message["payload"]) for message in in_order] == [json.loads(body) for body in sent]
    assert sum(bool(message["reason"]) for message in in_order) == strange > 300
    assert set(known) <= {call["uuid"] for call in gateway.items("/calls")}


@pytest.mark.parametrize("body", [
    b'{"event":"call.dial","uuid":"a1","dialAt":1e999,"lgDirection":4}',
    b'{"event":"call.dial","uuid":"a2","dialAt":-99999999999999999999,"lgDirection":99999999999999999999}',
    b'{"event":"call.nonsense","uuid":"a3"}', b"{}", b"[]", b"null", b'"text"', b"0",
    b'{"event":"call.hangup"}', b'{"uuid":"a5","endAt":"x","disposition":"y"}',
    b'{"event":"call.dial","uuid":"' + b"x" * 5000 + b'"}', b"a=1&a=2&a[b]=3&a[b][c]=4",
])
def test_what_is_strange_but_readable_is_kept_and_answered(gateway, body):
    assert gateway.post("call", body).status_code in (200, 400)
    assert gateway.phonet.get(f"{gateway.url}/healthz").status_code == 200


def test_repeated_headers_and_odd_paths_do_no_harm(gateway):
    import http.client
    connection = http.client.HTTPConnection("127.0.0.1", gateway.port)
    connection.putrequest("GET", "/gateways/phonetapi/api/v1/employees")
    connection.putheader("Authorization", f"Bearer {gateway.token}")
    for _ in range(2):
        connection.putheader("Cookie", "a=1")
        connection.putheader("X-Forwarded-For", "89.184.65.208")
    connection.endheaders()
    assert connection.getresponse().status == 200
    for path in ["//gateways//phonetapi//call", "/gateways/phonetapi/%63all", "/gateways/phonetapi/x/../call"]:
        connection = http.client.HTTPConnection("127.0.0.1", gateway.port)
        connection.request("POST", path, body="{}")
        assert connection.getresponse().status == 200, path
    for path in ["/gateways/phonetapi/CALL", "/gateways/phonetapi/calling", "/gateways/phonetapi/call%00",
                 "/gateways/phonetapi/" + "x" * 7000]:
        connection = http.client.HTTPConnection("127.0.0.1", gateway.port)
        connection.request("POST", path, body="{}")
        assert connection.getresponse().status in (400, 404, 414), path


def test_wrong_methods_and_sizes_are_refused_clearly(gateway):
    answer = gateway.phonet.get(f"{gateway.url}/call")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    assert gateway.phonet.put(f"{gateway.url}/customer_data").headers["Allow"] == "GET, POST"
    assert gateway.post("call", b" " * (256 * 1024 + 1)).status_code == 413
    assert gateway.phonet.get(f"{gateway.url}/nothing-here").status_code == 404


def test_an_unreadable_message_can_be_replayed_without_harm(gateway):
    talk = Conversation()
    gateway.post("call", talk.dial)
    message = next(m for m in gateway.items("/webhook-messages") if m["call_uuid"] == talk.uuid)
    before = gateway.call(talk.uuid)
    for _ in range(2):
        answer = gateway.api.post(f"{gateway.url}/api/v1/webhook-messages/{message['id']}/replay")
        assert answer.status_code == 200, answer.text
        assert answer.json()["status"] == "processed"
    assert gateway.call(talk.uuid) == before
