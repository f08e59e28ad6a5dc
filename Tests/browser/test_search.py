"""The search of every page: keys, results, one's own alone, without script, and the list of keys."""

import axe
from selenium.webdriver.common.keys import Keys
from test_visibility import people  # noqa: F401


def press(browser, *keys):
    browser.driver.switch_to.active_element.send_keys(*keys)


def found(browser):
    return [row.text for row in browser.all("dialog[open] [data-hit] b")]


def pictures(browser, name):
    for width, height in ((1366, 650), (390, 844)):
        for dark in (False, True):
            browser.size(width, height)
            browser.dark(dark)
            theme = "dark" if dark else "light"
            browser.picture(f"search-{name}-{width}-{theme}.png")
    browser.size(1280)
    browser.dark(False)


def test_a_key_opens_the_search_and_the_arrows_lead_to_what_was_found(people):  # noqa: F811
    gateway, daryna, _ = people
    daryna.open("/settings")
    daryna.one("main").click()
    press(daryna, "/")
    daryna.wait(lambda: daryna.all("dialog[open] input"))
    press(daryna, "сокол")
    daryna.wait(lambda: found(daryna)[:1] == ["Ірина Соколова"])
    pictures(daryna, "dialog")
    # Typed further, also where a row has the focus.
    press(daryna, Keys.ARROW_DOWN)
    assert "Ірина Соколова" in daryna.driver.switch_to.active_element.text
    press(daryna, Keys.ARROW_DOWN)
    assert "Ірина" in daryna.driver.switch_to.active_element.text
    press(daryna, Keys.ARROW_UP, Keys.ARROW_UP)
    assert daryna.driver.switch_to.active_element.get_attribute("name") == "q"
    press(daryna, Keys.CONTROL, "a")
    press(daryna, Keys.NULL, "0502 34")
    daryna.wait(lambda: found(daryna)[:1] == ["Галина Приймак"])
    press(daryna, Keys.ENTER)
    daryna.wait(lambda: daryna.title == "Галина Приймак")


def test_escape_closes_it_and_typing_in_fields_is_left_alone(people):  # noqa: F811
    _, daryna, _ = people
    daryna.open("/clients")
    field = daryna.one("main input[name='search']")
    field.send_keys("а/?")
    assert field.get_attribute("value") == "а/?" and not daryna.all("dialog[open]")
    field.send_keys(Keys.CONTROL, "k")
    daryna.wait(lambda: daryna.all("dialog[open] input"))
    press(daryna, Keys.NULL, Keys.ESCAPE)
    daryna.wait(lambda: not daryna.all("dialog[open]"))


def test_a_question_mark_lists_the_keys(people):  # noqa: F811
    _, daryna, _ = people
    daryna.open("/calls")
    daryna.one("h1").click()
    daryna.driver.find_element("tag name", "body").send_keys("?")
    daryna.wait(lambda: any("пошук на будь-якій сторінці" in keys.text for keys in daryna.all("dialog[open]")))
    pictures(daryna, "keys")


def test_whoever_sees_only_what_is_theirs_finds_nothing_else(people):  # noqa: F811
    gateway, _, olena = people
    gateway.settings(employees_see="own")
    olena.open("/search?q=сокол")
    assert "Нічого не знайдено" in olena.text
    olena.open("/search?q=5678")
    assert "Ірина" not in olena.text and "Галина Приймак" in olena.text


def test_it_works_without_script(people, browser_of):  # noqa: F811
    gateway, daryna, _ = people
    link = daryna.one("[data-finder]").get_attribute("href")
    daryna.open(link)
    daryna.type("q", "1234").press("Знайти")
    assert "Ірина Соколова" in daryna.one("[data-found]").text
    assert not axe.violations(daryna)
    pictures(daryna, "page")


def test_a_server_that_does_not_answer_is_told(people):  # noqa: F811
    gateway, daryna, _ = people
    daryna.open("/calls")
    daryna.one("h1").click()
    daryna.driver.find_element("tag name", "body").send_keys("/")
    daryna.wait(lambda: daryna.all("dialog[open] input"))
    daryna.driver.set_network_conditions(offline=True, latency=0, throughput=0)
    try:
        press(daryna, "сокол")
        daryna.wait(lambda: "сервер не відповів" in daryna.one("dialog[open]").text)
    finally:
        daryna.driver.delete_network_conditions()
