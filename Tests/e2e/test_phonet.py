"""The gateway as a client of Phonet: it signs in, lists users, and names the cause of an error."""

import os
import subprocess
import time

import pytest
from gateway import Gateway, free_port
from phonet_server import KEY, PhonetServer, UntrustedServer

NOWHERE = "x" * 64 + ".phonet.test"


class Office:
    """A gateway and the Phonet it is connected to."""

    def __init__(self, folder):
        self.phonet = PhonetServer()
        self.untrusted = UntrustedServer(folder)
        self.silent = f"127.0.0.1:{free_port()}"
        hosts = [self.phonet.host, self.untrusted.host, self.silent, NOWHERE, "localhost"]
        self.environment = {"PHONET_GATEWAY_PHONET_HOST": ",".join(hosts)}
        self.gateway = Gateway(folder / "state", environment=self.environment)

    def check(self, domain=None, key=KEY, plain=True):
        """Saves domain and key, runs `check-phonet` and returns its exit code; `printed` has its output."""
        self.gateway.settings(phonet_domain=domain or self.phonet.host, phonet_api_key=key)
        command = [os.environ["PHONET_GATEWAY_BINARY"], "check-phonet",
                   "--database", str(self.gateway.state / "gateway.sqlite")]
        if plain:
            command.append("--phonet-plain-http")
        done = subprocess.run(
            command, env={**os.environ, **self.environment}, capture_output=True, text=True, timeout=60)
        self.printed = done.stdout + done.stderr
        assert key not in self.printed
        return done.returncode

    def cause(self, *arguments, **options):
        """Returns the name of the error that the check fails with."""
        assert self.check(*arguments, **options) == 1, self.printed
        return self.printed.rpartition("Error: ")[2].split(":")[0]

    def stop(self):
        self.gateway.stop()
        self.phonet.stop()
        self.untrusted.stop()


def test_a_check_signs_in_and_lists_the_users(office):
    assert office.check() == 0, office.printed
    assert office.phonet.story == ["authorize", "users"]
    assert office.printed.splitlines() == [
        "101\tОлена Гайова\tolena.haiova@vitryla.example",
        "102\tТарас Левченко\ttaras.levchenko@vitryla.example",
        "103\tМарко Дубовик\t-",
        "Users at Phonet: 3",
    ]


def test_a_session_that_ended_is_renewed_once(office):
    office.phonet.misbehave("expired")
    assert office.check() == 0, office.printed
    assert office.phonet.story == ["authorize", "users", "authorize", "users"]


@pytest.mark.parametrize(
    ("fault", "cause", "questions"),
    [
        ("403", "access_refused", 2),
        ("401", "access_refused", 2),
        ("redirect", "redirected", 2),
        ("429", "too_many_requests", 1),
        ("500", "server_failed", 1),
        ("404", "unexpected_status", 1),
        ("truncated", "not_json", 1),
        ("html", "not_json", 1),
        ("wrong shape", "unexpected_answer", 1),
        ("too large", "too_large", 1),
        ("broken off", "broken_off", 1),
    ],
)
def test_a_fault_of_the_users_is_named(office, fault, cause, questions):
    office.phonet.misbehave(fault)
    assert office.cause() == cause
    assert office.phonet.story.count("users") == questions
    assert office.phonet.elsewhere == []


@pytest.mark.parametrize(
    ("fault", "cause"),
    [
        ("403", "key_refused"),
        ("redirect", "redirected"),
        ("no cookie", "no_session_cookie"),
        ("500", "server_failed"),
        ("too large", "too_large"),
    ],
)
def test_a_fault_of_the_sign_in_is_named(office, fault, cause):
    office.phonet.misbehave(fault, at="authorize")
    assert office.cause() == cause
    assert office.phonet.story == ["authorize"]
    assert office.phonet.elsewhere == []


def test_a_wrong_key_is_refused(office):
    assert office.cause(key="WRONGkey000000000000000000000000") == "key_refused"


def test_a_phonet_that_hangs_is_given_up_after_ten_seconds(office):
    office.phonet.misbehave("hang")
    begun = time.monotonic()
    assert office.cause() == "timed_out"
    assert 9 < time.monotonic() - begun < 15


@pytest.mark.parametrize(
    ("host", "cause"),
    [
        ("silent", "connection_refused"),
        ("nowhere", "domain_not_found"),
        ("untrusted", "certificate_not_trusted"),
        ("encrypted where it is not", "encryption_failed"),
        ("a name that leads inside", "address_not_allowed"),
    ],
)
def test_a_host_that_is_no_phonet_never_gets_the_key(office, host, cause):
    domain = {
        "silent": office.silent,
        "nowhere": NOWHERE,
        "untrusted": office.untrusted.host,
        "encrypted where it is not": office.phonet.host,
        "a name that leads inside": "phonet.localhost",
    }[host]
    assert office.cause(domain, plain=False) == cause
    assert office.phonet.received == [] and office.untrusted.received == []


def test_without_the_operators_leave_this_machine_is_no_phonet(office):
    answer = office.gateway.api.patch(
        f"{office.gateway.url}/api/v1/settings",
        json={"phonet_domain": "127.0.0.1:1", "phonet_api_key": KEY}, timeout=10)
    assert answer.status_code == 422, answer.text


def test_plain_http_needs_a_host_on_this_machine():
    done = subprocess.run(
        [os.environ["PHONET_GATEWAY_BINARY"], "check-phonet", "--database", "none", "--phonet-plain-http",
         "--phonet-host", "phonet.test"], capture_output=True, text=True, timeout=60)
    assert done.returncode == 1 and "--phonet-plain-http" in done.stderr
