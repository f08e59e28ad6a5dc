"""The pictures of the front page: the call log of a demo company with a live card, wide and on a phone.

Renew them: README_PICTURES=nginx/pictures Tests/run e2e Tests/browser/test_pictures.py
With PAGE_PICTURES=nginx/pictures/after also those of the chapter "Screens" that stand beside those of version 0.6.0.
"""

import os
import time
import uuid
from pathlib import Path

from test_live import card
from test_walk import set_up

CLONE = Path(__file__).resolve().parents[2]
TARGET = CLONE / os.environ.get("README_PICTURES", ".build/pictures/readme")
PAGE_TARGET = CLONE / os.environ.get("PAGE_PICTURES", ".build/pictures/pages")
PAGES = [("call-log", "/calls", 1366, 650), ("call-log-phone", "/calls", 390, 844), ("missed-phone", "/missed?whose=everybody", 390, 844),
         ("statistics", "/statistics", 1366, 650), ("settings", "/settings", 1366, 650), ("client", "/clients/1", 1366, 650)]
LIMIT = 250_000
LINE = "+380440000777"
PEOPLE = {"101": "Олена Гайова", "102": "Тарас Левченко", "103": "Марко Дубовик"}
CLIENTS = [("Ірина Соколова", "ТОВ «Приклад»", "+380671234567"), ("Богдан Ткач", "ФОП Ткач", "+380501112233"),
           ("Катерина Мельник", "Кав’ярня «Зерно»", "+380631234500"), ("Андрій Шевчук", "ПП «Дах»", "+380931230045")]
LEADS = [("Оксана Бондар", "+380661110022"), ("Дмитро Кравець", "+380971110033")]
# Minutes ago, direction, number, extension, wait in seconds, talk in seconds (0: missed).
CALLS = [(7, "incoming", "+380671234567", "101", 8, 141), (19, "incoming", "+380661110022", "102", 24, 0),
         (24, "outgoing", "+380501112233", "101", 12, 305), (38, "incoming", "+380631234500", "103", 5, 62),
         (55, "incoming", "+380989990011", "102", 31, 0), (71, "outgoing", "+380971110033", "103", 22, 0),
         (88, "incoming", "+380931230045", "101", 6, 418), (103, "incoming", "+380671234567", "102", 11, 77),
         (131, "outgoing", "+380661110022", "102", 9, 203), (149, "incoming", None, "103", 19, 0)]


def event(name, call, direction, number, extension, dialled, **more):
    return {"event": name, "accountDomain": "vitryla-demo.phonet.com.ua", "uuid": call, "parentUuid": None,
            "dialAt": dialled, "bridgeAt": None, "lgDirection": {"incoming": 4, "outgoing": 2}[direction],
            "leg": {"id": int(extension), "ext": extension, "displayName": PEOPLE[extension], "type": 1}, "leg2": None,
            "otherLegs": [{"id": None, "name": None, "num": number}], "trunkNum": LINE, "trunkName": "Відділ продажу", **more}


def record(call, direction, number, extension, ended, waited, talked):
    return {"parentUuid": None, "uuid": call, "endAt": ended, "lgDirection": {"incoming": 4, "outgoing": 2}[direction],
            "otherLegNum": number, "otherLegName": number,
            "leg": {"id": int(extension), "type": 1, "displayName": PEOPLE[extension], "ext": extension}, "leg2": None,
            "billSecs": talked, "duration": waited + talked, "disposition": 0 if talked else 1, "transferHistory": None,
            "audioRecUrl": f"https://vitryla-demo.phonet.com.ua/rest/public/calls/{call}/audio" if talked else None,
            "trunk": f"o={LINE[1:]};"}


def fill(gateway):
    """Fills the demo company with calls of the last two and a half hours."""
    answer = gateway.api.patch(f"{gateway.url}/api/v1/employees/1", json={"extension": "101"}, timeout=10)
    assert answer.status_code == 200
    for extension, name in list(PEOPLE.items())[1:]:
        gateway.create("/employees", name=name, extension=extension)
    gateway.settings(create_lead_on_missed_incoming=True, distribution_mode="even")
    for number, (name, company, phone) in enumerate(CLIENTS):
        gateway.create("/clients", name=name, company=company, phones=[phone], admin_employee_ids=[number % 3 + 1])
    for number, (name, phone) in enumerate(LEADS):
        gateway.create("/leads", name=name, phones=[phone], responsible_employee_id=number + 2)
    now = int(time.time() * 1000)
    for minutes, direction, number, extension, waited, talked in reversed(CALLS):
        call, dialled = uuid.uuid4().hex, now - minutes * 60_000
        told = record(call, direction, number, extension, dialled + (waited + talked) * 1000, waited, talked)
        assert gateway.post("call", event("call.dial", call, direction, number, extension, dialled)).status_code == 200
        assert gateway.post("after_call_end", told).status_code == 200
        gateway.awaited_call(call, state="ended")


def test_the_pictures_of_the_front_page(fresh, browser_of):
    olena = browser_of(fresh, width=1240, height=700)
    set_up(olena, fresh)
    fill(fresh)
    ringing = event("call.dial", uuid.uuid4().hex, "incoming", "+380671234567", "101", int(time.time() * 1000))
    assert fresh.post("call", ringing).status_code == 200
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, width, height in (("call-log", 1240, 700), ("phone", 390, 780)):
        olena.size(width, height)
        olena.open("/calls")
        olena.wait(lambda: "Ірина Соколова" in card(olena), 5)
        if width < 720:
            # Scroll past the filters to the calls.
            olena.driver.execute_script("document.querySelector('main table').scrollIntoView()")
        olena.driver.save_screenshot(str(TARGET / f"{name}.png"))
    assert sum(file.stat().st_size for file in TARGET.glob("*.png")) <= LIMIT


def test_the_pictures_of_the_chapter_screens(fresh, browser_of):
    olena = browser_of(fresh, width=1366, height=650)
    set_up(olena, fresh)
    fill(fresh)
    PAGE_TARGET.mkdir(parents=True, exist_ok=True)
    for name, path, width, height in PAGES:
        olena.size(width, height)
        olena.open(path)
        olena.driver.save_screenshot(str(PAGE_TARGET / f"{name}.png"))
