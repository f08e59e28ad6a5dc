"""Numbers that are left alone: from the missed list and from the live card, and back."""

import axe
import pytest
import reading
from phonet import Conversation
from test_live import card, people  # noqa: F401

SPAMMER = "+380931112233"


def miss(gateway, ext="102", number=SPAMMER):
    call = Conversation(number=number, ext=ext)
    for event in (call.dial, call.hangup(False)):
        assert gateway.post("call", event).status_code == 200
    assert gateway.post("after_call_end", call.record(False)).status_code == 200
    return call


def put_away(browser):
    for button in browser.all("#live [data-dismiss] button"):
        browser.driver.execute_script("arguments[0].click()", button)


def test_spam_leaves_the_missed_list_and_comes_back_with_undo(people):  # noqa: F811
    gateway, _, taras = people
    miss(gateway)
    taras.open("/missed?whose=everybody")
    put_away(taras)
    taras.one("main .missed tbody summary").click()
    taras.one("main .missed .ignore button").click()
    taras.wait(lambda: "ігнорується: Спам" in taras.text, 5)
    assert "+380 93 111 22 33" not in [row.text for row in taras.all("main tbody tr")]
    second = miss(gateway)
    assert gateway.api.get(f"{gateway.url}/api/v1/calls/{second.uuid}", timeout=10).json()["ignored"] is True
    taras.open("/missed?whose=everybody")
    assert "Ніхто не чекає" in taras.text

    taras.open("/ignored-numbers")
    assert "+380 93 111 22 33" in taras.text
    taras.press("Не ігнорувати")
    assert "Список порожній" in taras.text
    taras.open("/missed?whose=everybody")
    assert "+380 93 111 22 33" in taras.text
    taras.one("main .missed tbody summary").click()
    taras.one("main .missed .ignore button").click()
    taras.wait(lambda: "Повернути як було" in taras.text, 5)
    taras.press("Повернути як було")
    assert "+380 93 111 22 33" in taras.one("main tbody").text


def test_spam_from_the_card_while_it_rings_makes_no_lead(people):  # noqa: F811
    gateway, _, taras = people
    gateway.settings(create_lead_on_missed_incoming=True)
    call = Conversation(number=SPAMMER, ext="102")
    gateway.post("call", call.dial)
    taras.wait(lambda: "Невідомий номер" in card(taras), 3)
    taras.one("#live .ignore button").click()
    taras.wait(lambda: "Номер ігнорується: Спам" in card(taras), 5)
    gateway.post("call", call.hangup(False))
    gateway.post("after_call_end", call.record(False))
    told = gateway.api.get(f"{gateway.url}/api/v1/calls/{call.uuid}", timeout=10).json()
    assert told["ignored"] is True and told["lead_id"] is None and not told["notifications"]
    assert taras.complaints() == []


@pytest.mark.parametrize("language", ["uk", "en"])
def test_the_ignore_list_looks_right(people, language):  # noqa: F811
    gateway, olena, taras = people
    if language == "en":
        olena.open("/calls").press("English")
    miss(gateway, number="+380931110000")
    call = miss(gateway)
    for number, prefix, reason in ((SPAMMER, False, "Спам"), ("+38044", True, "Реклама з міських номерів"),
                                   ("+380501112299", False, "Не клієнт")):
        answer = gateway.api.post(f"{gateway.url}/api/v1/ignored-numbers", timeout=10,
                                  json={"number": number, "is_prefix": prefix, "reason": reason})
        assert answer.status_code == 201
    for _ in range(3):
        last = miss(gateway)
    found = []
    pages = {"list": "/ignored-numbers?done=ignored&entry=1", "missed": "/missed?whose=everybody&done=ignored&entry=1",
             "call": f"/calls/{last.uuid}", "log": "/calls?period=all", "form": f"/calls/{call.uuid}"}
    for name, page in pages.items():
        for width, height in ((1366, 650), (390, 844)):
            olena.size(width, height)
            olena.dark(False)
            olena.open(page)
            put_away(olena)
            if name == "missed":
                olena.one("main .missed tbody summary").click()
            for dark in (False, True):
                olena.dark(dark)
                file = f"ignored-{name}-{width}-{language}{'-dark' if dark else ''}"
                olena.picture(f"{file}.png")
                found += [f"{file}: {one}" for one in axe.violations(olena, only_colours=dark)]
                found += [f"{file} too wide: {one}" for one in reading.overflow(olena)]
    assert not found, "\n".join(found[:20])
