"""The administrator's pages of the webhook log, the quarantine, API tokens and system status."""

import pytest
from phonet import Conversation
from test_walk import set_up


@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without scripts"])
def test_messages_are_looked_at_and_taken_again(fresh, browser_of, script):
    browser = browser_of(fresh, script=script)
    set_up(browser, fresh)
    talk = Conversation()
    fresh.post("call", talk.dial)
    fresh.post("call", talk.dial)
    fresh.post("call", "{\"event\":")
    browser.open("/webhook-log")
    assert len(browser.all("tbody tr")) == 3
    for word in ("оброблено", "повтор", "не прочитано", "JSON обривається"):
        assert word in browser.text

    browser.filters().choose("status", "не прочитано").press("Показати")
    assert len(browser.all("tbody tr")) == 1
    browser.press("не прочитано")
    assert browser.title == "Повідомлення 3" and '{"event":' in browser.one("pre").text
    browser.press("Обробити знову")
    assert "Не вдалося прочитати: 1" in browser.one(".news").text

    browser.open("/webhook-log?status=processed")
    browser.one("tbody input[type=checkbox]").click()
    browser.press("Обробити знову позначені")
    assert "Оброблено знову: 1 повідомлення" in browser.one(".news").text
    assert browser.field("status").get_attribute("value") == "processed"
    browser.press("дзвінок")
    assert browser.path == f"/calls/{talk.uuid}"
    assert not browser.complaints()


def test_a_token_is_made_copied_and_revoked(fresh, browser_of):
    browser = browser_of(fresh)
    set_up(browser, fresh)
    browser.open("/settings/security").press("Токени API")
    assert browser.path == "/tokens"
    browser.type("name", "Сайт").press("Створити токен")
    token = browser.one("#token").text
    answer = fresh.phonet.get(f"{fresh.url}/api/v1/settings", headers={"Authorization": f"Bearer {token}"}, timeout=10)
    assert answer.status_code == 200
    browser.press("до токенів")
    assert token not in browser.driver.page_source
    browser.one("tbody tr a.button").click()
    browser.wait(lambda: "Відкликати токен «Сайт»?" in browser.title)
    browser.press("Відкликати")
    assert "Токен відкликано" in browser.one(".news").text
    answer = fresh.phonet.get(f"{fresh.url}/api/v1/settings", headers={"Authorization": f"Bearer {token}"}, timeout=10)
    assert answer.status_code == 401
    browser.open("/audit").filters().choose("action", "Відкликано токен API").press("Показати")
    assert len(browser.all("tbody tr")) == 1 and "Сайт" in browser.one("tbody tr").text
    assert not browser.complaints()


def test_the_status_page_leads_to_what_is_to_be_done(fresh, browser_of, tmp_path):
    browser = browser_of(fresh)
    set_up(browser, fresh)
    fresh.post("call", "{\"event\":")
    browser.open("/status")
    assert "Повідомлення, які не вдалося прочитати" in browser.one(".note").text
    assert "phonet-gateway backup" in browser.text
    browser.one("tbody a[href$='/webhook-log']").click()
    browser.wait(lambda: browser.path == "/webhook-log")
    fresh.run("backup", str(tmp_path / "copy.sqlite"))
    browser.open("/status")
    assert "phonet-gateway backup" not in browser.text
    assert not browser.complaints()
