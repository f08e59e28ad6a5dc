"""Imports clients from a spreadsheet file in a browser."""

import pytest
from test_walk import set_up

FILE = "ПІБ;Телефон;Компанія;Примітка\r\nІрина Соколова;050 000 00 11;ТОВ «Приклад»;постійна\r\nБогдан Ткач;3,80501E+11;;\r\n"


@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without scripts"])
def test_a_spreadsheet_becomes_clients(fresh, browser_of, tmp_path, script):
    browser = browser_of(fresh, script=script)
    set_up(browser, fresh)
    file = tmp_path / "клієнти.csv"
    file.write_bytes(FILE.encode("cp1251"))

    browser.open("/imports?kind=clients")
    browser.field("file").send_keys(str(file))
    browser.press("Завантажити файл")
    assert browser.title == "Імпорт клієнтів" and "Windows-1251" in browser.text
    chosen = [select.get_attribute("value") for select in browser.all("main select[name=column]")]
    assert chosen == ["name", "phones", "company", ""]
    look(browser, "columns", script)

    browser.press("Перевірити файл")
    browser.wait(lambda: "Файл перевірено" in browser.text, 20)
    assert "3,80501E+11" in browser.text and "Рядок 3" in browser.text
    look(browser, "checked", script)

    browser.press("Записати")
    browser.wait(lambda: "завершено" in browser.text, 20)
    look(browser, "done", script)
    browser.open("/clients")
    assert "Ірина Соколова" in browser.text and "Богдан" not in browser.text
    assert browser.one("a[href*='/exports/clients']").get_attribute("href").endswith("format=csv")
    assert not browser.complaints()


def look(browser, name, script):
    """Saves screenshots, wide and narrow, light and dark."""
    if not script:
        return
    for width in (1280, 390):
        for dark in (False, True):
            browser.size(width)
            browser.dark(dark)
            browser.whole_picture(f"import-{name}-{width}{'-dark' if dark else ''}.png")
    browser.size(1280)
    browser.dark(False)
