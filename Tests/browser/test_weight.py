"""No page weighs more than 60 kB with everything it loads, as nginx sends it, with full lists."""

import gzip
import re

import pytest
from gateway import PREFIX
from person import Person
from phonet import Conversation
from test_every_page import CALL, PAGES
from test_walk import missed_call

HEAVIEST = 60_000
COMPANY = "Товариство з обмеженою відповідальністю «Вітрила і Ко»"


@pytest.fixture(scope="module")
def full(tmp_path_factory):
    """A gateway whose lists are full, and Olena, who sees everything."""
    from gateway import Gateway

    gateway = Gateway(tmp_path_factory.mktemp("full"))
    olena = Person(gateway).set_up()
    gateway.create("/webhook-endpoints", url="http://127.0.0.1:1/hook", description="CRM")
    for number in range(10):
        gateway.create("/employees", name=f"Тарас-Володимир Левченко-Шевчук {number}", extension=f"2{number:02}",
                       email=f"taras{number}@vitryla.example")
    for number in range(60):
        phone = f"+3805001112{number:02}"
        if number % 2:
            gateway.create("/clients", name=f"Ірина Соколова-Петренко {number}", company=COMPANY, phones=[phone],
                           admin_employee_ids=[1])
        else:
            gateway.create("/leads", name=f"Богдан Ткаченко {number}", phones=[phone], responsible_employee_id=1)
        call = Conversation(number=phone, ext=f"2{number % 10:02}")
        gateway.post("call", call.dial)
        gateway.post("call", call.hangup(False))
        gateway.post("after_call_end", call.record(False))
        gateway.api.patch(f"{gateway.url}/api/v1/calls/{call.uuid}", json={"note": "Просила передзвонити завтра до обіду"}, timeout=10)
    gateway.create("/clients", name="Ірина С.", company=COMPANY, phones=["+380500111201"])
    gateway.create("/leads", name="Богдан Т.", phones=["+380500111200"])
    missed_call(gateway, "201", call=CALL)
    gateway.delivery = gateway.items("/webhook-endpoints/1/deliveries")[0]["seq"]
    yield gateway, olena
    gateway.stop()


def sent(olena, address):
    """Returns the text of an answer and how many bytes of it nginx sends."""
    answer = olena.web.get(address, headers={"Accept-Encoding": "gzip", "Accept": "text/html"}, stream=True, timeout=30)
    assert answer.status_code == 200, (address, answer.status_code)
    body = answer.raw.read(decode_content=False)
    text = gzip.decompress(body) if answer.headers.get("Content-Encoding") == "gzip" else body
    return text.decode(), len(body)


def test_every_page_weighs_little(full):
    gateway, olena = full
    files, heavy, weights = {}, [], []
    for path in PAGES:
        page, size = sent(olena, gateway.url + path.format(seq=gateway.delivery))
        for file in re.findall(rf'(?:href|src)="({PREFIX}/assets/[^"]+\.(?:css|js))"', page):
            if file not in files:
                files[file] = sent(olena, gateway.root + file)[1]
            size += files[file]
        weights.append((size, path))
        if size > HEAVIEST:
            heavy.append(f"{path}: {size}")
    print("\n".join(f"{size:>6} {path}" for size, path in sorted(weights, reverse=True)[:12]))
    print({file.rpartition("/")[2].partition(".")[2]: size for file, size in files.items()})
    assert not heavy, "\n".join(heavy)
