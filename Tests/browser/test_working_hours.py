"""The week and the dates of working hours, as an administrator sets them."""

import pytest
from test_walk import set_up


def week(gateway):
    return gateway.get("/settings")["working_hours"]


def seen(browser, selector):
    """Scrolls to what a selector names, because bars cover the edges of the window."""
    element = browser.one(selector)
    browser.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", element)
    return element


@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without scripts"])
def test_a_schedule_is_set_and_taken_back(fresh, browser_of, script):
    olena = browser_of(fresh, script=script)
    set_up(olena, fresh)
    olena.open("/settings/hours")
    seen(olena, "[name=working_hours_mode][value=own] + span").click()
    fields = olena.all("[name=working_hours_mon_from], [name=working_hours_mon_to]")
    assert [field.get_attribute("value") for field in fields[:2]] == ["09:00", "18:00"]
    fields[1].clear()
    fields[1].send_keys("20:00")
    olena.tick("working_hours_sat")
    for name, text in (("from", "10:00"), ("to", "15:00")):
        seen(olena, f"[name=working_hours_sat_{name}]").send_keys(text)
    if script:
        seen(olena, "[data-copy-monday]").click()
    # Typed as any date field takes it.
    date = olena.one("[name=working_hours_exceptions_date]")
    olena.driver.execute_script("arguments[0].value = '2026-12-25'", date)
    olena.press("Зберегти")
    saved = week(fresh)
    assert saved["mon"] == [["09:00", "20:00"]] and saved["sat"] == [["10:00", "15:00"]] and saved["sun"] == []
    assert saved["fri"] == ([["09:00", "20:00"]] if script else [["09:00", "18:00"]])
    assert fresh.get("/settings")["working_hours_exceptions"] == [{"date": "2026-12-25", "from": None, "to": None}]

    olena.open("/settings/hours")
    seen(olena, "[name=working_hours_tue_to]").clear()
    olena.press("Зберегти")
    assert "tue: «» – не час" in olena.text
    assert olena.one("[name=working_hours_mode][value=own]").is_selected()
    seen(olena, "[name=working_hours_mode][value=always] + span").click()
    olena.press("Зберегти")
    assert week(fresh) is None
