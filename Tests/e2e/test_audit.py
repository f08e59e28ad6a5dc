"""The audit has one line for each action: who, when, from where, and on what."""

import re
import sqlite3
import time

import pytest
from gateway import Gateway
from person import Person
from phonet import Conversation, fresh_number
from test_privacy import awaited

PASSWORD = "кінь скрепка батарейка"


class Books:
    """Reads the lines of the audit added since the last read."""

    def __init__(self, gateway):
        self.database = sqlite3.connect(gateway.state / "gateway.sqlite")
        self.last = 0
        self.new()

    def awaited(self, count):
        """Waits for this many new lines, because refusals are written after the answer."""
        lines, until = self.new(), time.monotonic() + 10
        while len(lines) < count and time.monotonic() < until:
            time.sleep(0.01)
            lines += self.new()
        return lines

    def new(self):
        rows = self.database.execute(
            "SELECT id, at, actor, source_ip, action, subject FROM audit_entry WHERE id > ? ORDER BY id", [self.last])
        lines = rows.fetchall()
        self.last = max([self.last, *(line[0] for line in lines)])
        return [line[1:] for line in lines]


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    gateway = Gateway(tmp_path_factory.mktemp("audit"))
    gateway.person = Person(gateway, address="127.0.0.5").set_up()
    gateway.books = Books(gateway)
    yield gateway
    gateway.stop()


def changes_of(resource, made, changed):
    """Returns a function that creates, changes and deletes a record through the API."""
    def ask(office):
        url = f"{office.url}/api/v1/{resource}"
        id = office.create(f"/{resource}", **made)["id"]
        assert office.api.patch(f"{url}/{id}", json=changed, timeout=10).status_code == 200
        assert office.api.delete(f"{url}/{id}", timeout=10).status_code == 204
    return ask


def replay(office):
    talk = Conversation()
    assert office.post("call", talk.dial).status_code == 200
    id = next(message["id"] for message in office.items("/webhook-messages") if message["call_uuid"] == talk.uuid)
    assert office.api.post(f"{office.url}/api/v1/webhook-messages/{id}/replay", timeout=10).status_code == 200


def change_settings(office):
    office.settings(push_delay_seconds=7)


@pytest.mark.parametrize("act, actions", [
    (changes_of("employees", {"name": "Марко Дубовик"}, {"name": "Марко Дуб"}),
     ["employee_added", "employee_changed", "employee_deleted"]),
    (changes_of("clients", {"name": "Ірина", "phones": [fresh_number()]}, {"name": "Ірина Соколова"}),
     ["client_added", "client_changed", "client_deleted"]),
    (changes_of("leads", {"name": "Богдан", "phones": [fresh_number()]}, {"name": "Богдан Ткач"}),
     ["lead_added", "lead_changed", "lead_deleted"]),
    (changes_of("lead-statuses", {"name": "Вічний", "kind": "active"}, {"name": "Дуже вічний"}),
     ["lead_statuses_changed"] * 3),
    (changes_of("lead-sources", {"name": "Ярмарок"}, {"name": "Ярмарок у Львові"}), ["lead_sources_changed"] * 3),
    (replay, ["messages_replayed"]),
    (change_settings, ["settings_changed"]),
])
def test_what_the_crm_does_stands_there_once_under_its_tokens_name(office, act, actions):
    office.books.new()
    begun = time.time() * 1000 - 1
    act(office)
    lines = office.books.new()
    assert [line[3] for line in lines] == actions
    for at, actor, source, _, subject in lines:
        assert begun <= at <= time.time() * 1000 and source == "127.0.0.1" and "local" in actor and "\n" not in subject


def sign_in_wrongly(office):
    stranger = Person(office, address="127.0.0.5")
    assert stranger.sign_in("не той пароль").status_code == 422


def sign_in_and_out(office):
    olena = Person(office, address="127.0.0.5")
    assert olena.sign_in().status_code == 303 and olena.sign_out().status_code == 303


def change_password(office):
    there, old = office.person, office.person.password
    for before, after in ((old, PASSWORD), (PASSWORD, old)):
        assert there.send("/me/password", page="/me", old_password=before, password=after).status_code == 303


def export(office):
    for path in ("/exports/clients", "/exports/leads", "/calls/export"):
        assert office.person.open(path).status_code == 200


def make_secrets(office):
    page = office.person.fill(office.person.read("/settings"), "/settings/webhook-token")
    assert page.status == 200
    page = office.person.fill(office.person.read("/tokens"), "/tokens", name="CRM")
    assert page.status == 200
    made = re.search(r"/tokens/\d+/revocation", office.person.read("/tokens").html)[0]
    assert office.person.fill(office.person.read(made), made).status == 200


def erase(office):
    number = fresh_number()
    office.post("after_call_end", Conversation(number=number).record(True))
    page = office.person.fill(office.person.read("/privacy"), "/privacy", number=number)
    page = awaited(office.person, page.url, "Прибрати номер")
    assert office.person.open(page.url.rpartition("/gateways/phonetapi")[2] + "/file").status_code == 200
    page = office.person.fill(page, "/erasure", manner="erase", digits=number[-4:])
    assert page.status == 200


@pytest.mark.parametrize("act, actions", [
    (sign_in_wrongly, ["sign_in_refused"]),
    (sign_in_and_out, ["signed_in", "signed_out"]),
    (change_password, ["password_changed"] * 2),
    (export, ["exported"] * 3),
    (make_secrets, ["webhook_token_made", "api_token_made", "api_token_revoked"]),
    (erase, ["inquiry_made", "inquiry_exported", "number_erased"]),
])
def test_what_people_do_stands_there_once_under_their_name(office, act, actions):
    office.books.new()
    act(office)
    lines = office.books.awaited(len(actions))
    assert [line[3] for line in lines] == actions
    for _, actor, source, action, subject in lines:
        # A refused sign-in has no author.
        assert source == "127.0.0.5" and actor == ("" if action == "sign_in_refused" else "Олена Гайова"), lines
        assert office.person.password not in subject and not re.search(r"\+?380\d", subject)


def test_nobody_breaks_a_line_of_the_audit_or_takes_one_out(office):
    two_lines = {"name": "Олена\r\n2026-01-01 Тарас Левченко"}
    assert office.api.post(f"{office.url}/api/v1/employees", json=two_lines, timeout=10).status_code == 422
    assert Person(office, "evil\r\nline@vitryla.example", address="127.0.0.5").sign_in().status_code == 422
    assert len(office.books.awaited(1)) == 1
    rows = office.books.database.execute("SELECT actor, source_ip, action, subject FROM audit_entry").fetchall()
    assert rows and not any(re.search(r"[\r\n\0]", text) for row in rows for text in row)
    for change in ("DELETE FROM audit_entry", "UPDATE audit_entry SET actor = 'x'"):
        with pytest.raises(sqlite3.IntegrityError, match="only added to"):
            office.books.database.execute(change)
