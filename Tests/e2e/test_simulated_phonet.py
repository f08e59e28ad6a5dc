"""`phonet-simulator`: its calls reach the gateway, and its commands work."""

import os
import shutil
import subprocess
import time

import pytest
import requests
from gateway import PREFIX, Gateway
from phonet_server import KEY, PhonetServer, simulator


class Office:
    """A gateway, and a Phonet that posts to it."""

    def __init__(self, folder):
        self.gateway = Gateway(folder / "state")
        self.phonet = PhonetServer(gateway=self.gateway.root + PREFIX)
        self.phonet.order("pace", tick=50)
        self.rest = requests.Session()

    def sign_in(self):
        """Signs in as the gateway does."""
        self.rest.headers["Content-Type"] = "application/json"
        self.rest.cookies.clear()
        asked = {"domain": self.phonet.host, "apiKey": KEY}
        answer = self.ask("POST", "/rest/security/authorize", json=asked)
        assert answer.status_code == 200
        cookies = dict(part.split(";")[0].split("=") for part in answer.headers["Set-Cookie"].split(", "))
        self.rest.headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())

    def ask(self, method, path, **options):
        return self.rest.request(method, f"http://{self.phonet.host}{path}", timeout=10, **options)

    def make_call(self, number, ext="101"):
        answer = self.ask("POST", "/rest/user/makeCall", json={"legExt": ext, "otherLegNum": number})
        assert answer.status_code == 200
        return answer.json()["uuid"]

    def stop(self):
        self.phonet.stop()
        self.gateway.stop()


@pytest.fixture
def signed_in(office):
    office.sign_in()
    return office


def test_a_call_that_is_asked_for_comes_to_the_gateway_as_a_call(signed_in):
    uuid = signed_in.make_call("+380671234501")
    call = signed_in.gateway.awaited_call(uuid, state="ended", outcome="answered")
    assert (call["direction"], call["phone"]) == ("outgoing", "+380671234501")


def test_a_busy_client_is_a_missed_call(signed_in):
    signed_in.phonet.order("plan", outcome="busy")
    signed_in.gateway.awaited_call(signed_in.make_call("+380671234502"), state="ended", outcome="missed")


def test_hanging_up_ends_the_call_there_and_then(signed_in):
    signed_in.phonet.order("plan", talk=3600)
    uuid = signed_in.make_call("+380671234503", ext="102")
    signed_in.gateway.awaited_call(uuid, state="talking")
    (active,) = [one for one in signed_in.ask("GET", "/rest/calls/active/v3").json() if one["uuid"] == uuid]
    assert active["lastEvent"] == "call.bridge"
    answer = signed_in.ask("GET", f"/rest/calls/active/{uuid}/hangup")
    assert (answer.status_code, answer.content) == (200, b"")
    signed_in.gateway.awaited_call(uuid, state="ended", outcome="answered")


def test_a_recording_is_read_in_parts(signed_in):
    uuid = signed_in.make_call("+380671234504")
    signed_in.gateway.awaited_call(uuid, state="ended")
    path = f"/rest/public/calls/{uuid}/audio"
    whole = signed_in.ask("GET", path)
    assert whole.headers["Content-Type"] == "audio/wav" and whole.content[:4] == b"RIFF"
    part = signed_in.ask("GET", path, headers={"Range": "bytes=1000-1999"})
    assert (part.status_code, part.content) == (206, whole.content[1000:2000])
    assert part.headers["Content-Range"] == f"bytes 1000-1999/{len(whole.content)}"
    assert signed_in.ask("GET", path, headers={"Range": "bytes=99999999-"}).status_code == 416
    signed_in.phonet.misbehave("broken off", at="recording")
    with pytest.raises(requests.RequestException):
        signed_in.ask("GET", path)


def test_scenarios_and_traffic_are_played_and_a_part_gets_lost(office):
    (uuid,) = office.phonet.order("play", scenario="missed", number="+380671234505")["uuids"]
    assert office.gateway.awaited_call(uuid, state="ended")["phone"] == "+380671234505"
    past = int(time.time() * 1000) - 3_600_000
    told = office.phonet.order("traffic", calls=20, seconds=600, seed=7, post=True, **{"from": past})
    assert len(told["uuids"]) == 20
    for uuid in told["uuids"]:
        office.gateway.awaited_call(uuid, state="ended")
    assert len(office.phonet.show("records")) > 20
    office.phonet.order("loss", share=1)
    lost = office.phonet.order("traffic", calls=5, seconds=600, seed=8, post=True, **{"from": past})["uuids"]
    until = time.monotonic() + 10
    while office.phonet.show("state")["pending"]:
        assert time.monotonic() < until
    seen = {call["uuid"] for call in office.gateway.items("/calls")}
    assert not seen & set(lost)


def test_orders_that_cannot_be_obeyed_say_why(office):
    address = f"http://{office.phonet.host}/control/"
    for order, body in [("fault", {"fault": "gremlins"}), ("loss", {"share": 2}), ("play", {"scenario": "none"}),
                        ("nonsense", {}), ("users", {"users": [{"id": 1}]}), ("plan", {"ring": -1})]:
        answer = requests.post(address + order, json=body, timeout=10)
        assert answer.status_code == 422 and answer.json()["error"], order
    assert requests.post(address + "reset", data="{}", timeout=10).status_code == 422


@pytest.mark.parametrize("arguments", [["--serve", "0.0.0.0:9001"], ["--serve", "127.0.0.1"], [],
                                       ["missed", "--serve", "127.0.0.1:9001"]])
def test_it_serves_this_machine_only_and_wants_one_thing_to_do(arguments):
    done = subprocess.run([simulator(), *arguments],
                          capture_output=True, text=True, timeout=20)
    assert done.returncode != 0 and "--serve" in done.stderr


def test_a_port_that_is_taken_is_named(office):
    done = subprocess.run([simulator(), "--serve", office.phonet.host],
                          capture_output=True, text=True, timeout=20)
    assert done.returncode == 1 and office.phonet.host in done.stderr


def test_the_gateway_program_runs_the_simulator_beside_it_or_says_where_it_went(tmp_path):
    program = os.environ["PHONET_GATEWAY_BINARY"]
    for folder, help_text in [(tmp_path / "both", True), (tmp_path / "alone", False)]:
        folder.mkdir()
        shutil.copy(program, folder / "phonet-gateway")
        if help_text:
            os.symlink(simulator(), folder / "phonet-simulator")
        done = subprocess.run([folder / "phonet-gateway", "simulate-phonet", "--serve", "127.0.0.1"],
                              capture_output=True, text=True, timeout=20)
        assert done.returncode != 0 and ("127.0.0.1:PORT" in done.stderr) is help_text
        assert ("phonet-simulator" in done.stderr), done.stderr
    asked = subprocess.run([tmp_path / "both" / "phonet-gateway", "simulate-phonet", "all", "--help"],
                           capture_output=True, text=True, timeout=20)
    assert asked.returncode == 0 and "ring-group" in asked.stdout
