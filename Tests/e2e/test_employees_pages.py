"""The pages of employees, of Phonet's users, of statuses and sources, in a browser without scripts."""

import html
import re

import pytest
from gateway import Gateway
from person import Person
from phonet import Conversation
from phonet_server import KEY, PhonetServer


class Office:
    """A gateway connected to a Phonet of its own, and its administrator, Olena."""

    def __init__(self, folder):
        self.phonet = PhonetServer()
        self.gateway = Gateway(folder / "state", environment={
            "PHONET_GATEWAY_PHONET_HOST": self.phonet.host, "PHONET_GATEWAY_PHONET_PLAIN_HTTP": "1"})
        self.olena = Person(self.gateway).set_up()
        self.gateway.settings(phonet_domain=self.phonet.host, phonet_api_key=KEY)

    def add(self, name, **fields):
        """Adds an employee through the page and returns the id."""
        answer = self.olena.send("/employees/new", name=name, active="1", role="employee", **fields)
        assert answer.status_code == 303, answer.text
        return int(re.search(r"/employees/(\d+)\?done=added", answer.headers["Location"])[1])

    def card(self, person, **changes):
        """Returns the fields of the card as the page shows them, with changes; None unticks a box or omits a field."""
        fields = {**inputs(self.olena.open(f"/employees/{person}").text), **changes}
        return {name: value for name, value in fields.items() if value is not None}

    def employee(self, person):
        return self.gateway.get(f"/employees/{person}")

    def stop(self):
        self.gateway.stop()
        self.phonet.stop()


def inputs(page):
    """Returns the values of the card's form as a browser would send them unchanged."""
    form = re.search(r'<form class="form"[^>]*data-unsaved.*?</form>', page, re.S)[0]
    fields = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        is_box = 'type="checkbox"' in tag or 'type="radio"' in tag
        if name and value and (not is_box or " checked" in tag):
            fields[name[1]] = html.unescape(value[1])
    for name, options in re.findall(r'<select[^>]*name="([^"]*)".*?>(.*?)</select>', form, re.S):
        chosen = re.search(r'value="([^"]*)" selected', options)
        fields[name] = chosen[1] if chosen else ""
    fields.pop("form_token", None)
    return fields


def hidden(page, name):
    return html.unescape(re.search(rf'name="{name}" value="([^"]*)"', page)[1])


def test_an_employee_is_added_found_changed_and_deleted(office):
    nina = office.add("Ніна Новенька", extension="0771", email="nina@vitryla.example")
    page = office.olena.open("/employees?search=НОВЕН").text
    assert "Ніна Новенька" in page and "0771" in page and "Олена Гайова" not in page
    saved = office.olena.send(f"/employees/{nina}", **office.card(nina, extension="0772", external_id="crm-7"))
    assert saved.status_code == 303
    assert "Збережено." in office.olena.open(f"/employees/{nina}?done=saved").text
    assert (office.employee(nina)["extension"], office.employee(nina)["external_id"]) == ("0772", "crm-7")
    asked = office.olena.open(f"/employees/{nina}/deletion").text
    assert "Видалити: Ніна Новенька?" in asked
    gone = office.olena.send(f"/employees/{nina}/deletion", step="delete")
    assert gone.headers["Location"].endswith("/employees?done=deleted")
    assert office.olena.open(f"/employees/{nina}").status_code == 404


def test_mistakes_come_back_at_their_fields_with_what_was_typed(office):
    ivan = office.add("Іван Перший", extension="0781")
    wrong = office.olena.send("/employees/new", name=" ", extension="12a", email="a@b@c", external_id="<b>")
    assert wrong.status_code == 422
    for field in ("name", "extension", "email"):
        assert f'id="problem-{field}"' in wrong.text and f'href="#field-{field}"' in wrong.text
    assert 'value="12a"' in wrong.text and 'value="&lt;b&gt;"' in wrong.text
    taken = office.olena.send("/employees/new", name="Другий", extension="0781", active="1")
    assert taken.status_code == 422 and "уже має Іван Перший" in taken.text
    assert len(office.gateway.items("/employees", extension="0781")) == 1
    assert office.employee(ivan)["extension"] == "0781"


def test_the_second_of_two_tabs_is_told_and_loses_nothing(office):
    petro = office.add("Петро Вкладка", extension="0791")
    second = office.card(petro, name="Петро Другий")
    first = office.olena.send(f"/employees/{petro}", **office.card(petro, extension="0792"))
    assert first.status_code == 303
    told = office.olena.send(f"/employees/{petro}", **second)
    assert told.status_code == 409
    assert "Петро Другий" in told.text and "зараз збережено: 0792" in told.text
    assert office.employee(petro)["name"] == "Петро Вкладка"
    again = {**second, "version": hidden(told.text, "version"), "extension": "0792"}
    assert office.olena.send(f"/employees/{petro}", **again).status_code == 303
    assert (office.employee(petro)["name"], office.employee(petro)["extension"]) == ("Петро Другий", "0792")


def test_an_invited_employee_signs_in_and_sees_no_employees(office):
    person = office.add("Оксана Запрошена", email="oksana@vitryla.example")
    card = office.olena.open(f"/employees/{person}").text
    shown = office.olena.send(f"/employees/{person}/invitation", page=f"/employees/{person}",
                              seen=hidden(card, "seen"))
    assert shown.status_code == 200
    link = html.unescape(re.search(r'<code id="link">([^<]*)</code>', shown.text)[1])
    reload = office.olena.send(f"/employees/{person}/invitation", page=f"/employees/{person}",
                               seen=hidden(card, "seen"))
    assert reload.headers["Location"].endswith("?done=link-is-out")
    oksana = Person(office.gateway, "oksana@vitryla.example").accept(link)
    assert oksana.open("/me").status_code == 200
    for path in ("/employees", f"/employees/{person}", "/employees/new", "/employees/phonet", "/lead-statuses"):
        assert oksana.open(path).status_code == 403, path
    assert "має пароль" in office.olena.open(f"/employees/{person}").text
    # Making an employee inactive ends their sessions at once.
    away = office.olena.send(f"/employees/{person}", **office.card(person, active=None))
    assert away.status_code == 303
    assert oksana.open("/me").status_code == 303


def test_a_number_nobody_owned_brings_its_calls_to_its_new_owner(office):
    talk = Conversation(ext="0801")
    office.gateway.post("after_call_end", talk.record(True))
    listed = office.olena.open("/employees").text
    assert "0801" in listed and "extension=0801" in listed
    person = office.add("Роман Власник")
    done = office.olena.send("/employees/extensions", page="/employees", extension="0801", employee_id=person)
    assert done.headers["Location"].endswith("/employees?done=assigned&calls=1")
    assert office.gateway.call(talk.uuid)["employee_id"] == person
    assert talk.number[-2:] in office.olena.open(f"/employees/{person}").text
    assert "0801" not in office.olena.open("/employees?search=nobody").text
    refused = office.olena.send(f"/employees/{person}/deletion", step="delete")
    assert refused.status_code == 409 and "брав участь у дзвінках" in refused.text


def test_phonets_users_are_looked_at_chosen_and_taken(office):
    taras = office.add("Левченко Тарас")
    before = office.gateway.items("/employees")
    page = office.olena.send("/employees/phonet", step="look")
    assert page.status_code == 200 and "збіг за іменем" in page.text
    assert office.gateway.items("/employees") == before
    proposals = [html.unescape(p) for p in re.findall(r'name="proposal" value="([^"]*)"', page.text)]
    chosen = [p for p in proposals if f"={taras}|" in p]
    assert len(chosen) == 1
    done = office.olena.send("/employees/phonet", step="take", users=hidden(page.text, "users"), proposal=chosen)
    assert done.headers["Location"].endswith("/employees?done=taken&added=0&changed=1")
    assert office.employee(taras)["extension"] == "102"
    assert len(office.gateway.items("/employees")) == len(before)
    # The proposal is no longer valid: sending the same form again writes nothing.
    again = office.olena.send("/employees/phonet", step="take", users=hidden(page.text, "users"), proposal=chosen)
    assert again.status_code == 409 and "нічого не записано" in again.text


@pytest.mark.parametrize("fault, at, words", [
    ("403", "authorize", "не прийняв ключ"),
    ("no cookie", "authorize", "не відкрив сеансу"),
    ("403", "users", "відмовив у доступі"),
    ("html", "users", "не JSON"),
    ("redirect", "users", "іншу адресу"),
    ("500", "users", "помилка (500)"),
    ("wrong shape", "users", "не така, як описано"),
])
def test_why_phonets_users_do_not_come_is_said_in_words(office, fault, at, words):
    office.gateway.settings(phonet_domain=office.phonet.host, phonet_api_key=KEY)
    office.phonet.misbehave(fault, at)
    page = office.olena.send("/employees/phonet", step="look")
    assert "Не вдалося отримати список" in page.text and words in page.text
    assert KEY not in page.text and office.phonet.elsewhere == []


def stage_fields(office, **changes):
    page = office.olena.open("/lead-statuses").text
    form = page[: page.index("/lead-sources")]
    fields = {"version": hidden(form, "version"), "default": re.search(r'name="default" value="(\d+)"[^>]* checked', form)[1]}
    for tag in re.findall(r'<input id="field-name-[^>]*>', form):
        fields[re.search(r'name="([^"]*)"', tag)[1]] = html.unescape(re.search(r'value="([^"]*)"', tag)[1])
    for name, options in re.findall(r'name="(kind-[^"]*)".*?>(.*?)</select>', form, re.S):
        fields[name] = re.search(r'value="([^"]*)" selected', options)[1]
    return {**fields, **changes}


def test_statuses_are_edited_as_one_list(office):
    statuses = {status["name"]: status for status in office.gateway.items("/lead-statuses")}
    work, new = statuses["В роботі"]["id"], statuses["Новий"]["id"]
    saved = office.olena.send("/lead-statuses", **stage_fields(office, **{
        f"name-{work}": "У роботі", "name-new": "Пауза", "kind-new": "lost", "move": f"{work} up"}))
    assert saved.status_code == 303, saved.text
    after = office.gateway.items("/lead-statuses")
    assert [s["name"] for s in after] == ["У роботі", "Новий", "Виграний", "Програний", "Неякісний", "Пауза"]
    assert [s["id"] for s in after if s["is_default"]] == [new]
    wrong = office.olena.send("/lead-statuses", **stage_fields(office, **{f"kind-{new}": "won", "name-new": "Новий"}))
    assert wrong.status_code == 422
    assert f'id="problem-kind-{new}"' in wrong.text and 'id="problem-name-new"' in wrong.text
    assert office.gateway.items("/lead-statuses") == after
    pause = after[-1]["id"]
    gone = office.olena.send(f"/lead-statuses/{pause}/deletion")
    assert gone.headers["Location"].endswith("/lead-statuses?done=deleted")


def test_a_source_the_settings_use_is_not_deleted_and_the_page_says_where(office):
    (source,) = [s["id"] for s in office.gateway.items("/lead-sources") if s["name"] == "Телефонія"]
    refused = office.olena.send(f"/lead-sources/{source}/deletion")
    assert refused.status_code == 409
    assert "/settings/leads#field-missed_call_lead_source_id" in refused.text
