"""Lists measured: one line a row at a laptop, two on a telephone, filters in one row, a rail of ten entries, print."""

import time

import pytest
from phonet import fresh_uuid
from test_walk import set_up

LONG = "Товариство з обмеженою відповідальністю «Вітрила та вітражі» (Кропивницький)"
LISTS = ["/calls?period=all", "/missed?whose=everybody", "/leads", "/clients", "/employees", "/me", "/clients/1", "/leads/1"]
ROWS = "return [...document.querySelectorAll('main .lined tbody tr')].map((row) => row.getBoundingClientRect())"


def call(gateway, number, ended, answered=True, ext="102"):
    record = {"uuid": fresh_uuid(), "parentUuid": None, "endAt": ended, "lgDirection": 4, "otherLegNum": number,
              "otherLegName": number, "trunk": "380440000777", "duration": 40, "billSecs": 30 if answered else 0,
              "disposition": 0 if answered else 1, "audioRecUrl": None,
              "leg": {"id": 1, "ext": ext, "displayName": "x", "type": 1}}
    assert gateway.post("after_call_end", record).status_code == 200


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """Olena, Taras and forty calls of the last day; each fourth missed, one of a client with a very long name."""
    from browser import Browser
    from gateway import Gateway

    gateway = Gateway(tmp_path_factory.mktemp("layout"))
    browser = Browser(gateway.root)
    set_up(browser, gateway)
    gateway.api.patch(f"{gateway.url}/api/v1/employees/1", json={"extension": "101"}, timeout=10)
    gateway.create("/employees", name="Тарас Левченко", extension="102", email="taras@vitryla.example")
    gateway.settings(create_lead_on_missed_incoming=True)
    gateway.create("/clients", name=LONG, company=LONG, phones=["+380501234567", "+380501234568"], admin_employee_ids=[1, 2])
    gateway.create("/clients", name="Наталія Бойко", phones=["+380671112233"], admin_employee_ids=[1])
    now = int(time.time() * 1000)
    for number in range(40):
        phone = {0: "+380501234567", 1: "+380671112233"}.get(number, f"+38093000{number:04}")
        call(gateway, phone, now - number * 1_800_000 - 60_000, answered=number % 4 != 3, ext="101" if number % 3 else "102")
    yield gateway, browser
    browser.close()
    gateway.stop()


def rows(browser):
    return browser.driver.execute_script(ROWS)


def overflow(browser):
    return browser.driver.execute_script("return document.documentElement.scrollWidth - innerWidth")


@pytest.mark.parametrize("path", LISTS)
def test_a_row_is_one_line_at_a_laptop_and_two_on_a_telephone(office, path):
    _, browser = office
    browser.size(1366, 650)
    browser.open(path)
    assert rows(browser) and {round(row["height"]) for row in rows(browser)} <= {40, 41}
    assert overflow(browser) <= 0
    browser.size(390, 844)
    browser.open(path)
    assert rows(browser) and all(60 <= row["height"] <= 72 for row in rows(browser)), rows(browser)
    assert overflow(browser) <= 0


@pytest.mark.parametrize("path", ["/status", "/tokens", "/lines", "/privacy", "/audit", "/notices", "/imports", "/lead-statuses", "/crm"])
def test_reference_tables_are_two_lines_on_a_telephone(office, path):
    _, browser = office
    browser.size(390, 844)
    browser.open(path)
    heights = browser.driver.execute_script("""
        return [...document.querySelectorAll("main :is(.lined, .stacked) tbody tr:not(.tall), main .notices li")]
            .map((row) => row.getBoundingClientRect().height)""")
    assert all(height <= 72 for height in heights), heights
    assert heights or path in ("/notices", "/imports", "/lead-statuses", "/crm")
    assert overflow(browser) <= 0


def test_twelve_calls_are_seen_at_a_laptop_and_the_first_stands_high_on_a_telephone(office):
    _, browser = office
    browser.size(1366, 650)
    browser.open("/calls?period=all")
    assert sum(row["bottom"] <= 650 for row in rows(browser)) >= 12
    browser.size(390, 844)
    for path in ("/calls", "/calls?period=all&direction=incoming", "/missed?whose=everybody", "/leads", "/clients"):
        browser.open(path)
        assert rows(browser)[0]["top"] < 200, path


def test_five_entries_and_more_stand_at_the_bottom_of_a_telephone_and_people_sign_out_there(office):
    _, browser = office
    browser.size(390, 844)
    browser.open("/calls")
    entries = [entry for entry in browser.all(".sidebar > ul > li") if entry.is_displayed()]
    assert [entry.text.split("\n")[0] for entry in entries] == ["Дзвінки", "Пропущені", "Ліди", "Клієнти", "Статистика", "Ще"]
    assert all(entry.rect["x"] + entry.rect["width"] <= 391 for entry in entries)
    browser.one(".more > summary").click()
    out = next(button for button in browser.all(".sidebar button") if "Вийти" in button.text)
    assert out.is_displayed() and out.rect["y"] + out.rect["height"] <= 844
    assert next(link for link in browser.all(".more a") if "Журнал Phonet" in link.text).is_displayed()


def test_the_rail_has_ten_entries_and_signing_out_is_in_sight(office):
    _, browser = office
    browser.size(1366, 650)
    browser.open("/calls")
    entries = [entry for entry in browser.all(".sidebar > ul > li") if entry.is_displayed()]
    assert len(entries) <= 10
    out = next(button for button in browser.all(".sidebar button") if "Вийти" in button.text)
    assert out.rect["y"] + out.rect["height"] <= 650
    browser.one(".more > summary").click()
    assert next(link for link in browser.all(".more a") if "Аудит" in link.text).is_displayed()
    browser.one("h1").click()
    browser.wait(lambda: not browser.one(".more").get_attribute("open"))


def test_the_bells_list_lies_above_the_head_of_the_table_and_nothing_jumps(office):
    _, browser = office
    browser.size(1366, 650)
    browser.open("/calls?period=all")
    before = browser.one(".brand").rect["y"]
    browser.one("#bell > summary").click()
    assert browser.one(".brand").rect["y"] == before
    seen = browser.driver.execute_script("""
        const box = document.querySelector('#bell .flyout').getBoundingClientRect();
        const on = (y) => document.elementFromPoint(box.right - 8, y).closest('.flyout');
        return [...Array(8).keys()].every((step) => on(box.top + 4 + step * (box.height - 8) / 8));""")
    assert seen


def test_one_field_finds_names_and_any_digits_and_says_how_many(office):
    _, browser = office
    browser.size(1366, 650)
    browser.open("/calls?period=all")
    assert browser.one(".total").text == "40 дзвінків, 10 пропущених"
    browser.type("search", "бойко\n").wait(lambda: "1 дзвінок" in browser.one(".total").text)
    assert "Наталія Бойко" in browser.one("tbody").text and len(rows(browser)) == 1
    browser.type("search", "4 567\n").wait(lambda: "567" in browser.driver.current_url)
    assert len(rows(browser)) == 1 and "+380 50 123 45 67" in browser.one("tbody").text


def test_no_empty_parameter_stands_in_the_address(office, browser_of):
    _, browser = office
    browser.size(1366, 650)
    browser.open("/calls?period=all")
    browser.filters().choose("outcome", "пропущені")
    browser.one(".filterbar .menu .primary").click()
    browser.wait(lambda: "outcome" in browser.driver.current_url)
    assert browser.driver.current_url.partition("?")[2] == "period=all&outcome=missed"
    assert [chip.text for chip in browser.all(".chips li")] == ["Результат: пропущені"]
    assert browser.one(".filterbar .drop:not(.period) .count").text == "1"


def test_a_refused_value_marks_its_field_and_changes_nothing(office):
    _, browser = office
    browser.open("/calls?period=all&hour=99&outcome=missed")
    assert browser.one("[name=hour]").is_displayed() and browser.one("#problem-hour").is_displayed()
    assert [chip.text for chip in browser.all(".chips li")] == ["Результат: пропущені"]
    assert len(rows(browser)) == 10
    assert all("hour=99" not in (link.get_attribute("href") or "") for link in browser.all("main a"))


def test_chips_say_days_as_people_do(office):
    _, browser = office
    browser.open("/calls?from=2025-11-22")
    assert [chip.text for chip in browser.all(".chips li")] == ["З дня: 22 лис 2025"]


def test_seven_days_are_seven_and_the_default_period_shows_its_dates(office):
    gateway, browser = office
    browser.size(1366, 650)
    browser.open("/statistics")
    browser.one(".period > summary").click()
    choices = [choice.text for choice in browser.all(".period .choices a")]
    assert any(choice.startswith("7 днів") for choice in choices) and any(choice.startswith("8 днів") for choice in choices)
    assert browser.one(".period .choices [aria-current]").text.startswith("8 днів")
    next(link for link in browser.all(".period .choices a") if link.text.startswith("7 днів")).click()
    browser.wait(lambda: "period=6" in browser.driver.current_url)
    assert len(browser.all("#days .days span")) == 7 and "7 днів" in browser.one(".period > summary").text
    assert len(browser.all("#days .hatch")) == 1 and "День ще триває" in browser.one("#days .legend").text
    gateway.settings(default_period_days=0)
    browser.open("/calls")
    browser.one(".period > summary").click()
    assert browser.one(".period .choices [aria-current]").text.startswith("Сьогодні")
    gateway.settings(default_period_days=7)


def test_print_has_tables_and_no_controls(office):
    _, browser = office
    browser.size(718, 1000)
    browser.open("/calls?period=all")
    browser.cdp("Emulation.setEmulatedMedia", media="print")
    try:
        assert browser.driver.execute_script("return getComputedStyle(document.querySelector('main tbody tr')).display") == "table-row"
        for gone in (".filterbar", ".sidebar", "main .act", ".chips"):
            assert not any(part.is_displayed() for part in browser.all(gone)), gone
    finally:
        browser.cdp("Emulation.setEmulatedMedia", media="")
