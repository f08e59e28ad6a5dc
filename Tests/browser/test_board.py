"""The live board moves by itself while phones ring."""

import time

import axe
import pytest
import reading
from phonet import Conversation
from test_walk import PASSWORD, set_up

IRYNA = "+380671234567"
PEOPLE = ["Тарас Левченко", "Марко Дубовик", "Юрій Яремко", "Іван Ґудзь", "Оксана Бондар"]


@pytest.fixture
def office(fresh, browser_of):
    """Olena at a browser, an administrator whose own telephone (101) does not ring here, and five colleagues."""
    olena = browser_of(fresh)
    set_up(olena, fresh)
    answer = fresh.api.patch(f"{fresh.url}/api/v1/employees/1", json={"extension": "101"}, timeout=10)
    assert answer.status_code == 200
    for number, name in enumerate(PEOPLE):
        fresh.create("/employees", name=name, extension=str(102 + number))
    fresh.create("/clients", name="Ірина Соколова", company="ТОВ «Приклад»", phones=[IRYNA], admin_employee_ids=[2])
    return fresh, olena


def calls(browser):
    """Returns the texts of the calls on the board in one read, because the page may replace them in between."""
    return browser.driver.execute_script(
        "return [...document.querySelectorAll('#board-calls > li')].map((row) => row.innerText.replaceAll('\\n', ' '))")


def person(browser, name):
    return browser.driver.execute_script("""
        return [...document.querySelectorAll("#board-people > li")].map((row) => row.innerText.replaceAll("\\n", " "))
            .find((text) => text.startsWith(arguments[0]))""", name)


def waited(browser, condition):
    begun = time.monotonic()
    browser.wait(condition, 3)
    return time.monotonic() - begun


def test_a_call_appears_runs_and_goes_by_itself(office):
    gateway, olena = office
    olena.size(1366)
    olena.open("/board")
    assert "Зараз ніхто не дзвонить" in olena.text
    first, second = Conversation(number=IRYNA, ext="102"), Conversation(number="+380501112233", ext="103")
    assert gateway.post("call", first.dial).status_code == 200
    took = [waited(olena, lambda: any("Ірина Соколова" in call for call in calls(olena)))]
    assert "Тарас Левченко" in calls(olena)[0] and "Зараз ніхто" not in olena.text
    assert "телефон дзвонить" in person(olena, "Тарас")
    olena.driver.execute_script("window.kept = document.querySelector('#board-calls > li')")
    olena.driver.execute_script("document.querySelector('#board-calls .who a').focus()")

    gateway.post("call", second.dial)
    took.append(waited(olena, lambda: len(calls(olena)) == 2))
    assert "Ірина Соколова" in calls(olena)[0] and "Марко Дубовик" in calls(olena)[1]
    # The row that did not change is the same one, and has kept its focus.
    same = "const row = document.querySelector('#board-calls > li'); return row === window.kept && row.contains(document.activeElement)"
    assert olena.driver.execute_script(same)
    before = calls(olena)[0]
    olena.wait(lambda: calls(olena)[0] != before, 3)
    assert olena.driver.execute_script(same)

    gateway.post("call", first.bridge)
    took.append(waited(olena, lambda: "розмовляє" in person(olena, "Тарас")))
    assert "Марко Дубовик" in calls(olena)[0] and "розмова" in calls(olena)[1]
    for call, answered in ((first, True), (second, False)):
        gateway.post("call", call.hangup(answered))
    took.append(waited(olena, lambda: not calls(olena)))
    assert "Зараз ніхто не дзвонить" in olena.text
    gateway.post("after_call_end", second.record(False))
    took.append(waited(olena, lambda: "Чекають дзвінка 1" in olena.one("#board-day").text.replace("\n", " ")))
    print("From the message to the screen:", [round(one, 2) for one in took])
    assert sorted(took)[len(took) // 2] < 1.5, took
    assert olena.complaints() == []


def test_one_question_a_second_serves_the_board_in_another_window_too(office):
    gateway, olena = office
    driver = olena.driver
    olena.open("/board")
    board = driver.current_window_handle
    driver.switch_to.new_window("tab")
    olena.open("/leads")
    time.sleep(1.5)
    gateway.post("call", Conversation(number=IRYNA, ext="102").dial)
    time.sleep(2.5)
    count = "return performance.getEntriesByType('resource').filter((entry) => entry.name.includes(arguments[0])).length"
    driver.switch_to.window(board)
    assert any("Ірина Соколова" in call for call in calls(olena))
    assert driver.execute_script(count, "/board") <= 2


def test_without_scripts_it_is_as_it_was_when_it_was_opened(office, browser_of):
    gateway, _ = office
    gateway.post("call", Conversation(number=IRYNA, ext="102").dial)
    plain = browser_of(gateway, script=False)
    plain.open("/sign-in")
    plain.type("email", "olena.haiova@vitryla.example").type("password", PASSWORD).press("Увійти")
    plain.open("/board")
    assert "Ірина Соколова" in plain.one("#board-calls").text
    assert plain.all("noscript meta[http-equiv=refresh]")


@pytest.mark.parametrize("language", ["uk", "en"])
def test_it_looks_right_on_a_laptop_a_phone_and_a_wall(office, language):
    gateway, olena = office
    if language == "en":
        olena.open("/calls").press("English")
    now = int(time.time() * 1000)
    talks = [Conversation(number=IRYNA, ext="102", start=now - 95_000),
             Conversation("outgoing", number="+380501112233", ext="104", start=now - 400_000)]
    for call in talks:
        gateway.post("call", call.dial)
        gateway.post("call", call.bridge)
    for ext in ("103", "105"):
        parent = Conversation(number="+380661110022", ext="103", uuid="ab" * 16, start=now - 12_000)
        gateway.post("call", (parent if ext == "103" else Conversation(number=parent.number, ext=ext, parent=parent.uuid, start=now - 11_000)).dial)
    for minute in (40, 25):
        call = Conversation(number=f"+3809311100{minute}", ext="106", start=now - minute * 60_000)
        gateway.post("after_call_end", call.record(minute == 40))
    found = []
    for path, width in (("/board", 1366), ("/board", 390), ("/board?wall=1", 1920)):
        olena.size(width)
        olena.dark(False)
        olena.open(path)
        for dark in (False, True):
            olena.dark(dark)
            name = "wall" if "wall" in path else "board"
            olena.whole_picture(f"{name}-{width}-{language}{'-dark' if dark else ''}-live.png")
            found += [f"{path} {width} dark {dark}: {one}" for one in axe.violations(olena, only_colours=dark)]
        found += [f"{path} {width} too wide: {one}" for one in reading.overflow(olena)]
    olena.dark(False)
    assert not found and olena.complaints() == [], "\n".join(found)
