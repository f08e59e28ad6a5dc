"""The call log in a browser: filters, order, pages, saved views, export."""

import csv

import pytest
import requests
from phonet import fresh_uuid
from test_walk import set_up

# Monday, 5 January 2026, 10:30 in Kyiv.
LAST = 1767601800123


def conversation(gateway, number, extension, minutes_ago, answered=True, direction=4):
    end = LAST - minutes_ago * 60_000
    record = {"uuid": fresh_uuid(), "parentUuid": None, "endAt": end, "lgDirection": direction,
              "otherLegNum": number, "otherLegName": number, "trunk": "380440000777",
              "leg": {"id": 1, "ext": extension, "displayName": "Тарас Левченко", "type": 1}, "duration": 40 + minutes_ago,
              "billSecs": minutes_ago if answered else 0, "disposition": 0 if answered else 1, "audioRecUrl": None}
    assert gateway.post("after_call_end", record).status_code == 200
    return record["uuid"]


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """A gateway with forty calls, every fourth missed, every second one Taras's; Olena is signed in at a browser."""
    from browser import Browser
    from gateway import Gateway

    gateway = Gateway(tmp_path_factory.mktemp("call-log"))
    browser = Browser(gateway.root)
    set_up(browser, gateway)
    gateway.create("/employees", name="Тарас Левченко", extension="102", email="taras@vitryla.example")
    for number in range(1, 41):
        conversation(gateway, f"+38050000{number % 7:04}", "102" if number % 2 else "205", number, answered=number % 4 != 0,
                     direction=2 if number % 5 == 0 else 4)
    yield gateway, browser
    browser.close()
    gateway.stop()


def rows(browser):
    return [row.get_attribute("data-href") for row in browser.all("tbody tr")]


def every_row(browser, path):
    browser.open(path)
    found = rows(browser)
    while browser.all("a[rel=next]"):
        browser.open(browser.one("a[rel=next]").get_attribute("href"))
        found += rows(browser)
    return found


def test_filters_become_chips_and_chips_go_one_by_one(office):
    _, browser = office
    browser.open("/calls?period=all").filters().choose("outcome", "пропущені").choose("direction", "вхідні").press("Показати")
    assert len(rows(browser)) == 8 and "вихідний" not in browser.one("tbody").text
    assert [chip.text for chip in browser.all(".chips li")] == ["Напрямок: вхідні", "Результат: пропущені"]
    browser.open(browser.all(".chips a")[0].get_attribute("href"))
    assert len(rows(browser)) == 10 and len(browser.all(".chips li")) == 1
    browser.open(browser.one(".chips a").get_attribute("href"))
    assert not browser.all(".chips li") and "period=all" in browser.driver.current_url


def test_filters_open_behind_one_button_and_say_what_they_hold(office):
    _, browser = office
    browser.open("/calls?period=all")
    assert not browser.one("main [name=talk_from]").is_displayed()
    browser.filters().type("talk_from", "30").press("Показати")
    assert len(rows(browser)) == 8 and [chip.text for chip in browser.all(".chips li")] == ["Розмова від, с: 30"]


def test_heads_sort_and_pages_go_on_in_that_order(office):
    _, browser = office
    browser.open("/calls?period=all")
    newest = every_row(browser, "/calls?period=all")
    assert len(newest) == 40
    browser.open("/calls?period=all").press("Коли")
    assert "sort=oldest" in browser.driver.current_url and rows(browser) == newest[::-1][:25]
    browser.press("Далі")
    assert rows(browser) == newest[::-1][25:]
    browser.press("На початок").press("Розмова")
    talks = [cell.text for cell in browser.all("tbody td[data-label=Розмова]")]
    assert talks == sorted(talks, reverse=True) and talks[0] == "0:39"


def test_a_view_is_saved_opened_and_deleted(office):
    _, browser = office
    browser.open("/calls?period=all&outcome=missed")
    browser.one("main .parts summary").click()
    browser.type("name", "Усі пропущені\n")
    browser.wait(lambda: "Подання збережено" in browser.text)
    browser.open("/calls").press("Усі пропущені")
    assert len(rows(browser)) == 10
    browser.one("[aria-label^='Видалити подання']").click()
    browser.wait(lambda: "Подання видалено" in browser.text)
    assert "Усі пропущені" not in browser.one("main").text


def test_a_file_holds_exactly_the_rows_of_all_pages(office):
    _, browser = office
    query = "period=all&direction=incoming&sort=talk"
    shown = every_row(browser, f"/calls?{query}")
    browser.open(f"/calls?{query}")
    address = next(link.get_attribute("href") for link in browser.all("main a") if link.text == "CSV")
    cookies = {cookie["name"]: cookie["value"] for cookie in browser.driver.get_cookies()}
    answer = requests.get(address, cookies=cookies)
    assert "attachment" in answer.headers["Content-Disposition"]
    table = list(csv.reader(answer.content.decode("utf-8-sig").splitlines(), delimiter=";"))
    assert [line[-1] for line in table[1:]] == [row.rpartition("/")[2] for row in shown]
    assert {line[1] for line in table[1:]} == {"вхідні"} and all(line[6].startswith("380") for line in table[1:])


def test_administrators_read_what_phonet_told(office):
    _, browser = office
    browser.open("/calls?period=all")
    browser.open(browser.root + rows(browser)[0]).one(".messages summary").click()
    assert "otherLegNum" in browser.one(".messages pre").text
