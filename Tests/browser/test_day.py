"""A working day: a call and what was agreed, who sees it, a missed one in Telegram, and the erasure of it all."""

import re
import time

import pytest
from crm import CRM, join
from gateway import PREFIX, Gateway, free_port
from phonet import Conversation
from phonet_server import KEY, PhonetServer
from selenium.webdriver.common.keys import Keys
from telegram_server import TOKEN, TelegramServer
from test_live import IRYNA, card
from test_walk import PASSWORD, set_up

CHAT = 777_000_111
AGREED = "Домовилися на п’ятницю, вікно 120 × 140"


@pytest.fixture
def cast(tmp_path):
    """Phonet, Telegram and the CRM, and the gateway that knows them."""
    port, telegram, crm = free_port(), TelegramServer(), CRM()
    phonet = PhonetServer(gateway=f"http://127.0.0.1:{port}{PREFIX}")
    phonet.order("pace", tick=20)
    gateway = Gateway(tmp_path / "state", port=port, environment={
        "PHONET_GATEWAY_TELEGRAM_HOST": telegram.host, "PHONET_GATEWAY_PHONET_HOST": phonet.host,
        "PHONET_GATEWAY_PHONET_PLAIN_HTTP": "1"})
    yield gateway, phonet, telegram, crm
    for one in (gateway, phonet, telegram, crm):
        one.stop()


def hire(gateway, browser, name, extension, **more):
    """Adds a person, who chooses a password at a browser of their own."""
    person = gateway.create("/employees", name=name, extension=extension, email=f"{extension}@vitryla.example", **more)
    link = gateway.run("employee", "invite", str(person["id"]), "--public-url", gateway.root).split()[-1]
    browser.open(link).type("password", PASSWORD).press("Зберегти й увійти")
    return person["id"], browser


def until(found, seconds=10):
    end = time.monotonic() + seconds
    while not (value := found()):
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.05)
    return value


def test_a_day(cast, browser_of):
    gateway, phonet, telegram, crm = cast
    daryna = set_up(browser_of(gateway), gateway)
    me, olena = hire(gateway, browser_of(gateway), "Оксана Рибак", "101")
    colleague, taras = hire(gateway, browser_of(gateway), "Тарас Левченко", "102")
    gateway.create("/clients", name="Ірина Соколова", phones=[IRYNA], admin_employee_ids=[me])
    gateway.settings(employees_see="own", notify_missed_client_admins=True, phonet_domain=phonet.host,
                     phonet_api_key=KEY, telegram_bot_token=TOKEN)
    join(gateway, crm)
    olena.open("/me").press("Підключити Telegram")
    telegram.writes(CHAT, "/start " + re.search(r"/start ([A-Z0-9]{8})", olena.text).group(1))
    telegram.hears("надходитимуть сюди")

    # The employee takes a call and writes what was agreed before the card folds.
    olena.open("/calls")
    call = Conversation(number=IRYNA, ext="101")

    bridged, ended = call.start + 1_000, call.start + 3_000

    def phones(event, **more):
        assert gateway.post("call", {**event, "accountDomain": phonet.host, **more}).status_code == 200

    phones(call.dial)
    olena.wait(lambda: "Ваш клієнт" in card(olena), 8)
    phones(call.bridge, bridgeAt=bridged, serverTime=bridged)
    olena.wait(lambda: "Триває розмова" in card(olena), 8)
    phones(call.hangup(True), bridgeAt=bridged, serverTime=ended)
    olena.wait(lambda: olena.all("#live textarea[name='note']"), 8)
    olena.one("#live textarea[name='note']").send_keys(AGREED)
    olena.one("#live .pills label").click()
    olena.one("#live textarea[name='note']").send_keys(Keys.CONTROL, Keys.ENTER)
    olena.wait(lambda: "Збережено" in olena.one("#live [data-said]").text, 8)
    gateway.post("after_call_end", {**call.record(True), "endAt": ended, "duration": 3, "billSecs": 2})

    # The call's page, the client's card and the CRM have it.
    told = crm.hears("call.changed", note=AGREED)
    assert told.data["call"]["uuid"] == call.uuid and told.data["call"]["category_id"] == 1
    assert olena.open(f"/calls/{call.uuid}").one("main textarea[name='note']").get_attribute("value") == AGREED
    assert AGREED in olena.open("/clients/1").text

    # A colleague finds nothing of it; as the supervisor he sees it.
    for page in ("/calls?period=all", "/clients", "/search?q=Соколова", f"/search?q={IRYNA[-7:]}", "/missed?whose=everybody"):
        taras.open(page)
        assert "Соколова" not in taras.one("main").text and AGREED not in taras.driver.page_source, page
    for page in (f"/calls/{call.uuid}", "/clients/1"):
        assert "Тут нічого немає" in taras.open(page).text
    promoted = gateway.api.patch(f"{gateway.url}/api/v1/employees/{colleague}", json={"role": "supervisor"}, timeout=10)
    assert promoted.status_code == 200
    taras.complaints()
    assert taras.open(f"/calls/{call.uuid}").one("main textarea[name='note']").get_attribute("value") == AGREED
    assert "Соколова" in taras.open("/calls?period=all").text

    # A missed call comes to Telegram, and its button calls back.
    missed = Conversation(number=IRYNA, ext="101", start=max(ended + 1_000, int(time.time() * 1000) - 10_000))
    gateway.post("after_call_end", {**missed.record(False), "endAt": missed.start + 9_000, "duration": 9})
    message = telegram.hears("Пропущений дзвінок")
    assert message["chat_id"] == CHAT and "101" in telegram.presses(message, "Передзвонити")
    until(lambda: gateway.items("/calls", phone=IRYNA, direction="outgoing"))

    # The privacy desk finds and erases all of it.
    daryna.open("/privacy").type("number", IRYNA).press("Знайти все")
    daryna.wait(lambda: daryna.all("input[value=erase]"))
    assert "Соколова" in daryna.text
    daryna.one("input[value=erase]").click()
    daryna.type("digits", IRYNA[-4:]).press("Виконати назавжди")
    daryna.wait(lambda: "номера немає" in daryna.text, 15)
    crm.wait(lambda told: told.type == "person.erased")
    for page in ("/calls?period=all", "/clients", f"/search?q={IRYNA[-7:]}", f"/calls/{call.uuid}", "/missed?whose=everybody"):
        shown = daryna.open(page).driver.page_source
        assert "Соколова" not in shown and AGREED not in shown and IRYNA not in shown, page
    for browser in (daryna, olena, taras):
        assert not browser.complaints()
