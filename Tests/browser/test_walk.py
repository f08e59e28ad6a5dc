"""An administrator's first steps in a browser, with scripts and without."""


import pytest
from phonet import fresh_uuid

PASSWORD = "вареники з вишнями"


def set_up(browser, gateway):
    browser.open(gateway.url + gateway.setup_path())
    browser.type("name", "Олена Гайова").type("email", "olena.haiova@vitryla.example")
    browser.type("password", PASSWORD)
    return browser.press("Створити й увійти")


def missed_call(gateway, extension, number="+380500000099", call=None):
    leg = {"uuid": call or fresh_uuid(), "accountDomain": "vitryla-demo.phonet.com.ua", "parentUuid": None, "lgDirection": 4,
           "leg": {"id": 1, "ext": extension, "displayName": "Тарас Левченко", "type": 1}, "leg2": None,
           "otherLegs": [{"id": None, "name": None, "num": number}], "trunkNum": None, "trunkName": None,
           "dialAt": 1767601800123, "bridgeAt": None}
    for event in ("call.dial", "call.hangup"):
        assert gateway.post("call", {**leg, "event": event, "serverTime": 1767601820123}).status_code == 200
    return leg["uuid"]


@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without scripts"])
def test_first_run_to_sign_out(fresh, browser_of, script):
    browser = browser_of(fresh, script=script)
    set_up(browser, fresh)
    assert browser.path == "/settings" and "Phonet" in browser.title

    browser.open("/settings/leads").tick("create_lead_on_missed_incoming").press("Зберегти")
    browser.open("/settings").type("default_period_days", "15").press("Зберегти")
    browser.open("/settings")
    assert browser.field("default_period_days").get_attribute("value") == "15"
    browser.one(".tabs a[href$='/settings/leads']").click()
    browser.wait(lambda: browser.path == "/settings/leads")
    assert browser.field("create_lead_on_missed_incoming").is_selected()

    browser.open("/settings")
    browser.type("phonet_domain", "https://evil.example/x").type("default_period_days", "20").press("Зберегти")
    assert "phonet.com.ua" in browser.one("#problem-phonet_domain").text
    assert browser.field("default_period_days").get_attribute("value") == "20"
    browser.open("/settings")
    assert browser.field("default_period_days").get_attribute("value") == "15"

    browser.open("/employees/new").type("name", "Тарас Левченко").type("extension", "102")
    browser.one("main form button.primary").click()
    browser.wait(lambda: browser.path != "/employees/new")
    missed_call(fresh, "102")
    browser.open("/employees").press("Тарас Левченко")
    assert "+380 50 000 00 99" in browser.text

    browser.open("/me").press("English")
    assert browser.title == "My page"
    browser.press("Sign out")
    browser.open("/settings")
    assert browser.path == "/sign-in"


def test_two_administrators_save_and_the_second_is_asked(fresh, browser_of):
    first, second = browser_of(fresh), browser_of(fresh)
    set_up(first, fresh)
    second.open("/sign-in").type("email", "olena.haiova@vitryla.example").type("password", PASSWORD).press("Увійти")
    second.open("/settings/notifications")
    first.open("/settings/notifications").type("push_delay_seconds", "5").press("Зберегти")
    second.type("push_delay_seconds", "9").press("Зберегти")
    assert "5" in second.text and "9" in second.text and second.all("input[type=radio][value]")
    first.open("/settings/notifications")
    assert first.field("push_delay_seconds").get_attribute("value") == "5"


def test_what_is_not_saved_is_said(fresh, browser_of):
    browser = browser_of(fresh)
    set_up(browser, fresh)
    browser.open("/settings/notifications")
    assert not browser.one(".savebar .state").is_displayed()
    browser.type("push_delay_seconds", "31")
    assert browser.one(".savebar .state").is_displayed()
    browser.driver.execute_script("document.querySelector('form[data-unsaved]').reset()")
    browser.wait(lambda: not browser.one(".savebar").is_displayed())


def unfold(browser, selector):
    """Clicks what a selector names in the middle of the window, because bars cover its edges."""
    element = browser.one(selector)
    browser.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", element)
    element.click()


def test_the_settings_follow_what_is_typed_before_it_is_saved(fresh, browser_of):
    """The bar comes with a change, sentences follow their switches, and what-if takes what is typed."""
    browser = browser_of(fresh)
    set_up(browser, fresh)
    fresh.create("/employees", name="Тарас Левченко", extension="102")
    browser.open("/settings/leads")
    cell = browser.one(".creation")
    assert not browser.one(".savebar").is_displayed()
    assert "Такий дзвінок ліда не створює." in cell.text
    browser.tick("create_lead_on_missed_incoming")
    assert browser.one(".savebar").is_displayed()
    assert "з джерелом «Телефонія»; для клієнта ліда не буде" in cell.text and "ліда не створює" not in cell.text
    browser.tick("create_lead_on_missed_incoming_if_client_exists")
    assert "навіть якщо номер має клієнт" in cell.text
    unfold(browser, ".matrix details summary")
    browser.type("missed_call_lead_source_id_new", "Реклама")
    assert "з джерелом «Реклама»" in cell.text
    browser.type("phone", "050 000 00 99")
    unfold(browser, "form[data-topic] button")
    browser.wait(lambda: "За введеними значеннями" in browser.text)
    assert "Було б створено нового ліда" in browser.text and "Реклама" in browser.one("#what-if-answer").text
    assert fresh.get("/settings")["create_lead_on_missed_incoming"] is False

    browser.driver.execute_script("document.querySelector('form[data-settings]').reset()")
    browser.open("/settings/notifications")
    warning = browser.one("[data-reach*=notify_missed_unknown_employee_ids]")
    assert not warning.is_displayed()
    browser.tick("notify_missed_unknown")
    assert warning.is_displayed() and "Нікого не вибрано" in warning.text
    unfold(browser, "#field-notify_missed_unknown_employee_ids summary")
    browser.all("[name=notify_missed_unknown_employee_ids]")[1].click()
    assert not warning.is_displayed()
    assert browser.one("#field-notify_missed_unknown_employee_ids summary").text == "Тарас Левченко"
    browser.press("Зберегти")
    assert fresh.get("/settings")["notify_missed_unknown_employee_ids"] == [2]


def test_addresses_of_the_former_single_page_lead_to_the_right_one(fresh, browser_of):
    browser = browser_of(fresh)
    set_up(browser, fresh)
    for anchor, path in (("#field-push_delay_seconds", "/settings/notifications"), ("#security", "/settings/security"),
                         ("#field-working_hours", "/settings/hours"), ("#field-timezone", "/settings"),
                         ("#telegram", "/settings/telegram"), ("#field-keep_audit_days", "/settings/retention")):
        browser.open("/status")
        browser.open(f"/settings{anchor}")
        browser.wait(lambda: browser.path == path)
    browser.open("/settings/connection")
    assert browser.path == "/settings"
