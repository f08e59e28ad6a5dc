"""The pages of the settings, used without scripts."""

import concurrent.futures
import re
import time
from pathlib import Path

import pytest
from gateway import Gateway, free_port
from person import Page, Person
from phonet import Conversation
from phonet_server import KEY, EndlessServer, PhonetServer


# The pages and how the keys begin that stand there.
PAGES = {
    "/settings": ("phonet_", "leads_before", "client_url", "lead_url", "new_contact", "default_period", "timezone", "language"),
    "/settings/leads": ("create_lead", "flood_brake", "missed_call_lead", "answered_call_lead", "reopen"),
    "/settings/notifications": ("call_push", "push_delay", "notify_", "missed_fallback", "missed_notice", "notices_outside"),
    "/settings/distribution": ("distribut", "use_phonet"),
    "/settings/security": ("module_", "webhook_", "secret_", "employees_", "sso_", "crm_"),
}


def page_of(key):
    return next(page for page, beginnings in PAGES.items() if key.startswith(beginnings))


class Office:
    """A gateway, a Phonet, and Olena, who is an administrator."""

    def __init__(self, folder):
        self.phonet = PhonetServer()
        self.endless = EndlessServer()
        self.silent = f"127.0.0.1:{free_port()}"
        self.gateway = Gateway(folder / "state", environment={
            "PHONET_GATEWAY_PHONET_HOST": f"{self.phonet.host},{self.endless.host},{self.silent}",
            "PHONET_GATEWAY_PHONET_PLAIN_HTTP": "1",
        })
        self.olena = Person(self.gateway).set_up()
        self.taras = self.gateway.create("/employees", name="Тарас Левченко", extension="102")["id"]

    def saved(self, key):
        return self.gateway.get("/settings")[key]

    def save(self, **typed):
        """Saves the pages that have these keys; returns the first that was refused, or the last."""
        pages = {page_of(key) for key in typed} or {"/settings/leads"}
        for page in sorted(pages):
            own = {key: value for key, value in typed.items() if page_of(key) == page}
            answer = self.olena.fill(self.olena.read(page), page, **own)
            if answer.status != 200:
                break
        return answer

    def form(self, page):
        return dict(self.olena.read(page).form(page).fields)

    def check(self):
        return Page(self.olena.web.post(
            self.gateway.url + "/settings/connection", data={"form_token": self.olena.form_token("/settings")}, timeout=60))

    def stop(self):
        self.gateway.stop()
        self.phonet.stop()
        self.endless.stop()


def test_what_is_saved_is_there_after_a_reload(office):
    page = office.save(push_delay_seconds=25, create_lead_on_missed_outgoing="1",
                       call_push_employee_ids=[office.taras], missed_call_lead_source_id_new="Реклама",
                       distribution_mode="active", webhook_allowed_networks="10.0.0.0/16\n192.0.2.7")
    assert page.status == 200 and "Збережено." in page.words, page.words
    form = office.form("/settings/notifications")
    assert form["push_delay_seconds"] == "25" and form["call_push_employee_ids"] == str(office.taras)
    assert office.form("/settings/distribution")["distribution_mode"] == "active"
    assert office.form("/settings/security")["webhook_allowed_networks"] == "10.0.0.0/16\n192.0.2.7"
    form = office.form("/settings/leads")
    assert "create_lead_on_missed_outgoing" in form and "create_lead_on_missed_incoming" not in form
    assert "Реклама" in {source["name"] for source in office.gateway.items("/lead-sources")}
    assert office.saved("missed_call_lead_source_id") == int(form["missed_call_lead_source_id"])
    version = office.saved("version")
    assert "Змін немає" in office.save().words
    assert office.saved("version") == version


def test_mistakes_stand_at_their_fields_and_nothing_typed_is_lost(office):
    version = office.saved("version")
    page = office.save(phonet_domain="https://crm.example/", timezone="Kyiv")
    assert page.status == 422 and page.problems == {"phonet_domain", "timezone"}
    assert dict(page.form("/settings").fields)["phonet_domain"] == "https://crm.example/"
    page = office.save(answered_call_lead_source_id_new="Виставка", flood_brake_calls="багато")
    assert page.status == 422 and page.problems == {"flood_brake_calls"}
    assert dict(page.form("/settings/leads").fields)["answered_call_lead_source_id_new"] == "Виставка"
    page = office.save(push_delay_seconds="багато", notify_missed_client_admins="1")
    assert page.status == 422 and page.problems == {"push_delay_seconds"}
    form = dict(page.form("/settings/notifications").fields)
    assert form["push_delay_seconds"] == "багато" and "notify_missed_client_admins" in form
    assert office.saved("version") == version
    assert "Виставка" not in {source["name"] for source in office.gateway.items("/lead-sources")}
    page = office.olena.fill(page, "/settings/notifications", push_delay_seconds=5)
    assert page.status == 200 and office.saved("push_delay_seconds") == 5
    assert office.saved("notify_missed_client_admins") is True


def test_who_saves_second_chooses_and_loses_nothing(office):
    page = office.olena.read("/settings")
    office.gateway.settings(default_period_days=30, leads_before_connection_days=60, push_delay_seconds=17)
    conflict = office.olena.fill(page, "/settings", leads_before_connection_days=90, language="en")
    assert conflict.status == 409
    assert "local" in conflict.words
    form = conflict.form("/settings")
    assert dict(form.fields)["keep_leads_before_connection_days"] == "mine"
    assert dict(form.fields)["keep_default_period_days"] == "theirs"
    assert office.saved("leads_before_connection_days") == 60 and "keep_push_delay_seconds" not in dict(form.fields)
    page = office.olena.fill(conflict, "/settings")
    assert page.status == 200
    found = [office.saved(key) for key in (
        "leads_before_connection_days", "default_period_days", "language", "push_delay_seconds")]
    assert found == [90, 30, "en", 17]
    office.gateway.settings(language="uk")


def test_the_history_names_people_and_an_earlier_version_comes_back(office):
    office.save(call_push_employee_ids=[office.taras], default_period_days=3)
    version = office.saved("version")
    office.save(call_push_employee_ids=None, default_period_days=4)
    history = office.olena.read("/settings/history")
    assert "Олена Гайова" in history.words and "Тарас Левченко → нікого" in history.words
    question = office.olena.read(f"/settings/history/{version}")
    assert "нікого → Тарас Левченко" in question.words and "4 → 3" in question.words
    page = office.olena.fill(question, f"/settings/history/{version}")
    assert page.status == 200 and "Попередні значення повернуто." in page.words
    assert office.saved("call_push_employee_ids") == [office.taras]
    assert office.saved("default_period_days") == 3


def test_a_secret_address_is_shown_once_and_is_believed(office):
    page = office.olena.read("/settings")
    shown = office.olena.fill(page, "/settings/webhook-token")
    secret = re.search(r"/h/([^/]{20,})/call", shown.words).group(1)
    assert shown.words.count(secret) == 5
    talk = Conversation()
    assert office.gateway.post(f"h/{secret}/call", talk.dial).status_code == 200
    assert office.gateway.call(talk.uuid)["state"] == "ringing"
    again = office.olena.fill(page, "/settings/webhook-token")
    assert secret not in again.html and "вже було показано" in again.words
    assert secret not in office.olena.read("/settings").html


def test_what_came_last_stands_beside_its_address(office):
    talk = Conversation()
    assert office.gateway.post("call", talk.dial).status_code == 200
    assert office.gateway.post("after_call_end", talk.record(True)).status_code == 200
    words = office.olena.read("/settings").words
    dial = words.index("Події користувача → Початок виклику")
    bridge = words.index("Події користувача → Відповіли на дзвінок")
    record = words.index("Передача повної інформації про дзвінок")
    assert "Останнє отримано" in words[dial:bridge] and "127.0.0.1" in words[dial:bridge]
    assert "Останнє отримано" in words[record:dial]


def test_a_strangers_address_is_trusted_with_a_button(suspicious):
    olena = Person(suspicious).set_up()
    talk = Conversation()
    suspicious.post("call", talk.dial)
    page = olena.read("/settings")
    assert "Надійшло з недовіреної адреси 127.0.0.1" in page.words
    page = olena.fill(page, "/settings/trusted-networks", network="127.0.0.1")
    assert "Адресі довірено" in page.words
    assert suspicious.call(talk.uuid)["state"] == "ringing"


def test_a_check_lists_who_is_at_phonet(office):
    office.save(phonet_domain=f"http://{office.phonet.host}/", phonet_api_key=KEY)
    page = office.check()
    assert "З’єднання працює" in page.words and "3 користувачі" in page.words
    assert "Олена Гайова, Тарас Левченко, Марко Дубовик" in page.words
    assert KEY not in page.html and KEY[-4:] in page.html
    assert office.phonet.complaints == []


@pytest.mark.parametrize(
    ("fault", "at", "words"),
    [
        ("403", "authorize", "Phonet не прийняв ключ"),
        ("no cookie", "authorize", "не відкрив сеансу"),
        ("403", "users", "відмовив у доступі"),
        ("401", "users", "відмовив у доступі"),
        ("redirect", "authorize", "на іншу адресу"),
        ("429", "users", "запити рідше"),
        ("500", "users", "500"),
        ("404", "users", "404"),
        ("truncated", "users", "не JSON"),
        ("html", "users", "не JSON"),
        ("wrong shape", "users", "не така, як описано"),
        ("too large", "users", "завелика"),
        ("broken off", "users", "обірвалося"),
    ],
)
def test_a_check_that_fails_says_why(office, fault, at, words):
    office.gateway.settings(phonet_domain=office.phonet.host, phonet_api_key=KEY)
    office.phonet.misbehave(fault, at)
    page = office.check()
    assert "З’єднатися не вдалося" in page.words
    assert words in page.words, page.words
    assert KEY not in page.html and office.phonet.elsewhere == []


def test_a_check_of_nobody_says_so(office):
    office.gateway.settings(phonet_domain=office.silent, phonet_api_key=KEY)
    assert "не приймає з’єднання" in office.check().words


def test_a_phonet_that_answers_with_a_gigabyte_is_cut_off_and_costs_no_memory(office):
    def most_resident():
        lines = Path(f"/proc/{office.gateway.responder}/status").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024

    office.gateway.settings(phonet_domain=office.phonet.host, phonet_api_key=KEY)
    assert "З’єднання працює" in office.check().words
    office.gateway.settings(phonet_domain=office.endless.host, phonet_api_key=KEY)
    before = most_resident()
    for _ in range(4):
        assert "завелик" in office.check().words
    assert most_resident() - before <= 20 and office.endless.sent < 4 * (64 << 20)


def test_a_phonet_that_hangs_holds_up_three_checks_and_nobody_else(office):
    office.gateway.settings(phonet_domain=office.phonet.host, phonet_api_key=KEY)
    office.phonet.misbehave("hang")
    token = office.olena.form_token("/settings")

    def check():
        return Page(office.olena.web.post(
            office.gateway.url + "/settings/connection", data={"form_token": token}, timeout=60))

    begun = time.monotonic()
    with concurrent.futures.ThreadPoolExecutor(3) as people:
        waiting = [people.submit(check) for _ in range(3)]
        while office.phonet.story.count("users") < 3:
            assert time.monotonic() - begun < 5
        told = [check().words for _ in range(12)]
        assert all("Перевірка вже триває" in words for words in told)
        assert office.gateway.post("call", Conversation().dial).status_code == 200
        assert not any(one.done() for one in waiting) and time.monotonic() - begun < 9
        assert all("не відповів вчасно" in one.result().words for one in waiting)
    assert time.monotonic() - begun < 15


def test_what_if_and_the_number_check_write_nothing(office):
    office.gateway.settings(create_lead_on_missed_incoming=True)
    before = (len(office.gateway.items("/calls")), len(office.gateway.items("/leads")))
    page = office.olena.read("/what-if?direction=incoming&outcome=missed&phone=80509876543&extension=102")
    assert "+380 50 987 65 43" in page.words and "Було б створено нового ліда" in page.words
    assert "+380509876543" in office.olena.read("/numbers?number=(050)+987-65-43").words
    assert (len(office.gateway.items("/calls")), len(office.gateway.items("/leads"))) == before
