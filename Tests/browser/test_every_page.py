"""Every page is accessible, in one language, and no wider than the window."""

import axe
import hostile
import pytest
import reading
from test_walk import missed_call, set_up

CALL = "3f9c1be07d5e4a6c8b21d04fa7c3e915"
PAGES = ["/settings", "/settings/leads", "/settings/notifications", "/settings/distribution", "/settings/security", "/settings/retention",
         "/settings/hours", "/settings/telegram", "/settings/history", "/what-if", "/numbers?number=0501234567", "/employees", "/employees/new",
         "/employees/1", "/employees/1/deletion", "/employees/phonet", "/lead-statuses", "/lines", "/reconciliation", "/me", "/leads",
         "/leads/1", "/leads/new", "/leads/1/edit", "/leads/1/merge", "/leads/1/merge?with=2", "/leads/1/deletion",
         "/clients", "/clients/new", "/clients/1", "/clients/1/edit", "/clients/1/merge", "/clients/1/merge?with=2", "/clients/1/deletion",
         "/calls?period=all", f"/calls/{CALL}", f"/calls/{CALL}/client?search=x", f"/calls/{CALL}/lead",
         "/missed", "/board", "/notices", "/audit", "/status", "/imports", "/statistics?from=2026-01-01&to=2026-01-05",
         "/webhook-log", "/webhook-log/1", "/webhook-log/quarantine", "/tokens", "/tokens/1/revocation", "/privacy",
         "/crm", "/crm/1", "/crm/1/deletion", "/crm/1/{seq}"]

# Names of people, statuses and sources, the author of saved settings, and Phonet's own labels, which are Ukrainian.
NAMES = set("""Олена Гайова Ірина Соколова ТОВ Приклад Тарас Левченко Богдан Ткач Новий роботі Виграний Програний Неякісний Телефонія Українська local
    Налаштування Інша система Дзвінки Отримати інформацію за номером Передача повної інформації про дзвінок Події користувача
    BotFather XLSX Telegram Excel Google Outlook amoCRM vCard call employee lead missed client POST application content-type
    webhook-id webhook-signature webhook-timestamp Замовлення Консультація Скарга Помилка номером Спам
    Початок виклику Відповіли на Завершили API сервер ключ Конфігурація телефонії""".split())


@pytest.fixture(scope="module")
def office(running):
    """A gateway with people, calls and saved settings, and Olena signed in at a browser."""
    from browser import Browser

    browser = Browser(running.root)
    set_up(browser, running)
    running.create("/webhook-endpoints", url="http://127.0.0.1:1/hook", description="CRM")
    running.create("/employees", name="Тарас Левченко", extension="102", email="taras@vitryla.example")
    running.settings(create_lead_on_missed_incoming=True, push_delay_seconds=10)
    for name in ("Богдан Ткач", "Богдан Т."):
        running.create("/leads", name=name, phones=["+380500000099"])
    for name in ("Ірина Соколова", "Ірина С."):
        running.create("/clients", name=name, company="ТОВ «Приклад»", phones=["+380500000011", "+380500000012"],
                       admin_employee_ids=[1])
    missed_call(running, "102", call=CALL)
    missed_call(running, "205", "+380500000088")
    running.delivery = running.items("/webhook-endpoints/1/deliveries")[0]["seq"]
    yield running, browser
    browser.close()


def name(path):
    return path.format(seq="delivery").strip("/").replace("/", "-").partition("?")[0]


def choose(browser, language):
    browser.open("/me").choose("language", {"uk": "Українська", "en": "English"}[language])
    browser.driver.execute_script("arguments[0].form.requestSubmit()", browser.field("theme"))
    browser.wait(lambda: browser.one("html").get_attribute("lang") == language)


@pytest.mark.parametrize("language", ["uk", "en"])
def test_every_page_in_its_language_and_open_to_everybody(office, language):
    gateway, browser = office
    browser.size(1280)
    choose(browser, language)
    found = []
    browser.complaints()
    for path in PAGES:
        for width in (1280, 390):
            browser.size(width)
            browser.dark(False)
            browser.open(path.format(seq=gateway.delivery))
            found += [f"{path} {width} too wide: {one}" for one in reading.overflow(browser)]
            for dark in (False, True):
                browser.dark(dark)
                look = f"{width} {'dark' if dark else 'light'}"
                # A dark page differs from a light one by its colours; they depend neither on the width nor on the language.
                if not dark:
                    found += [f"{path} {look}: {one}" for one in axe.violations(browser, but_colours=language == "en")]
                elif width == 1280 and language == "uk":
                    found += [f"{path} {look}: {one}" for one in axe.violations(browser, only_colours=True)]
                browser.whole_picture(f"{name(path)}-{width}-{language}{'-dark' if dark else ''}.png")
        found += [f"{path}: “{word}”" for word in reading.foreign_words(browser, language) if word not in NAMES]
    found += browser.complaints()
    assert not found, "\n".join(found[:30])


def test_two_hundred_hostile_names_are_only_names(office):
    gateway, browser = office
    browser.size(1280)
    for number, text in enumerate(hostile.strings()):
        leg = {"uuid": f"{number:032x}", "event": "call.dial", "accountDomain": text, "parentUuid": None, "lgDirection": 4,
               "dialAt": 1767601800123, "bridgeAt": 1767601809123, "leg": {"id": 1, "ext": "102" if number % 2 else f"3{number}",
               "displayName": text, "type": 1}, "leg2": None, "otherLegs": [{"id": text, "name": text, "num": f"+3805001{number:05}",
               "companyName": text, "url": text}], "trunkNum": text, "trunkName": text}
        assert gateway.post("call", leg).status_code == 200
        gateway.create("/leads", name=f"x{text}".replace("\x00", " ").replace("\n", " ").replace("\t", " ")[:200],
                       phones=[f"+3805001{number:05}"])
    browser.complaints()
    for path in [*PAGES, "/employees/2", "/what-if?direction=incoming&outcome=missed&phone=0500100001&extension=102",
                 *(f"/numbers?number=05001{number:05}" for number in range(0, 200, 20))]:
        browser.open(path.format(seq=gateway.delivery))
        assert browser.driver.execute_script("return window.__marked") is None, path
    assert not browser.complaints()
