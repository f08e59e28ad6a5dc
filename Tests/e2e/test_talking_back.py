"""The CRM starts calls and plays recordings through the gateway, also while Phonet fails."""

import concurrent.futures
import statistics
import time

import pytest
from connected_office import ConnectedOffice
from phonet_server import KEY


class Office(ConnectedOffice):
    """Olena (101) and her CRM."""

    def __init__(self, folder):
        super().__init__(folder)
        self.olena = self.gateway.create("/employees", name="Олена Гайова", extension="101")["id"]
        self._numbers = iter(range(380671000000, 380671999999))

    @property
    def story(self):
        """Requests of this test to Phonet so far."""
        return self.phonet.story[self.heard:]

    def number(self):
        """Returns an unused number."""
        return f"+{next(self._numbers)}"

    def dial(self, **order):
        order = order or {"employee_id": self.olena, "phone": self.number()}
        return self.gateway.api.post(f"{self.gateway.url}/api/v1/calls", json=order, timeout=20)

    def listen(self, uuid, **headers):
        return self.gateway.api.get(
            f"{self.gateway.url}/api/v1/calls/{uuid}/recording", headers=headers, timeout=20)


@pytest.fixture
def office(running_office):
    """The office without faults. Phonet's sessions are kept from test to test."""
    running_office.phonet.misbehave(None)
    running_office.heard = len(running_office.phonet.story)
    yield running_office
    assert running_office.phonet.complaints == []


@pytest.fixture(scope="module")
def recorded(running_office):
    """The uuid of an answered call that was recorded."""
    told = running_office.phonet.order("play", scenario="answered", number=running_office.number())
    return running_office.gateway.awaited_call(told["uuids"][0], has_recording=True, state="ended")["uuid"]


def test_the_crm_makes_a_call_and_hangs_up(office):
    office.phonet.order("plan", pickUp=1, ring=1, talk=3600)
    answer = office.dial(extension="101", phone="067 123 45 67")
    assert answer.status_code == 202, answer.text
    uuid = answer.json()["uuid"]
    talk = office.gateway.awaited_call(uuid, state="talking")
    assert (talk["phone"], talk["employee_id"], talk["direction"]) == ("+380671234567", office.olena, "outgoing")
    gone = f"{office.gateway.url}/api/v1/calls/{uuid}/hang-up"
    assert office.gateway.api.post(gone, timeout=10).status_code == 204
    office.gateway.awaited_call(uuid, state="ended", outcome="answered")
    assert office.gateway.api.post(gone, timeout=10).status_code == 409


def test_a_repeated_order_is_the_same_call(office):
    order = {"employee_id": office.olena, "phone": office.number()}
    with concurrent.futures.ThreadPoolExecutor(4) as clicks:
        answers = list(clicks.map(lambda _: office.dial(**order), range(4)))
    taken = {answer.json()["uuid"] for answer in answers if answer.status_code == 202}
    assert len(taken) == 1, [answer.text for answer in answers]
    assert {answer.status_code for answer in answers} <= {202, 503}, [answer.text for answer in answers]
    assert office.story.count("makeCall") == 1


@pytest.mark.parametrize("fault, status, cause", [
    ("403", 502, "access_refused"), ("401", 502, "access_refused"), ("404", 502, "call_refused"),
    ("429", 503, "too_many_requests"), ("500", 502, "server_failed"), ("redirect", 502, "redirected"),
    ("truncated", 502, "call_unconfirmed"), ("html", 502, "call_unconfirmed"),
    ("wrong shape", 502, "call_unconfirmed"), ("too large", 502, "call_unconfirmed"),
    ("broken off", 502, "call_unconfirmed"), ("hang", 502, "call_unconfirmed"),
])
def test_what_goes_wrong_with_a_call_has_a_name_and_is_not_tried_twice(office, fault, status, cause):
    office.phonet.misbehave(fault, at="makeCall")
    answer = office.dial()
    assert (answer.status_code, answer.json()["cause"]) == (status, cause), answer.text
    assert office.story.count("makeCall") == 1
    assert office.phonet.elsewhere == []


@pytest.mark.parametrize("fault, cause", [
    (None, "key_refused"), ("500", "server_failed"), ("no cookie", "no_session_cookie"), ("redirect", "redirected"),
    ("hang", "timed_out"),
])
def test_a_call_that_could_not_sign_in_says_why(office, fault, cause):
    office.gateway.settings(phonet_domain=office.phonet.host, phonet_api_key="another-company")
    office.phonet.misbehave(fault, at="authorize")
    answer = office.dial()
    office.gateway.settings(phonet_domain=office.phonet.host, phonet_api_key=KEY)
    assert (answer.status_code, answer.json()["cause"]) == (502, cause), answer.text
    assert "makeCall" not in office.story


def test_a_recording_comes_whole_in_parts_and_by_its_length_only(office, recorded):
    whole = office.listen(recorded)
    assert whole.status_code == 200 and whole.content[:4] == b"RIFF"
    assert whole.headers["Content-Type"].startswith("audio/")
    part = office.listen(recorded, Range="bytes=1000-1999")
    assert (part.status_code, part.content) == (206, whole.content[1000:2000])
    assert part.headers["Content-Range"] == f"bytes 1000-1999/{len(whole.content)}"
    assert office.listen(recorded, Range="bytes=99999999-").status_code == 416
    head = office.gateway.api.head(f"{office.gateway.url}/api/v1/calls/{recorded}/recording", timeout=10)
    assert (head.status_code, head.content, int(head.headers["Content-Length"])) == (200, b"", len(whole.content))
    for answer in (whole, part, head):
        assert office.phonet.host not in str(answer.headers)
    assert office.phonet.host not in office.gateway.api.get(f"{office.gateway.url}/api/v1/calls/{recorded}").text


@pytest.mark.parametrize("fault, status, cause", [
    ("403", 502, "access_refused"), ("404", 503, "being_prepared"), ("429", 502, "too_many_requests"),
    ("500", 502, "server_failed"), ("redirect", 502, "redirected"), ("html", 502, "no_audio"),
    ("hang", 502, "timed_out"),
])
def test_what_hinders_listening_has_a_name(office, recorded, fault, status, cause):
    office.phonet.misbehave(fault, at="recording")
    answer = office.listen(recorded)
    assert (answer.status_code, answer.json()["cause"]) == (status, cause), answer.text
    assert office.phonet.elsewhere == []
    office.phonet.misbehave(None)
    assert office.listen(recorded).status_code == 200


def lookups(office, count):
    """Sends `count` `customer_data` requests one after another and returns the milliseconds of each."""
    times = []
    for _ in range(count):
        begin = time.monotonic()
        answer = office.gateway.post("customer_data", {"otherLegNum": "+380500000011", "trunkNum": None})
        times.append((time.monotonic() - begin) * 1000)
        assert answer.status_code == 200
    return times


def test_webhooks_are_answered_as_ever_while_phonet_hangs(office, recorded):
    before = lookups(office, 300)
    office.phonet.misbehave("hang", at="makeCall")
    office.phonet.order("fault", fault="hang", at="recording")
    with concurrent.futures.ThreadPoolExecutor(12) as crm:
        waiting = [crm.submit(office.dial) for _ in range(8)] + [crm.submit(office.listen, recorded) for _ in range(4)]
        time.sleep(0.3)
        during = lookups(office, 300)
        assert any(not one.done() for one in waiting), "nobody waited for Phonet"
        causes = {one.result().json().get("cause") for one in waiting}
    assert causes <= {"call_unconfirmed", "timed_out", "busy"} and "busy" in causes
    print(f"median {statistics.median(before):.2f} ms before, {statistics.median(during):.2f} ms while Phonet hangs")
    assert statistics.median(during) < 1.5 * statistics.median(before) + 1
    assert statistics.quantiles(during, n=20)[-1] < 2 * statistics.quantiles(before, n=20)[-1] + 5
