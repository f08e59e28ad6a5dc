"""What people write about calls, on the live card and on the call's page."""

import axe
import pytest
import reading
from phonet import Conversation
from selenium.webdriver.common.keys import Keys
from test_live import IRYNA, card, people  # noqa: F401
from test_walk import PASSWORD


def talk(gateway, ext="102", number=IRYNA):
    """A conversation that has just ended."""
    call = Conversation(number=number, ext=ext)
    for event in (call.dial, call.bridge, call.hangup(True)):
        assert gateway.post("call", event).status_code == 200
    return call


def note(browser):
    return browser.one("#live textarea[name='note']")


def drafts(browser):
    return browser.driver.execute_script(
        "return Object.keys(localStorage).filter((key) => key.startsWith('phonet-note:')).length")


def said(browser):
    return browser.one("#live [data-said]").text


def sign_in(browser):
    browser.type("email", "taras@vitryla.example").type("password", PASSWORD).press("Увійти")


def test_what_is_typed_survives_news_a_reload_and_the_end_of_the_session(people):  # noqa: F811
    gateway, _, taras = people
    call = talk(gateway)
    taras.wait(lambda: "Розмову завершено" in card(taras), 3)
    field = note(taras)
    field.send_keys("Домовилися на")
    assert drafts(taras) == 1 and "Не збережено" in said(taras)

    # Phonet's record changes the card; whoever types goes on typing.
    gateway.post("after_call_end", call.record(True))
    taras.wait(lambda: taras.one("#live [data-said]").text, 3)
    taras.wait(lambda: gateway.api.get(
        f"{gateway.url}/api/v1/calls/{call.uuid}", timeout=10).json()["talk_seconds"] is not None, 5)
    taras.wait(lambda: taras.driver.execute_script("return document.activeElement.name") == "note", 3)
    taras.driver.switch_to.active_element.send_keys(" п’ятницю")
    taras.wait(lambda: note(taras).get_attribute("value") == "Домовилися на п’ятницю", 3)

    taras.open("/leads")
    taras.wait(lambda: note(taras).get_attribute("value") == "Домовилися на п’ятницю", 3)
    taras.driver.find_element("css selector", "#live .pills label:nth-of-type(2)").click()
    assert drafts(taras) == 1

    # The session ends; the text is there after the next one begins.
    taras.driver.delete_all_cookies()
    taras.driver.execute_script("document.querySelector('#live .callnote button')?.click()")
    taras.wait(lambda: not card(taras) or "Сеанс завершено" in said(taras), 5)
    taras.open("/sign-in")
    sign_in(taras)
    taras.open("/calls")
    taras.wait(lambda: note(taras).get_attribute("value") == "Домовилися на п’ятницю", 3)
    note(taras).send_keys(Keys.CONTROL, Keys.ENTER)
    taras.wait(lambda: "Збережено" in said(taras), 3)
    assert drafts(taras) == 0
    saved = gateway.api.get(f"{gateway.url}/api/v1/calls/{call.uuid}", timeout=10).json()
    assert saved["note"] == "Домовилися на п’ятницю" and saved["category_id"] == 2


def test_a_draft_whose_card_is_gone_is_offered_until_it_is_saved(people):  # noqa: F811
    gateway, _, taras = people
    talk(gateway)
    taras.wait(lambda: "Розмову завершено" in card(taras), 3)
    note(taras).send_keys("передзвонити о 15:00")
    taras.one("#live [data-dismiss] button").click()
    taras.wait(lambda: not card(taras), 3)
    taras.open("/calls")
    taras.wait(lambda: "Незбережені нотатки" in taras.one("#live-drafts").text, 3)
    taras.one("#live-drafts a").click()
    taras.wait(lambda: taras.path.startswith("/calls/"))
    assert taras.one("main textarea[name='note']").get_attribute("value") == "передзвонити о 15:00"
    taras.one("main .callnote button").click()
    taras.wait(lambda: drafts(taras) == 0, 3)
    assert "передзвонити о 15:00" in taras.open("/calls").one("td .notesign").get_attribute("title")


def test_a_card_somebody_writes_on_stays_when_the_next_call_rings(people):  # noqa: F811
    gateway, _, taras = people
    first = talk(gateway)
    taras.wait(lambda: "Розмову завершено" in card(taras), 3)
    note(taras).send_keys("просив")
    gateway.post("call", Conversation(number="+380931112233", ext="102").dial)
    taras.wait(lambda: "Вхідний дзвінок" in card(taras), 3)
    taras.driver.switch_to.active_element.send_keys(" рахунок")
    assert note(taras).get_attribute("value") == "просив рахунок"
    note(taras).send_keys(Keys.CONTROL, Keys.ENTER)
    taras.wait(lambda: drafts(taras) == 0, 3)
    saved = gateway.api.get(f"{gateway.url}/api/v1/calls/{first.uuid}", timeout=10).json()
    assert saved["note"] == "просив рахунок"


def test_without_scripts_the_card_saves_and_the_page_returns(people, browser_of):  # noqa: F811
    gateway, _, _ = people
    call = talk(gateway)
    plain = browser_of(gateway, script=False)
    plain.open("/sign-in")
    sign_in(plain)
    plain.open("/leads")
    note(plain).send_keys("без скриптів")
    plain.driver.find_element("css selector", "#live .pills label:nth-of-type(1)").click()
    plain.one("#live .callnote button").click()
    plain.wait(lambda: plain.path == "/leads" and note(plain).get_attribute("value") == "без скриптів")
    saved = gateway.api.get(f"{gateway.url}/api/v1/calls/{call.uuid}", timeout=10).json()
    assert saved["note"] == "без скриптів" and saved["category_id"] == 1


@pytest.mark.parametrize("language", ["uk", "en"])
def test_notes_look_right(people, language):  # noqa: F811
    gateway, olena, taras = people
    if language == "en":
        taras.open("/calls").press("English")
        olena.open("/calls").press("English")
    call = talk(gateway)
    other = talk(gateway, ext="101", number="+380501112233")
    gateway.api.patch(f"{gateway.url}/api/v1/calls/{call.uuid}", timeout=10,
                      json={"note": "Замовила вікно 120 × 140, доставка у п’ятницю до обіду", "category_id": 1})
    gateway.api.patch(f"{gateway.url}/api/v1/calls/{other.uuid}", timeout=10, json={"category_id": 3})
    found = []
    pages = {"log": "/calls?period=all", "call": f"/calls/{call.uuid}", "client": "/clients/1",
             "statistics": "/statistics?period=all", "lists": "/lead-statuses"}
    for name, page in pages.items():
        browser = olena if name == "lists" else taras
        for width, height in ((1366, 650), (390, 844)):
            browser.size(width, height)
            browser.dark(False)
            browser.open(page)
            if name != "call":
                for button in browser.all("#live [data-dismiss] button"):
                    browser.driver.execute_script("arguments[0].click()", button)
            for dark in (False, True):
                browser.dark(dark)
                file = f"note-{name}-{width}-{language}{'-dark' if dark else ''}"
                browser.picture(f"{file}.png")
                found += [f"{file}: {one}" for one in axe.violations(browser, only_colours=dark)]
                found += [f"{file} too wide: {one}" for one in reading.overflow(browser)]
    assert not found, "\n".join(found[:20])
