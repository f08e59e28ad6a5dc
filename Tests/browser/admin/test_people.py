"""Clients and leads: a sales person adds, edits, assigns and unassigns calls; an administrator merges and deletes."""

import pytest
from test_walk import missed_call, set_up

IRYNA = "+380 50 000 00 99"


@pytest.fixture
def olena(fresh, browser_of):
    browser = browser_of(fresh)
    set_up(browser, fresh)
    return browser


def add_client(browser, name, *phones):
    browser.open("/clients/new").type("name", name)
    for field, phone in zip(browser.all("main [name='phone']"), phones):
        field.send_keys(phone)
    return browser.press("Зберегти")


def test_a_client_with_two_numbers_gets_the_older_calls_and_gives_them_back(fresh, olena):
    missed_call(fresh, "205")
    add_client(olena, "Ірина Соколова", "050 000-00-99", "0500000012")
    assert olena.path == "/clients/1" and olena.title == "Ірина Соколова"
    assert IRYNA in olena.text and "Додано: 1 дзвінок" in olena.text
    assert len(olena.all("tbody tr")) == 1

    olena.press("Повернути як було")
    assert olena.path == "/clients/1" and "Дзвінків ще немає" in olena.text
    assert IRYNA in olena.text

    olena.open("/calls?period=all").all("tbody tr a")[0].click()
    olena.press("вказати")
    olena.type("search", "сокол").press("Знайти").press("Обрати")
    assert "Це дзвінок клієнта: Ірина Соколова" in olena.text
    olena.press("Повернути як було")
    assert "Це дзвінок клієнта" not in olena.text
    assert not olena.complaints()


@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without scripts"])
def test_a_card_is_edited(fresh, browser_of, script):
    browser = browser_of(fresh, script=script)
    set_up(browser, fresh)
    add_client(browser, "Ірина", "0500000011")
    browser.press("Редагувати")
    browser.type("name", "Ірина Соколова").type("company", "ТОВ «Приклад»").choose("first_admin", "Олена Гайова")
    fields = browser.all("main [name='phone']")
    assert len(fields) == 3
    if script:
        browser.one("fieldset[data-more] button").click()
        fields = browser.all("main [name='phone']")
        assert len(fields) == 4 and fields[3].get_attribute("aria-label") == "Номер 4"
    fields[-1].send_keys("0500000012")
    fields[1].send_keys("123")
    browser.press("Зберегти")
    assert "не повний номер телефону" in browser.one("#problem-phones").text
    assert browser.field("name").get_attribute("value") == "Ірина Соколова"
    wrong = browser.one("main [name='phone'][aria-invalid='true']")
    assert wrong.get_attribute("value") == "123"
    wrong.clear()
    browser.press("Зберегти")
    assert browser.path == "/clients/1" and "ТОВ «Приклад»" in browser.text
    assert "+380 50 000 00 12" in browser.text and "Олена Гайова" in browser.text


def test_two_cards_become_one_and_the_last_is_deleted(fresh, olena):
    add_client(olena, "Ірина", "0500000011")
    add_client(olena, "Ірина С.", "0500000011", "0500000012")
    assert "Може, це та сама людина?" in olena.one("[data-focus]").text
    assert olena.one("[data-focus] a").get_attribute("href").endswith("/clients/1")
    olena.press("Зберегти")
    assert "спільний номер" in olena.text
    olena.press("Об’єднати з іншою карткою").press("Обрати")
    assert "+380 50 000 00 11, +380 50 000 00 12" in olena.text
    olena.press("Об’єднати")
    assert olena.path == "/clients/2" and "спільний номер" not in olena.text
    olena.press("Повернути як було")
    assert olena.path == "/clients/1" and "Об’єднання скасовано" in olena.text and "спільний номер" in olena.text
    olena.open("/clients/2").press("Об’єднати з іншою карткою").press("Обрати").press("Об’єднати")
    assert olena.path == "/clients/2" and "спільний номер" not in olena.text
    olena.press("Видалити клієнта")
    assert olena.title == "Видалити «Ірина С.»?"
    olena.press("Видалити")
    assert olena.path == "/clients" and "Клієнтів ще немає" in olena.text


def test_a_lead_is_made_found_and_moved_on(fresh, olena):
    olena.open("/leads").press("Новий лід")
    olena.type("name", "Богдан Ткач").type("phone", "0500000022").choose("source_id", "Телефонія").press("Зберегти")
    assert olena.path == "/leads/1" and "Створено співробітником" in olena.text
    olena.choose("status_id", "В роботі").press("Змінити статус")
    assert olena.one("main .facts .badge").text == "В роботі"
    olena.press("Редагувати").type("name", "Богдан Ткаченко").choose("status_id", "Виграний").press("Зберегти")
    assert olena.title == "Богдан Ткаченко"
    olena.open("/leads").type("search", "ткач").filters().choose("state", "закриті").press("Показати")
    assert "Богдан Ткаченко" in olena.one("tbody").text
    olena.filters().choose("state", "у роботі").press("Показати")
    assert "Нікого не знайдено" in olena.text
    assert not olena.complaints()
