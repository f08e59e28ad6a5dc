"""Notices reach Telegram, their buttons work, and nothing is lost or said twice whatever Telegram does."""

import os
import re
import signal
import time

import pytest
from gateway import PREFIX, Gateway, free_port
from person import Person
from phonet import Conversation, fresh_number
from phonet_server import KEY, PhonetServer
from telegram_server import TOKEN, TelegramServer

CHAT = 777_000_111


class Office:
    """A gateway with a bot, a simulated Phonet, and Olena, who has an extension."""

    def __init__(self, state):
        port = free_port()
        self.telegram = TelegramServer()
        self.phonet = PhonetServer(gateway=f"http://127.0.0.1:{port}{PREFIX}")
        self.phonet.order("pace", tick=20)
        self.gateway = Gateway(state, port=port, environment={
            "PHONET_GATEWAY_TELEGRAM_HOST": self.telegram.host, "PHONET_GATEWAY_PHONET_HOST": self.phonet.host,
            "PHONET_GATEWAY_PHONET_PLAIN_HTTP": "1"})
        self.olena = Person(self.gateway).set_up()
        self.id = self.gateway.items("/employees")[0]["id"]
        self.gateway.api.patch(f"{self.gateway.url}/api/v1/employees/{self.id}", json={"extension": "101"}, timeout=10)
        self.gateway.settings(phonet_domain=self.phonet.host, phonet_api_key=KEY, telegram_bot_token=TOKEN,
                              notify_missed_unknown=True, notify_missed_unknown_employee_ids=[self.id])

    def link(self, chat=CHAT):
        """Olena gets a code on her page and sends it to the bot."""
        shown = self.olena.send("/me/telegram-code", page="/me")
        assert shown.status_code == 200
        code = re.search(r"/start ([A-Z0-9]{8})", shown.text).group(1)
        self.telegram.writes(chat, f"/start {code}")
        self.telegram.hears("надходитимуть сюди")
        return code

    def miss(self, number=None):
        call = Conversation(number=number or fresh_number())
        assert self.gateway.post("after_call_end", call.record(False)).status_code == 200
        return call

    def stop(self):
        self.gateway.stop()
        self.phonet.stop()
        self.telegram.stop()


@pytest.fixture(scope="module")
def open_office(tmp_path_factory):
    office = Office(tmp_path_factory.mktemp("telegram"))
    yield office
    office.stop()


@pytest.fixture
def office(open_office):
    """The office, linked, with a Telegram that takes everything."""
    telegram = open_office.telegram
    telegram.manner, telegram.token = "takes", TOKEN
    if not open_office.olena.read("/me").html.count("@olena_h"):
        open_office.link()
    telegram.said.clear()
    return open_office


def test_a_code_links_once_and_a_strangers_guess_links_nothing(open_office):
    code = open_office.link()
    page = open_office.olena.read("/me")
    assert "@olena_h" in page.words and code not in page.html
    said = len(open_office.telegram.said)
    open_office.telegram.writes(5, f"/start {code}", user="stranger")
    refused = open_office.telegram.hears("не підійшов")
    assert refused["chat_id"] == 5 and len(open_office.telegram.said) == said + 1
    open_office.telegram.writes(5, "hello", user="stranger")
    open_office.telegram.writes(CHAT, "hello")
    open_office.telegram.hears("Цей бот")
    assert [one["chat_id"] for one in open_office.telegram.said[said + 1:]] == [CHAT]


def test_the_token_is_never_shown_again(office):
    shown = office.gateway.get("/settings")["telegram_bot_token"]
    assert shown == "••••" + TOKEN[-4:]
    assert TOKEN not in office.olena.read("/settings/telegram").html
    assert TOKEN not in "".join(office.gateway.printed)


def test_a_missed_call_comes_with_its_number_masked_and_calls_back_by_a_button(office):
    call = office.miss()
    message = office.telegram.hears("Пропущений дзвінок")
    masked = f"+380 67 ••• •• {call.number[-2:]}"
    assert masked in message["text"] and call.number not in message["text"] and message["chat_id"] == CHAT
    assert [button["text"] for button in message["reply_markup"]["inline_keyboard"][0]] == ["Передзвонити", "Закрити"]
    answer = office.telegram.presses(message, "Передзвонити")
    assert "101" in answer, answer
    until = time.monotonic() + 10
    while time.monotonic() < until and not (
            dialled := office.gateway.items("/calls", phone=call.number, direction="outgoing")):
        time.sleep(0.05)
    assert dialled, "Phonet did not dial"


def test_closing_by_a_button_closes_the_case_and_takes_the_buttons_away(office):
    call = office.miss()
    message = office.telegram.hears(call.number[-2:])
    assert office.telegram.presses(message, "Закрити") == "Закрито."
    cases = office.gateway.items("/missed-calls", phone=call.number)
    assert cases[0]["closed_at"] and cases[0]["reason"] == "solved"
    office.telegram.wait(lambda: any(one["message_id"] == message["message_id"] for one in office.telegram.edited))
    assert office.telegram.presses(message, "Закрити").startswith("Уже закрито")
    audit = office.olena.read("/audit").words
    assert "Олена" in audit


def test_a_button_of_somebody_else_does_nothing(office):
    call = office.miss()
    message = {**office.telegram.hears(call.number[-2:]), "chat_id": 5}
    assert "не підключено" in office.telegram.presses(message, "Закрити")
    assert not office.gateway.items("/missed-calls", phone=call.number)[0]["closed_at"]


def test_whole_numbers_if_the_company_wants_them(office):
    office.gateway.settings(telegram_full_numbers=True)
    call = office.miss()
    office.telegram.hears(f"+380 67 {call.number[6:9]} {call.number[9:11]} {call.number[11:]}")
    office.gateway.settings(telegram_full_numbers=False)


def test_what_a_person_does_not_want_in_telegram_does_not_come_there(office):
    form = {"notices": "everything", "channels": "1", "missed_call.web_push": "1", "lead_assigned.telegram": "1"}
    assert office.olena.send("/me/notices", page="/me", **form).status_code == 303
    office.miss()
    shown = office.miss()
    until = time.monotonic() + 10
    while time.monotonic() < until and not office.gateway.get(f"/calls/{shown.uuid}")["notifications"][0]["sent_at"]:
        time.sleep(0.05)
    assert not office.telegram.said
    everything = {f"{kind}.{channel}": "1" for kind in ("incoming_call", "missed_call", "lead_assigned")
                  for channel in ("web_push", "telegram")}
    assert office.olena.send("/me/notices", page="/me", notices="everything", channels="1", **everything).status_code == 303


def test_refused_for_a_while_it_comes_once(office):
    office.telegram.manner, before = "busy", office.telegram.refused
    call = office.miss()
    office.telegram.wait(lambda: office.telegram.refused > before)
    office.telegram.manner = "takes"
    os.kill(office.gateway.responder, signal.SIGKILL)
    office.telegram.hears(call.number[-2:], seconds=20)
    time.sleep(0.5)
    assert sum(call.number[-2:] in one["text"] for one in office.telegram.said) == 1


def test_a_revoked_token_is_told_in_words_and_a_new_one_brings_what_waited(office):
    office.telegram.token = "987654321:BBEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc"
    call = office.miss()
    until = time.monotonic() + 15
    while time.monotonic() < until and "відхилив токен" not in office.olena.read("/status").words:
        time.sleep(0.2)
    assert "відхилив токен" in office.olena.read("/status").words
    office.gateway.settings(telegram_bot_token=office.telegram.token)
    office.telegram.hears(call.number[-2:], seconds=20)
    office.telegram.token = TOKEN
    office.gateway.settings(telegram_bot_token=TOKEN)


def test_a_person_who_blocks_the_bot_is_unlinked_and_the_notice_stays_on_the_page(office):
    office.telegram.manner = "blocked"
    call = office.miss()
    until = time.monotonic() + 10
    while time.monotonic() < until and "@olena_h" in office.olena.read("/me").words:
        time.sleep(0.1)
    assert "@olena_h" not in office.olena.read("/me").words
    assert office.gateway.get(f"/calls/{call.uuid}")["notifications"][0]["sent_at"]
