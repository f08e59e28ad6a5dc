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

    browser.tick("create_lead_on_missed_incoming").type("push_delay_seconds", "15").press("Зберегти")
    browser.open("/settings")
    assert browser.field("push_delay_seconds").get_attribute("value") == "15"
    assert browser.field("create_lead_on_missed_incoming").is_selected()

    browser.type("phonet_domain", "https://evil.example/x").type("push_delay_seconds", "20").press("Зберегти")
    assert "phonet.com.ua" in browser.one("#problem-phonet_domain").text
    assert browser.field("push_delay_seconds").get_attribute("value") == "20"
    browser.open("/settings")
    assert browser.field("push_delay_seconds").get_attribute("value") == "15"

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
    second.open("/settings")
    first.open("/settings").type("push_delay_seconds", "5").press("Зберегти")
    second.type("push_delay_seconds", "9").press("Зберегти")
    assert "5" in second.text and "9" in second.text and second.all("input[type=radio][value]")
    first.open("/settings")
    assert first.field("push_delay_seconds").get_attribute("value") == "5"


def test_what_is_not_saved_is_said(fresh, browser_of):
    browser = browser_of(fresh)
    set_up(browser, fresh)
    browser.open("/settings")
    assert not browser.one(".savebar .state").is_displayed()
    browser.type("push_delay_seconds", "31")
    assert browser.one(".savebar .state").is_displayed()
    browser.driver.execute_script("document.querySelector('form[data-unsaved]').reset()")
