"""Reconciliation with Phonet's history: periodic, by the command, and while Phonet hangs."""

import os
import subprocess
import time

from gateway import Gateway
from phonet_server import KEY, PhonetServer


class Office:
    """A gateway that reconciles its call log with the history of its Phonet."""

    def __init__(self, folder):
        self.phonet = PhonetServer()
        self.environment = {
            "PHONET_GATEWAY_PHONET_HOST": self.phonet.host,
            "PHONET_GATEWAY_PHONET_PLAIN_HTTP": "1",
        }
        self.gateway = Gateway(
            folder / "state", environment={**self.environment, "PHONET_GATEWAY_WITHOUT_RECOVERY": ""})

    def connect(self):
        self.gateway.settings(phonet_domain=self.phonet.host, phonet_api_key=KEY)

    def reconcile(self, *arguments):
        command = [os.environ["PHONET_GATEWAY_BINARY"], "reconcile", *arguments,
                   "--database", str(self.gateway.state / "gateway.sqlite")]
        return subprocess.run(
            command, env={**os.environ, **self.environment}, capture_output=True, text=True, timeout=60)

    def talks(self, hours_ago, calls):
        """Adds calls to Phonet's history without webhooks and returns their uuids."""
        begin = int(time.time() * 1000) - hours_ago * 3_600_000
        return self.phonet.order("traffic", **{"from": begin, "seconds": 1800, "calls": calls, "seed": hours_ago})["uuids"]

    def uuids(self):
        return {call["uuid"] for call in self.gateway.items("/calls")}

    def stop(self):
        self.gateway.stop()
        self.phonet.stop()


def wait(told, seconds=20):
    until = time.monotonic() + seconds
    while not told():
        assert time.monotonic() < until
        time.sleep(0.1)


def test_calls_of_the_last_two_days_appear_when_phonet_is_connected(office):
    uuids = office.talks(30, 120)
    assert office.uuids() == set()
    office.connect()
    wait(lambda: office.uuids() == set(uuids))
    assert {call["origin"] for call in office.gateway.items("/calls")} == {"recovered"}


def test_the_command_adds_what_is_older_beside_the_server(office):
    office.connect()
    uuids = set(office.talks(100, 40))
    made = office.reconcile()
    assert made.returncode == 0 and not uuids & office.uuids(), made.stderr
    begin = time.strftime("%Y-%m-%d", time.gmtime(time.time() - 6 * 86_400))
    made = office.reconcile("--from", begin)
    assert made.returncode == 0 and "Calls added: " in made.stdout, made.stderr
    assert uuids <= office.uuids()
    again = office.reconcile("--from", begin)
    assert "Calls added: 0, completed: 0" in again.stdout


def test_the_command_names_the_cause_and_fails(office):
    office.connect()
    office.phonet.misbehave("500", at="history")
    made = office.reconcile()
    assert made.returncode == 1 and "server_failed" in made.stderr
    made = office.reconcile("--from", "yesterday")
    assert made.returncode == 1 and "2026-01-05" in made.stderr
