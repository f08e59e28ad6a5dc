"""Live cards fold, say when, stack with a count and stand beside the buttons."""

import time

import axe
import pytest
import reading
from phonet import Conversation
from selenium.webdriver.common.keys import Keys
from test_live import IRYNA, card, people  # noqa: F401
from test_notes import note, talk

CARDS = """return [...document.querySelectorAll('#live .livecard')].filter((card) => card.checkVisibility())
    .map((card) => ({ folded: card.classList.contains('folded'), height: card.getBoundingClientRect().height,
        text: card.innerText.replaceAll('\\n', ' ') }))"""

COVERED = """
    const stack = document.getElementById('live').getBoundingClientRect();
    return [...document.querySelectorAll('main tbody :is(button, .button, select, summary)')].filter((one) => {
        const place = one.getBoundingClientRect();
        return one.checkVisibility() && place.left < stack.right && place.right > stack.left && place.top < stack.bottom && place.bottom > stack.top;
    }).map((one) => one.outerHTML.slice(0, 80))"""


def cards(browser):
    return browser.driver.execute_script(CARDS)


def missed(gateway, number, ext="102", minutes_ago=0):
    call = Conversation(number=number, ext=ext, start=int(time.time() * 1000) - minutes_ago * 60_000)
    for event in (call.dial, call.hangup(False)):
        assert gateway.post("call", event).status_code == 200
    return call


def test_an_ended_card_folds_after_ten_seconds_but_not_while_somebody_writes(people):  # noqa: F811
    gateway, _, taras = people
    talk(gateway)
    taras.wait(lambda: "Розмову завершено" in card(taras), 3)
    assert not cards(taras)[0]["folded"]
    note(taras).send_keys("Домовилися")
    time.sleep(11)
    assert not cards(taras)[0]["folded"]
    note(taras).send_keys(Keys.CONTROL, Keys.ENTER)
    taras.wait(lambda: "Збережено" in card(taras), 3)
    taras.driver.execute_script("document.activeElement.blur()")
    taras.wait(lambda: cards(taras)[0]["folded"] and cards(taras)[0]["height"] <= 44, 3)
    assert "Ірина Соколова" in cards(taras)[0]["text"]
    # It stays folded on the next page, and a press unfolds it.
    assert cards(taras.open("/leads"))[0]["folded"]
    taras.one("#live [data-fold]").click()
    taras.wait(lambda: not cards(taras)[0]["folded"])
    assert note(taras).get_attribute("value") == "Домовилися"


def test_ended_cards_are_stacked_with_a_count(people):  # noqa: F811
    gateway, _, taras = people
    for number in (1, 2, 3):
        missed(gateway, f"+38050222000{number}")
    taras.wait(lambda: "00 03" in card(taras) and "ще 1" in cards(taras)[-1]["text"], 8)
    assert not cards(taras)[0]["folded"]
    taras.wait(lambda: [one["folded"] for one in cards(taras)] == [True], 13)
    assert "ще 2" in cards(taras)[0]["text"] and "00 03" in cards(taras)[0]["text"]
    taras.size(390, 844)
    assert taras.driver.execute_script(
        "return [...document.querySelectorAll('#live .livecard, #live .livecard *')].every(part => part.getBoundingClientRect().right <= 390)")
    taras.size(1280, 800)
    taras.one("#live [data-more]:not([hidden])").click()
    taras.wait(lambda: len(cards(taras)) == 3 and all(one["folded"] for one in cards(taras)))
    taras.one("#live [data-dismiss] button").click()
    taras.wait(lambda: len(cards(taras)) == 2)


def test_a_card_that_came_late_says_when_the_call_was(people):  # noqa: F811
    gateway, _, taras = people
    call = missed(gateway, IRYNA, minutes_ago=12)
    taras.wait(lambda: "Пропущений дзвінок" in card(taras), 3)
    from datetime import datetime
    from zoneinfo import ZoneInfo

    clock = datetime.fromtimestamp(call.start / 1000, ZoneInfo("Europe/Kyiv")).strftime("%H:%M")
    assert clock in card(taras), card(taras)


def test_long_names_are_cut_and_a_company_of_the_same_name_stands_once(people):  # noqa: F811
    gateway, _, taras = people
    name = "Товариство з обмеженою відповідальністю «Науково-виробниче підприємство Придніпровський завод металовиробів»"
    gateway.create("/clients", name=name, company=name.upper(), phones=["+380502220009"])
    gateway.post("call", Conversation(number="+380502220009", ext="102").dial)
    taras.wait(lambda: name in card(taras), 3)
    assert name.upper() not in card(taras)
    who = taras.one("#live .who")
    assert who.size["height"] <= 50 and who.get_attribute("title") == name


@pytest.mark.parametrize("language", ["uk", "en"])
def test_cards_are_never_over_the_buttons_of_rows(people, language):  # noqa: F811
    gateway, olena, taras = people
    if language == "en":
        taras.open("/calls").press("English")
    for number in range(14):
        gateway.post("after_call_end", missed(gateway, f"+3805011100{number:02}", ext="105").record(False))
    gateway.post("call", Conversation(number=IRYNA, ext="102").dial)
    found = []
    for stage in ("ringing", "folded"):
        for path in ("/missed", "/calls", "/leads"):
            for width, height in ((1366, 650), (390, 844)):
                taras.size(width, height)
                taras.dark(False)
                taras.open(path)
                taras.wait(lambda: cards(taras))
                if stage == "folded":
                    taras.wait(lambda: all(one["folded"] for one in cards(taras)), 12)
                for dark in (False, True):
                    taras.dark(dark)
                    if width > 720:
                        found += [f"{path} {stage}: {one}" for one in taras.driver.execute_script(COVERED)]
                    else:
                        assert cards(taras)[0]["folded"] and cards(taras)[0]["height"] <= 56
                    name = f"sheet{path.replace('/', '-')}-{stage}-{width}-{language}{'-dark' if dark else ''}"
                    taras.picture(f"{name}.png")
                    found += [f"{name}: {one}" for one in axe.violations(taras, only_colours=dark)]
                    found += [f"{name} too wide: {one}" for one in reading.overflow(taras)]
        if stage == "ringing":
            for number in (1, 2):
                missed(gateway, f"+38050222000{number}")
            gateway.post("call", Conversation(number=IRYNA, ext="102").hangup(False))
            for call in gateway.items("/calls"):
                if call["state"] == "ringing":
                    end = Conversation(number=IRYNA, ext="102", uuid=call["uuid"])
                    gateway.post("call", end.hangup(False))
    assert not found, "\n".join(found[:20])
    assert taras.complaints() == []
