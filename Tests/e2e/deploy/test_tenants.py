"""Many CRMs on one machine and on several, with the snippets of nginx/README.md."""

import socket
import tempfile
from pathlib import Path

import pytest
import requests
from person import _From
from phonet import Conversation, fresh_number
from tenants import Hosting

PHONET = "89.184.65.208"


@pytest.fixture(scope="module")
def hosting():
    # A socket's path may have no more than 107 bytes.
    with tempfile.TemporaryDirectory() as folder:
        hosting = Hosting(Path(folder))
        yield hosting
        hosting.stop()


@pytest.fixture(scope="module")
def secrets(hosting):
    return {crm: gateway.run("token", "webhook").strip() for crm, gateway in hosting.gateways.items()}


@pytest.fixture
def caller():
    """A client at an address that is neither the front's nor Phonet's."""
    caller = requests.Session()
    caller.mount("http://", _From("127.0.0.9"))
    return caller


def post(hosting, caller, crm, path, message, **headers):
    host = {"Host": f"crm.{crm}.example"}
    return caller.post(f"{hosting.url}/{path}", json=message, headers={**host, **headers}, timeout=20)


def uuids(gateway):
    return {call["uuid"] for call in gateway.items("/calls")}


def test_each_hosts_webhooks_reach_its_own_crm_and_no_other(hosting, secrets, caller):
    number = fresh_number()
    talks = {crm: Conversation() for crm in secrets}
    for crm, talk in talks.items():
        hosting.gateways[crm].create("/clients", name=f"Клієнт {crm}", phones=[number])
        assert post(hosting, caller, crm, f"h/{secrets[crm]}/call", talk.dial).json() == {"status": "ok"}
    for crm, gateway in hosting.gateways.items():
        assert uuids(gateway) == {talks[crm].uuid}
        found = post(hosting, caller, crm, f"h/{secrets[crm]}/customer_data", {"otherLegNum": number}).json()
        assert found["name"] == f"Клієнт {crm}"
    # One CRM's secret is not valid for another CRM, on the same machine or another.
    for crm in ["acme", "orion"]:
        found = post(hosting, caller, crm, f"h/{secrets['borys']}/customer_data", {"otherLegNum": number}).json()
        assert found["name"] is None


def test_the_callers_own_address_is_seen_and_what_a_stranger_says_of_it_is_not_believed(hosting, caller):
    forged = {name: PHONET for name in ["X-Forwarded-For", "X-Real-IP", "Remote-Addr", "True-Client-IP"]}
    forged["Forwarded"] = f"for={PHONET}"
    for crm, gateway in hosting.gateways.items():
        talk = Conversation()
        assert post(hosting, caller, crm, "call", talk.dial, **forged).status_code == 200
        newest = gateway.items("/webhook-messages", status="quarantined")[0]
        assert (newest["source_ip"], newest["trusted"]) == ("127.0.0.9", False)
        assert talk.uuid not in uuids(gateway)


def test_whoever_calls_a_machine_past_the_front_is_not_believed_either(hosting):
    stranger = requests.Session()
    stranger.mount("https://", _From("127.0.0.8"))
    for machine in hosting.machines:
        for crm, gateway in machine.gateways.items():
            headers = {"Host": f"crm.{crm}.example", "X-Forwarded-For": PHONET}
            answer = stranger.post(f"{machine.url}/call", json=Conversation().dial, headers=headers,
                                   verify=machine.certificate, timeout=20)
            assert answer.status_code == 200
            assert gateway.items("/webhook-messages", status="quarantined")[0]["source_ip"] == "127.0.0.8"


def test_an_unknown_host_gets_nothing_of_anybody_in_front_or_behind(hosting, secrets, caller):
    before = {crm: uuids(gateway) for crm, gateway in hosting.gateways.items()}
    for path in ["call", "h/{}/call", "healthz", "sign-in", "api/v1/openapi.json"]:
        for secret in secrets.values():
            answer = post(hosting, caller, "nobody", path.format(secret), Conversation().dial)
            assert answer.status_code == 404
    for machine, foreign in zip(hosting.machines, ["borys", "acme"]):
        answer = requests.post(f"{machine.url}/h/{secrets[foreign]}/call", json=Conversation().dial,
                               headers={"Host": f"crm.{foreign}.example"}, verify=machine.certificate, timeout=20)
        assert answer.status_code == 421
    assert {crm: uuids(gateway) for crm, gateway in hosting.gateways.items()} == before


def test_no_log_of_the_front_or_the_machines_learns_a_secret(hosting, secrets, caller):
    for crm, secret in secrets.items():
        assert post(hosting, caller, crm, f"h/{secret}/call", Conversation().dial).status_code == 200
        assert post(hosting, caller, crm, f"h/{secret}/call", "x" * 300_000).status_code == 413
        refused = caller.post(f"{hosting.url}/h/{secret}/call", data=b" " * (33 << 20), timeout=60,
                              headers={"Host": f"crm.{crm}.example"})
        assert refused.status_code == 413
    roots = [hosting.front_root, *(machine.root for machine in hosting.machines)]
    logs = [log for root in roots for log in root.glob("*.log")]
    assert len(logs) >= 6
    for log in logs:
        assert not any(secret.encode() in log.read_bytes() for secret in secrets.values()), log


def test_what_has_arrived_is_stored_even_if_phonet_hung_up_at_the_front(hosting, secrets):
    address = hosting.front.address
    talks = [Conversation() for _ in range(40)]
    for talk in talks:
        body = requests.Request("POST", "http://x", json=talk.dial).prepare().body
        head = (f"POST /gateways/phonetapi/h/{secrets['acme']}/call HTTP/1.1\r\nHost: crm.acme.example\r\n"
                f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n")
        with socket.create_connection(address, 10) as connection:
            connection.sendall(head.encode() + body)
    for talk in talks:
        hosting.gateways["acme"].awaited_call(talk.uuid, state="ringing")


def test_a_file_to_import_is_as_large_in_front_as_on_the_machine(hosting, caller):
    gateway = hosting.gateways["orion"]
    straight = caller.post(f"{gateway.url}/imports", data=b"x" * (2 << 20), timeout=20, allow_redirects=False)
    through = caller.post(f"{hosting.url}/imports", data=b"x" * (2 << 20), timeout=20, allow_redirects=False,
                          headers={"Host": "crm.orion.example"})
    assert straight.status_code == through.status_code
    assert "nginx" not in through.text
