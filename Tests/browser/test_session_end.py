"""Nothing typed is lost when a session ends or the server is silent."""

import os
import signal
import time

from test_live import people  # noqa: F401
from test_walk import PASSWORD, set_up

TARAS, OLENA = "taras@vitryla.example", "olena.haiova@vitryla.example"


def bar(browser, name):
    """Returns the text of the bar; empty: it is not shown."""
    return browser.driver.execute_script(
        "const bar = document.querySelector(`[data-bar='${arguments[0]}']`); return bar.hidden ? '' : bar.innerText", name)


def end_sessions(gateway, browser_of, email=TARAS):
    """Somebody signs out on all other devices."""
    elsewhere = browser_of(gateway)
    elsewhere.open("/sign-in").type("email", email).type("password", PASSWORD).press("Увійти")
    elsewhere.open("/me")
    elsewhere.driver.execute_script("document.querySelector(\"form[action$='/me/sessions']\").requestSubmit()")
    elsewhere.wait(lambda: "На всіх інших пристроях" in elsewhere.text)


def enter(browser, email):
    browser.wait(lambda: browser.all("#door [name='password']"))
    for name, text in (("email", email), ("password", PASSWORD)):
        field = browser.one(f"#door [name='{name}']")
        field.clear()
        field.send_keys(text)
    browser.one("#door button.primary").click()


def test_the_session_ends_while_a_form_is_typed_and_the_form_goes_whole(people, browser_of):  # noqa: F811
    gateway, _, taras = people
    taras.open("/clients/new").type("name", "Дарина Мельник").type("company", "Майстерня")
    end_sessions(gateway, browser_of)
    begun = time.monotonic()
    taras.wait(lambda: "Сеанс завершено – увійти" in bar(taras, "over").replace("\n", " "), 3)
    print("bar after", round(time.monotonic() - begun, 2))
    taras.one("main .savebar button.primary").click()
    enter(taras, TARAS)
    taras.wait(lambda: taras.path == "/clients/2")
    assert "Дарина Мельник" in taras.text and "Майстерня" in taras.text
    assert gateway.get("/clients/2")["name"] == "Дарина Мельник"
    assert [one for one in taras.complaints() if "422" not in one] == []


def test_a_wrong_password_is_told_in_the_dialog_and_typing_goes_on(people, browser_of):  # noqa: F811
    gateway, _, taras = people
    taras.open("/leads/new").type("name", "Кав’ярня")
    end_sessions(gateway, browser_of)
    taras.wait(lambda: bar(taras, "over"), 3)
    taras.one("[data-bar='over'] button").click()
    taras.wait(lambda: taras.all("#door [name='password']"))
    taras.one("#door [name='email']").send_keys(TARAS)
    taras.one("#door [name='password']").send_keys("не той пароль")
    taras.one("#door button.primary").click()
    taras.wait(lambda: "не підходить" in taras.one("#door").text)
    enter(taras, TARAS)
    taras.wait(lambda: not bar(taras, "over") and not taras.one("#door").is_displayed())
    assert taras.path == "/leads/new" and taras.field("name").get_attribute("value") == "Кав’ярня"
    # The page is alive again, and its form belongs to the new session.
    taras.one("main .savebar button.primary").click()
    taras.wait(lambda: taras.path == "/leads/1")


def test_another_person_does_not_send_what_somebody_else_typed(people, browser_of):  # noqa: F811
    gateway, _, taras = people
    taras.open("/clients/new").type("name", "Дарина Мельник")
    end_sessions(gateway, browser_of)
    taras.wait(lambda: bar(taras, "over"), 3)
    taras.one("main .savebar button.primary").click()
    enter(taras, OLENA)
    taras.wait(lambda: "Тут тепер увійшов Олена Гайова" in bar(taras, "other"))
    assert taras.path == "/clients/new" and len(gateway.items("/clients")) == 1
    assert taras.field("name").get_attribute("value") == "Дарина Мельник"
    taras.one("[data-bar='other'] [data-act='enter']").click()
    enter(taras, TARAS)
    taras.wait(lambda: not bar(taras, "other"))
    if taras.path == "/clients/new":
        taras.one("main .savebar button.primary").click()
    taras.wait(lambda: taras.path == "/clients/2")


def test_the_server_stops_and_comes_back(people):  # noqa: F811
    gateway, _, taras = people
    taras.open("/clients/new").type("name", "Дарина Мельник")
    begun = time.monotonic()
    os.kill(gateway.responder, signal.SIGSTOP)
    try:
        taras.wait(lambda: "Немає зв’язку, пробую…" in bar(taras, "lost"), 5)
        print("bar after", round(time.monotonic() - begun, 2))
        taras.one("main .savebar button.primary").click()
        taras.wait(lambda: "Форму буде надіслано" in bar(taras, "lost"), 5)
        assert taras.field("name").get_attribute("value") == "Дарина Мельник"
    finally:
        os.kill(gateway.responder, signal.SIGCONT)
    taras.wait(lambda: taras.path == "/clients/2", 8)
    assert len(gateway.items("/clients")) == 2


def test_a_stopped_server_is_told_on_the_board_and_gone_after(fresh, browser_of):
    olena = browser_of(fresh)
    set_up(olena, fresh)
    olena.open("/board?wall=1")
    # nginx answers for the responder that is not there.
    os.kill(fresh.responder, signal.SIGSTOP)
    try:
        olena.wait(lambda: bar(olena, "lost"), 5)
    finally:
        os.kill(fresh.responder, signal.SIGCONT)
    olena.wait(lambda: not bar(olena, "lost"), 6)


def test_without_scripts_the_sign_in_page_carries_the_form_on(people, browser_of):  # noqa: F811
    gateway, _, _ = people
    plain = browser_of(gateway, script=False)
    plain.open("/sign-in").type("email", TARAS).type("password", PASSWORD).press("Увійти")
    plain.open("/clients/new").type("name", "Дарина “Мельник” & Ко").type("company", "Майстерня")
    end_sessions(gateway, browser_of)
    plain.one("main .savebar button.primary").click()
    plain.wait(lambda: "Увійдіть, і заповнена форма буде надіслана" in plain.text)
    plain.type("email", TARAS).type("password", "не той").press("Увійти")
    assert "не підходить" in plain.text
    plain.type("password", PASSWORD).press("Увійти")
    assert "Усе, що Ви заповнили, тут" in plain.text and len(gateway.items("/clients")) == 1
    plain.press("Надіслати")
    assert plain.path == "/clients/2" and "Дарина “Мельник” & Ко" in plain.text and "Майстерня" in plain.text

    # Somebody else does not send it.
    plain.open("/clients/new").type("name", "Чужий")
    end_sessions(gateway, browser_of)
    plain.one("main .savebar button.primary").click()
    plain.wait(lambda: "Увійдіть, і заповнена форма" in plain.text)
    plain.type("email", OLENA).type("password", PASSWORD).press("Увійти")
    assert "форму заповнила інша людина" in plain.text and len(gateway.items("/clients")) == 2
    plain.type("email", TARAS).type("password", PASSWORD).press("Увійти")
    plain.press("Надіслати")
    assert plain.path == "/clients/3"


def test_a_link_with_filters_survives_the_sign_in(people, browser_of):  # noqa: F811
    gateway, _, _ = people
    for script in (True, False):
        guest = browser_of(gateway, script=script)
        guest.open("/calls?direction=incoming&outcome=missed")
        guest.type("email", TARAS).type("password", PASSWORD).press("Увійти")
        address = guest.driver.current_url
        assert address.endswith("/calls?direction=incoming&outcome=missed"), address


def test_saving_long_settings_stays_where_it_was(people):  # noqa: F811
    _, olena, _ = people
    olena.size(1366, 360)
    olena.open("/settings/notifications").type("push_delay_seconds", "12")
    place = olena.driver.execute_script("return scrollY")
    assert place > 50
    olena.driver.execute_script("document.querySelector('.savebar button.primary').click()")
    olena.wait(lambda: "Збережено" in "".join(one.text for one in olena.all(".news")))
    assert olena.driver.execute_script("return scrollY") == place
