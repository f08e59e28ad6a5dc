"""Olena sees only what is hers: Taras's calls and client are nowhere on her pages, and the administrator decides."""

import pytest
from phonet import Conversation
from test_walk import PASSWORD, set_up

IRYNA, HALYNA = "+380671234567", "+380502345678"


@pytest.fixture
def people(fresh, browser_of):
    """Daryna, the administrator, and Olena (101) at browsers of their own; Taras (102) talks."""
    daryna = browser_of(fresh)
    set_up(daryna, fresh)
    olena = fresh.create("/employees", name="Олена Гайова", extension="101", email="olena@vitryla.example")
    taras = fresh.create("/employees", name="Тарас Левченко", extension="102", email="taras@vitryla.example")
    fresh.create("/clients", name="Ірина Соколова", phones=[IRYNA], admin_employee_ids=[taras["id"]])
    fresh.create("/clients", name="Галина Приймак", phones=[HALYNA], admin_employee_ids=[olena["id"]])
    link = fresh.run("employee", "invite", str(olena["id"]), "--public-url", fresh.root).split()[-1]
    olena = browser_of(fresh)
    olena.open(link).type("password", PASSWORD).press("Зберегти й увійти")
    for number, extension in ((IRYNA, "102"), (HALYNA, "101")):
        talk = Conversation(number=number, ext=extension)
        for event in (talk.dial, talk.bridge, talk.hangup(True)):
            assert fresh.post("call", event).status_code == 200
        assert fresh.post("after_call_end", talk.record(True)).status_code == 200
    return fresh, daryna, olena


def picture(browser, name):
    for width, height in ((1366, 650), (390, 844)):
        for dark in (False, True):
            browser.size(width, height)
            browser.dark(dark)
            file = f"visibility-{name}-{width}-{'dark' if dark else 'light'}.png"
            browser.picture(file)
    browser.size(1280)
    browser.dark(False)


def test_a_change_of_what_employees_see_reaches_the_open_pages_and_ends_nothing_typed(people):
    gateway, daryna, olena = people
    olena.open("/calls")
    assert "Ірина Соколова" in olena.text and "Галина Приймак" in olena.text

    daryna.open("/employees/2")
    assert "Бачить дзвінки, клієнтів і лідів усієї компанії" in daryna.text
    daryna.open("/settings/security")
    card = daryna.one("main input[name='employees_see'][value='own']")
    daryna.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", card)
    card.click()
    daryna.press("Зберегти")
    assert gateway.get("/settings")["employees_see"] == "own"

    olena.wait(lambda: "Ірина Соколова" not in olena.text, 5)
    assert "Галина Приймак" in olena.text
    olena.open("/clients")
    assert "Ірина Соколова" not in olena.text and "Галина Приймак" in olena.text
    assert "Тут нічого немає" in olena.open("/clients/1").text

    olena.open("/clients/new").type("name", "Нова клієнтка")
    gateway.settings(employees_see="all")
    olena.wait(lambda: "Ваші права змінилися" in olena.text, 5)
    assert olena.field("name").get_attribute("value") == "Нова клієнтка"
    picture(olena, "changed")
    olena.press("Зберегти")
    assert olena.title == "Нова клієнтка"
    assert "Ірина Соколова" in olena.open("/clients").text
    assert not daryna.complaints()


def test_the_card_says_what_is_true_and_a_new_role_needs_no_new_sign_in(people):
    gateway, daryna, olena = people
    gateway.settings(employees_see="own")
    daryna.open("/employees/2")
    assert "Бачить лише свої дзвінки, клієнтів і лідів" in daryna.text
    picture(daryna, "card")
    daryna.open("/settings/security")
    card = daryna.one("main input[name='employees_see']")
    daryna.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", card)
    picture(daryna, "settings")

    olena.open("/me")
    assert "Бачить лише свої дзвінки" in olena.text
    olena.open("/calls?period=all")
    assert "Ірина Соколова" not in olena.text and "CSV" not in olena.text
    answer = gateway.api.patch(
        f"{gateway.url}/api/v1/employees/2", json={"role": "supervisor", "may_export": True}, timeout=10)
    assert answer.status_code == 200 and answer.json()["role"] == "supervisor"
    olena.wait(lambda: "Ірина Соколова" in olena.text and "CSV" in olena.text, 5)
    assert "Ця сторінка для адміністраторів" in olena.open("/settings").text


def test_whose_phone_rings_sees_who_calls(people):
    gateway, _, olena = people
    gateway.settings(employees_see="own")
    olena.open("/leads")
    ring = Conversation(number=IRYNA, ext="101")
    assert gateway.post("call", ring.dial).status_code == 200
    olena.wait(lambda: "Ірина Соколова" in olena.text, 5)
    links = [link.get_attribute("href") for link in olena.all("#live a")]
    assert links and not any("/clients/" in link for link in links)
    olena.one("#live .who a").click()
    assert olena.path.startswith("/calls/") and "Ірина Соколова" in olena.text
    assert not any("/clients/1" in (link.get_attribute("href") or "") for link in olena.all("main a")
                   if not link.get_attribute("href").endswith("/client"))
