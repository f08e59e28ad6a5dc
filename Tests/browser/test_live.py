"""Live cards on the pages of two people while phones ring."""

import time

import axe
import pytest
import reading
from phonet import Conversation
from test_walk import PASSWORD, set_up

IRYNA = "+380671234567"


@pytest.fixture
def people(fresh, browser_of):
    """Olena (101) and Taras (102), each signed in at a separate browser."""
    olena = browser_of(fresh)
    set_up(olena, fresh)
    answer = fresh.api.patch(f"{fresh.url}/api/v1/employees/1", json={"extension": "101"}, timeout=10)
    assert answer.status_code == 200
    fresh.create("/employees", name="Тарас Левченко", extension="102", email="taras@vitryla.example")
    link = fresh.run("employee", "invite", "2", "--public-url", fresh.root).split()[-1]
    taras = browser_of(fresh)
    taras.open(link).type("password", PASSWORD).press("Зберегти й увійти")
    fresh.create("/clients", name="Ірина Соколова", company="ТОВ «Приклад»", phones=[IRYNA], admin_employee_ids=[2])
    return fresh, olena.open("/calls"), taras.open("/calls")


def card(browser):
    """Returns the texts of the live cards in one read, because the page may replace them in between."""
    return browser.driver.execute_script("""
        return [...document.querySelectorAll("#live .livecard")].filter((card) => card.checkVisibility())
            .map((card) => card.innerText).join(" ")""")


def group(number=IRYNA):
    """A call that rings at 101 and 102."""
    first = Conversation(number=number, ext="101")
    return first, Conversation(number=number, ext="102", parent=first.uuid)


def polls(gateway, browser):
    """Returns how many live polls the browser has sent."""
    return browser.driver.execute_script(
        "return performance.getEntriesByType('resource').filter((entry) => entry.name.includes('/live?')).length")


def test_a_call_rings_in_two_browsers_and_goes_from_one_when_the_other_answers(people):
    gateway, olena, taras = people
    first, second = group()
    begun = time.monotonic()
    for leg in (first, second):
        assert gateway.post("call", leg.dial).status_code == 200
    for browser in (olena, taras):
        browser.wait(lambda: "Ірина Соколова" in card(browser), 2)
    assert time.monotonic() - begun < 2.5
    assert "Клієнта веде Тарас Левченко" in card(olena) and "Ваш клієнт" in card(taras)

    gateway.post("call", second.bridge)
    olena.wait(lambda: not card(olena), 2)
    taras.wait(lambda: "Триває розмова" in card(taras), 2)
    before = taras.one("#live [data-seconds]").text
    taras.wait(lambda: taras.one("#live [data-seconds]").text != before, 3)

    gateway.post("call", first.hangup(False))
    gateway.post("call", second.hangup(True))
    taras.wait(lambda: "Розмову завершено" in card(taras), 2)
    taras.one("#live [data-dismiss] button").click()
    taras.wait(lambda: not card(taras), 2)
    time.sleep(2)
    assert not card(taras) and not card(taras.open("/leads"))
    assert olena.complaints() + taras.complaints() == []
    link = next(row.text for row in olena.open("/status").all("tr") if "Від події до екрана" in row.text)
    assert "ще не виміряно" not in link


def test_a_missed_call_rings_the_bell_without_a_reload(people):
    gateway, olena, taras = people
    gateway.settings(notify_missed_client_admins=True)
    call = Conversation(number=IRYNA, ext="101")
    gateway.post("call", call.dial)
    gateway.post("call", call.hangup(False))
    gateway.post("after_call_end", call.record(False))
    taras.wait(lambda: taras.driver.title.startswith("(1) "), 3)
    olena.wait(lambda: "Пропущений дзвінок" in card(olena), 3)
    taras.wait(lambda: taras.one("#waiting").text == "1", 3)
    taras.one("#bell summary").click()
    taras.one("#bell .notice").click()
    taras.wait(lambda: taras.path.startswith("/calls/"))
    assert not taras.driver.title.startswith("(")

    back = Conversation("outgoing", number=IRYNA, ext="102")
    gateway.post("after_call_end", back.record(True) | {"endAt": back.start + 900_000})
    taras.wait(lambda: not taras.one("#waiting").text, 3)


def test_of_two_windows_of_one_browser_one_asks(people):
    gateway, olena, _ = people
    driver = olena.driver
    first = driver.current_window_handle
    driver.switch_to.new_window("tab")
    olena.open("/leads")
    olena.wait(lambda: polls(gateway, olena) >= 2)
    second = driver.current_window_handle
    driver.switch_to.window(first)
    time.sleep(1.5)
    counts = {}
    for window in (second, first):
        driver.switch_to.window(window)
        counts[window] = [polls(gateway, olena)]
    time.sleep(4)
    for window in (first, second):
        driver.switch_to.window(window)
        counts[window].append(polls(gateway, olena))
    grown = sorted(after - before for before, after in counts.values())
    assert grown[0] <= 2 and grown[1] >= 3, counts

    first_leg, _ = group()
    gateway.post("call", first_leg.dial)
    for window in (first, second):
        driver.switch_to.window(window)
        olena.wait(lambda: "Ірина Соколова" in card(olena), 3)


def test_without_scripts_a_page_shows_the_card_as_it_was(people, browser_of):
    gateway, olena, _ = people
    first, _ = group("+380671234568")
    gateway.post("call", first.dial)
    plain = browser_of(gateway, script=False)
    plain.open("/sign-in")
    plain.type("email", "olena.haiova@vitryla.example").type("password", PASSWORD).press("Увійти")
    assert plain.path == "/settings", plain.text
    assert "Невідомий номер" in card(plain.open("/calls"))
    plain.one("#live form[action$='/lead'] button").click()
    plain.wait(lambda: plain.path == "/leads/1")


STAGES = {"ringing": [], "talking": ["bridge"], "answered": ["bridge", "answered"], "missed": ["missed"]}


@pytest.mark.parametrize("language", ["uk", "en"])
def test_the_card_looks_right_in_every_state(people, language):
    gateway, olena, _ = people
    if language == "en":
        olena.open("/calls").press("English")
    found = []
    number = 0
    for stage, events in STAGES.items():
        for known in (True, False):
            number += 1
            call = Conversation(number=IRYNA if known else f"+38067765432{number}", ext="101")
            gateway.post("call", call.dial)
            for event in events:
                told = {"bridge": lambda: call.bridge, "answered": lambda: call.hangup(True),
                        "missed": lambda: call.hangup(False)}[event]()
                gateway.post("call", told)
            for width in (1280, 390):
                olena.size(width)
                olena.dark(False)
                olena.open("/calls?period=all")
                assert card(olena)
                for dark in (False, True):
                    olena.dark(dark)
                    name = f"card-{stage}-{'client' if known else 'unknown'}-{width}-{language}{'-dark' if dark else ''}"
                    olena.picture(f"{name}.png")
                    found += [f"{name}: {one}" for one in axe.violations(olena, only_colours=dark)]
                    found += [f"{name} too wide: {one}" for one in reading.overflow(olena)]
            olena.size(1280)
            olena.one("#live [data-dismiss] button").click()
            olena.wait(lambda: not card(olena))
            gateway.post("call", call.hangup(stage != "missed"))
            olena.open("/calls?period=all")
            if card(olena):
                olena.one("#live [data-dismiss] button").click()
                olena.wait(lambda: not card(olena))
    assert not found, "\n".join(found[:20])
