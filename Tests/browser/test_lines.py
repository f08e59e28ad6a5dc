"""A line appears with its first call, gets a name, and has rules of its own."""

import time
import uuid

from test_live import card
from test_walk import set_up
from test_working_hours import seen

SHOP, SERVICE = "+380440000777", "+380440000888"


def ring(gateway, line, number, ends=True):
    call, now = uuid.uuid4().hex, int(time.time() * 1000)
    event = {"accountDomain": "vitryla-demo.phonet.com.ua", "uuid": call, "parentUuid": None, "dialAt": now, "bridgeAt": None,
             "lgDirection": 4, "leg": {"id": 1, "ext": "101", "displayName": "Олена Гайова", "type": 1}, "leg2": None,
             "otherLegs": [{"id": None, "name": None, "num": number}], "trunkNum": line, "trunkName": line}
    assert gateway.post("call", {**event, "event": "call.dial", "serverTime": now}).status_code == 200
    if ends:
        record = {"parentUuid": None, "uuid": call, "endAt": now + 9000, "lgDirection": 4, "otherLegNum": number, "otherLegName": None,
                  "leg": event["leg"], "leg2": None, "billSecs": 0, "duration": 9, "disposition": 1, "transferHistory": None,
                  "audioRecUrl": None, "trunk": f"o={line[1:]};"}
        assert gateway.post("after_call_end", record).status_code == 200
    return call


def test_the_shop_has_its_own_source_and_the_service_no_leads(fresh, browser_of):
    olena = browser_of(fresh)
    set_up(olena, fresh)
    assert fresh.api.patch(f"{fresh.url}/api/v1/employees/1", json={"extension": "101"}, timeout=10).status_code == 200
    own = fresh.create("/lead-sources", name="Магазин на Подолі")
    fresh.settings(create_lead_on_missed_incoming=True)
    olena.open("/lines")
    assert "Ліній ще немає" in olena.text
    for line in (SHOP, SERVICE):
        ring(fresh, line, "+380500000070")
    olena.open("/lines")
    assert "+380 44 000 07 77" in olena.text and "усе, як у компанії" in olena.text

    olena.press("+380 44 000 07 77")
    assert olena.title == "+380 44 000 07 77"
    olena.type("name", "Магазин").choose("missed_call_lead_source_id", "Магазин на Подолі").press("Зберегти")
    assert olena.title == "Магазин" and "Збережено." in olena.text
    olena.open("/lines").press("+380 44 000 08 88")
    olena.type("name", "Магазин").press("Зберегти")
    assert "так уже названо іншу лінію" in olena.text
    olena.type("name", "Сервіс")
    seen(olena, "[name=create_lead_on_missed_incoming][value='0'] + span").click()
    seen(olena, "[name=working_hours_mode][value=always] + span").click()
    olena.press("Зберегти")
    lines = {line["name"]: line for line in fresh.items("/lines")}
    assert lines["Магазин"]["missed_call_lead_source_id"] == own["id"] and lines["Магазин"]["working_hours"] is None
    assert lines["Сервіс"]["create_lead_on_missed_incoming"] is False
    assert lines["Сервіс"]["working_hours"]["sun"] == [["00:00", "24:00"]]

    shop, service = ring(fresh, SHOP, "+380500000071"), ring(fresh, SERVICE, "+380500000072")
    lead = fresh.get(f"/leads/{fresh.awaited_call(shop, state='ended')['lead_id']}")
    assert lead["source_id"] == own["id"]
    told = fresh.awaited_call(service, state="ended")
    assert told["lead_id"] is None and told["line_name"] == "Сервіс" and told["line_id"] == lines["Сервіс"]["id"]
    olena.open(f"/calls/{service}")
    assert "Діє власне правило лінії «Сервіс»." in olena.text

    for page in ("/calls", "/missed?whose=everybody", "/statistics"):
        olena.open(page)
        assert "Магазин" in olena.text and "Сервіс" in olena.text, page
    olena.open(f"/calls?line=%2B380440000777")
    assert "Лінія: Магазин" in olena.text and "Сервіс" not in [row.text for row in olena.all("tbody tr")]
    olena.open("/what-if").choose("line", "Сервіс").type("phone", "0500000073").press("Перевірити")
    assert "Діє власне правило лінії «Сервіс»." in olena.text
    ring(fresh, SHOP, "+380500000074", ends=False)
    olena.open("/calls")
    olena.wait(lambda: "Магазин" in card(olena), 5)
    # The name that was taken is a 422, which the browser tells of.
    assert all("422" in told for told in olena.complaints())
