"""A sales person calls a lead from its page, follows the call, and plays the recording."""

import pytest
from connected_office import ConnectedOffice
from test_walk import set_up

NUMBER = "+380671234567"


@pytest.fixture
def connected(tmp_path):
    office = ConnectedOffice(tmp_path)
    yield office
    complaints = office.phonet.complaints
    office.stop()
    assert complaints == []


@pytest.fixture
def olena(connected, browser_of):
    """Olena (101), signed in, with one lead to call."""
    browser = browser_of(connected.gateway)
    set_up(browser, connected.gateway)
    gateway = connected.gateway
    answer = gateway.api.patch(f"{gateway.url}/api/v1/employees/1", json={"extension": "101"}, timeout=10)
    assert answer.status_code == 200
    gateway.create("/leads", name="Ірина Соколова", phones=[NUMBER])
    return browser


def call(browser):
    """Presses the call button beside the number on the lead's page."""
    browser.open("/leads/1")
    button = browser.one("main form.call button")
    assert "+380 67 123 45 67" in (button.get_attribute("aria-label") or button.get_attribute("title"))
    button.click()
    # The gateway waits ten seconds for a Phonet that hangs.
    browser.wait(lambda: browser.path.startswith("/dialling/"), 15)


def says(browser, words, seconds=15):
    browser.wait(lambda: words in browser.one("#dialling").text, seconds)


def made_calls(office):
    return office.phonet.story.count("makeCall")


def test_a_call_is_made_rings_is_answered_ends_and_is_listened_to(connected, olena):
    connected.phonet.order("plan", pickUp=80, ring=80, talk=240)
    call(olena)
    says(olena, "Дзвонить Ваш телефон 101")
    says(olena, "Набираємо клієнта")
    says(olena, "Триває розмова")
    says(olena, "Розмову завершено", 20)
    assert made_calls(connected) == 1

    olena.press("Сторінка дзвінка")
    assert olena.path.startswith("/calls/")
    olena.wait(lambda: olena.open(olena.path).all("audio"))
    listen(olena, 7)
    # The page may show Phonet's messages verbatim; no resource or link of the page leads to Phonet.
    reached = [one.get_attribute(name) or "" for one in olena.all("[src], [href]") for name in ("src", "href")]
    assert any(reached) and not any(connected.phonet.host in address for address in reached)
    assert not olena.complaints()


def listen(browser, second):
    """Plays the recording, seeks to a second, and checks that it plays on from there."""
    browser.cdp("Runtime.evaluate", expression="document.querySelector('audio').play()", userGesture=True)
    position = "return document.querySelector('audio').currentTime"
    browser.wait(lambda: browser.driver.execute_script(position) > 0.2)
    assert browser.driver.execute_script("return document.querySelector('audio').duration") > second
    browser.driver.execute_script(f"document.querySelector('audio').currentTime = {second}")
    browser.wait(lambda: browser.driver.execute_script(position) > second + 0.2)


def test_two_clicks_make_one_call_and_hanging_up_ends_it(connected, olena):
    connected.phonet.order("plan", pickUp=1, ring=1, talk=3600)
    olena.open("/leads/1")
    olena.driver.execute_script("""
        const form = document.querySelector("main form.call"), body = new URLSearchParams(new FormData(form));
        window.done = 0;
        for (let click = 0; click < 2; click++)
            fetch(form.action, { method: "POST", body }).then(() => { window.done += 1; });
    """)
    olena.wait(lambda: olena.driver.execute_script("return window.done") == 2)
    call(olena)
    assert olena.path == "/dialling/1"
    assert made_calls(connected) == 1
    says(olena, "Триває розмова")
    olena.press("Покласти слухавку")
    says(olena, "Розмову завершено")


def test_what_hinders_a_call_is_said_in_words(connected, olena):
    connected.phonet.misbehave("500", at="makeCall")
    call(olena)
    says(olena, "Phonet не набрав номер")
    assert "500" in olena.one("#dialling").text
    # Phonet accepts the request, does not answer it, and sends no webhook about the call.
    connected.phonet.order("loss", share=1)
    connected.phonet.misbehave("hang", at="makeCall")
    call(olena)
    says(olena, "Невідомо, чи Phonet набирає")
    assert made_calls(connected) == 2


def test_a_call_is_followed_even_if_phonet_did_not_say_which_it_is(connected, olena):
    connected.phonet.misbehave("truncated", at="makeCall")
    call(olena)
    says(olena, "Розмову завершено")
    assert made_calls(connected) == 1
