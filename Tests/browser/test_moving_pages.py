"""Open lists and the page of a call move by themselves, without a jump."""

import time

import pytest
from phonet import Conversation
from test_live import IRYNA, people, polls  # noqa: F401

ROWS = "return [...document.querySelectorAll('main tbody > tr')].map((row) => row.innerText.replaceAll('\\n', ' '))"


def rows(browser):
    """Returns the texts of the rows in one read, because the page may replace them in between."""
    return browser.driver.execute_script(ROWS)


def line(browser):
    return browser.driver.execute_script("return document.querySelector('.newer')?.innerText || ''")


def top(browser):
    return browser.driver.execute_script("return document.querySelector('main tbody > tr').getBoundingClientRect().top")


def loads(browser):
    """Returns how often the page has asked for its content."""
    return browser.driver.execute_script("""
        return performance.getEntriesByType('resource')
            .filter((one) => one.initiatorType === 'fetch' && !one.name.includes('/live?')).length""")


def ended(gateway, number, ext="103", answered=True):
    call = Conversation(number=number, ext=ext)
    for event in (call.dial, call.hangup(answered)):
        assert gateway.post("call", event).status_code == 200
    gateway.post("after_call_end", call.record(answered))
    return call


def waited(browser, condition):
    begun = time.monotonic()
    browser.wait(condition, 3)
    return time.monotonic() - begun


def test_a_new_call_is_announced_above_the_open_log_without_a_jump(people):  # noqa: F811
    gateway, olena, _ = people
    for number in range(12):
        ended(gateway, f"+3805011100{number:02}")
    olena.size(1366, 650)
    olena.open("/calls")
    olena.driver.execute_script("scrollTo(0, 120)")
    before, place = rows(olena), top(olena)
    first = Conversation(number="+380502220001", ext="103")
    gateway.post("call", first.dial)
    took = [waited(olena, lambda: line(olena) == "1 новий дзвінок – показати")]
    assert took[0] < 2 and rows(olena) == before and top(olena) == place
    for number in (2, 3):
        ended(gateway, f"+38050222000{number}")
    olena.wait(lambda: line(olena) == "3 нові дзвінки – показати", 5)
    assert rows(olena) == before and top(olena) == place

    # What is shown moves on in its place.
    olena.one(".newer button").click()
    olena.wait(lambda: not line(olena) and len(rows(olena)) == 15)
    assert "дзвонить" in rows(olena)[2], rows(olena)
    gateway.post("call", first.bridge)
    took.append(waited(olena, lambda: "вхідний, прийнятий" in rows(olena)[2]))
    gateway.post("after_call_end", first.record(True))
    took.append(waited(olena, lambda: "2:16" in rows(olena)[2]))
    print("From the message to the list:", [round(one, 2) for one in took])
    assert not line(olena) and olena.complaints() == []
    olena.all("main tbody > tr td")[0].click()
    olena.wait(lambda: olena.path.startswith("/calls/"))


def test_a_filter_announces_only_what_it_would_show_and_a_quiet_page_asks_nothing(people):  # noqa: F811
    gateway, olena, _ = people
    ended(gateway, "+380501110001", answered=False)
    olena.open("/calls?outcome=missed")
    assert len(rows(olena)) == 1
    before = loads(olena)
    time.sleep(3)
    assert loads(olena) == before
    ended(gateway, "+380501110002", answered=True)
    olena.wait(lambda: loads(olena) > before, 5)
    time.sleep(2.5)
    assert not line(olena) and len(rows(olena)) == 1
    ended(gateway, "+380501110003", answered=False)
    olena.wait(lambda: line(olena) == "1 новий дзвінок – показати", 5)


def test_the_first_call_appears_on_an_empty_log(people):  # noqa: F811
    gateway, olena, _ = people
    olena.open("/calls")
    assert "Дзвінків ще не було" in olena.text
    gateway.post("call", Conversation(number="+380502220001", ext="103").dial)
    olena.wait(lambda: len(rows(olena)) == 1, 3)


def test_the_page_of_a_ringing_call_becomes_answered_and_keeps_the_typed_note(people):  # noqa: F811
    gateway, olena, _ = people
    call = Conversation(number=IRYNA, ext="102")
    gateway.post("call", call.dial)
    olena.open(f"/calls/{call.uuid}")
    assert "дзвонить" in olena.one("#call-summary").text
    olena.one("main textarea[name='note']").send_keys("Просила")
    gateway.post("call", call.bridge)
    took = [waited(olena, lambda: "вхідний, прийнятий" in olena.one("#call-summary").text)]
    gateway.post("call", call.hangup(True))
    gateway.post("after_call_end", call.record(True) | {"audioRecUrl": "https://vitryla-demo.phonet.com.ua/rec/1.mp3"})
    olena.wait(lambda: "2:16" in olena.one("#call-facts").text, 5)
    print("From the message to the page of the call:", [round(one, 2) for one in took])
    assert olena.driver.switch_to.active_element.get_attribute("value") == "Просила"
    assert olena.complaints() == []


def test_the_missed_list_and_the_rail_agree(people):  # noqa: F811
    gateway, olena, taras = people
    taras.open("/missed")

    def counts():
        return taras.driver.execute_script("""
            const text = (place) => document.querySelector(place)?.innerText || '';
            const waiting = [...document.querySelectorAll('main tbody > tr:not(.gone)')].length;
            return [text('#waiting'), text('#missed-whose [aria-current] .count'), waiting ? String(waiting) : ''];""")

    assert counts() == ["", "", ""]
    for number, expected in (("+380501110001", "1"), (IRYNA, "2")):
        ended(gateway, number, answered=False)
        taras.wait(lambda: counts() == [expected] * 3, 4)
    # Olena is responsible for nobody: the client is Taras's.
    olena.open("/missed")
    assert len(rows(olena)) == 1 and "2" in olena.one("#missed-whose").text
    back = Conversation("outgoing", number=IRYNA, ext="102")
    gateway.post("after_call_end", back.record(True) | {"endAt": back.start + 900_000})
    taras.wait(lambda: counts() == ["1"] * 3, 4)
    assert "вже не чекає" in taras.one("tr.gone").text
    assert taras.complaints() == []


def test_leads_are_announced(people):  # noqa: F811
    gateway, olena, _ = people
    gateway.create("/leads", name="Богдан Ткач", phones=["+380500000099"])
    olena.open("/leads")
    gateway.create("/leads", name="Марко", phones=["+380500000098"])
    olena.wait(lambda: line(olena) == "1 новий лід – показати", 3)
    gateway.api.patch(f"{gateway.url}/api/v1/leads/1", json={"name": "Богдан Ткаченко"}, timeout=10)
    olena.wait(lambda: "Богдан Ткаченко" in rows(olena)[0], 5)
    assert len(rows(olena)) == 1


def test_without_scripts_pages_are_as_they_were(people, browser_of):  # noqa: F811
    gateway, _, _ = people
    from test_walk import PASSWORD

    plain = browser_of(gateway, script=False)
    plain.open("/sign-in?return=%2Fgateways%2Fphonetapi%2Fcalls")
    plain.type("email", "olena.haiova@vitryla.example").type("password", PASSWORD).press("Увійти")
    assert plain.path == "/calls" and not plain.one("#session .bar").is_displayed() and not plain.one("#door").is_displayed()


@pytest.mark.parametrize("sees", ["own"])
def test_whoever_sees_only_their_own_follows_their_own(people, sees):  # noqa: F811
    gateway, _, taras = people
    gateway.settings(employees_see=sees)
    ended(gateway, "+380501110001", ext="102")
    taras.open("/calls")
    assert len(rows(taras)) == 1
    gateway.post("call", Conversation(number="+380501110002", ext="102").dial)
    taras.wait(lambda: line(taras) == "1 новий дзвінок – показати", 3)
