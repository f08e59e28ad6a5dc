"""Statistics in a browser: each figure equals the number of calls its link opens."""

import re

import pytest
from browser import Browser
from gateway import Gateway
from test_walk import set_up

RECORD = {"accountDomain": "vitryla-demo.phonet.com.ua", "lgDirection": 4, "otherLegNum": "+380500000011",
          "leg": {"id": 1, "ext": "101", "displayName": "Олена Гайова", "type": 1}}
# Monday, 5 January 2026, 10:30 in Kyiv; milliseconds.
MORNING, HOUR = 1767601800000, 3600000
# Hours after that moment, and whether the call was answered.
CALLS = [(-96, True), (0, True), (0.1, False), (0.2, False), (0.3, True), (2, True), (3, True), (27, True)]
WEEK = "from=2026-01-05&to=2026-01-06"


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    """A browser at a gateway with six calls on Monday (four in one hour), one on Tuesday, one the Thursday before."""
    gateway = Gateway(tmp_path_factory.mktemp("statistics"))
    browser = Browser(gateway.root)
    set_up(browser, gateway)
    for number, (hours, answered) in enumerate(CALLS):
        leg = {**RECORD, "uuid": f"{number + 1:032x}", "endAt": int(MORNING + hours * HOUR), "duration": 75,
               "billSecs": 60 if answered else 0, "disposition": 0 if answered else 1}
        assert gateway.post("after_call_end", leg).status_code == 200
    yield browser
    browser.close()
    gateway.stop()


def tile(browser, title):
    return next(one for one in browser.all(".tile") if one.find_element("tag name", "h2").text == title)


def follow(browser, link):
    browser.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", link)
    browser.driver.get(browser.driver.execute_script("return new URL(arguments[0], location.href).href", target(link)))


def target(link):
    return link.get_dom_attribute("href")


def rows(browser):
    return len(browser.all("tr[data-href]"))


@pytest.mark.parametrize("title", ["Дзвінки", "Прийняті", "Пропущені", "Номери", "Уперше", "Очікування", "Розмова"])
def test_a_tile_opens_as_many_calls_as_it_says(browser, title):
    browser.open("/statistics?from=2026-01-01&to=2026-01-06")
    link = tile(browser, title).find_element("css selector", ".value a, .help a")
    count = int(re.match(r"\d+", link.text).group())
    assert count > 0
    link.click()
    browser.wait(lambda: browser.path == "/calls")
    assert rows(browser) == count


def test_the_period_before_stands_beside_and_opens_its_calls(browser):
    browser.open(f"/statistics?{WEEK}")
    before = tile(browser, "Дзвінки").find_element("css selector", ".muted")
    assert "було" in before.text
    browser.open("/statistics?from=2026-01-05&to=2026-01-09")
    before = tile(browser, "Дзвінки").find_element("css selector", ".muted a")
    assert before.text == "1"
    before.click()
    browser.wait(lambda: browser.path == "/calls")
    assert rows(browser) == 1


def test_an_hour_of_the_week_and_a_column_open_their_calls(browser):
    browser.open(f"/statistics?{WEEK}")
    hour = next(link for link in browser.all("#hours svg a") if "hour=10" in target(link))
    count = int(hour.find_element("css selector", "text").text)
    assert count == 4
    follow(browser, hour)
    assert rows(browser) == count
    browser.open(f"/statistics?{WEEK}")
    column = browser.one("#days svg a")
    assert "6 дзвінків, пропущено 2" in column.find_element("css selector", "title").get_attribute("textContent")
    follow(browser, column)
    assert rows(browser) == 6


def test_a_table_opens_under_its_chart_and_an_employee_is_chosen(browser):
    browser.open(f"/statistics?{WEEK}")
    browser.one("#days summary").click()
    assert "вт 6 січ" in browser.one("#days table").text
    browser.filters().choose("employee", "нічиї").press("Показати")
    assert "employee=none" in browser.driver.current_url and "5–6 січ" in browser.text
