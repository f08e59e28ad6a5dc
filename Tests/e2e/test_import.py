"""Imports clients from a large file while webhooks keep arriving."""

import csv
import io
import json
import os
import subprocess
import threading
import time
from pathlib import Path

import pytest
import requests
from gateway import Gateway
from person import Page, Person
from phonet import Conversation

# IMPORT_ROWS=100000 runs the whole size, which takes minutes.
ROWS = int(os.environ.get("IMPORT_ROWS", 10_000))
# A webhook answered within this time, in seconds, counts as not delayed by the import, also on a busy machine.
QUICK = 0.25


def table(rows, first=0):
    """Returns a CSV of clients as Excel on a Ukrainian Windows writes it; every thousandth number is invalid."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow(["Зовнішній id", "ПІБ", "Телефон", "Компанія"])
    for number in range(first, first + rows):
        phone = "3,80501E+11" if number % 1000 == 999 else f"067{number:07}"
        writer.writerow([f"c{number}", f"Клієнт {number}", phone, "ТОВ «Приклад»"])
    return text.getvalue().encode("cp1251")


class Traffic:
    """Posts fifty call records a second and keeps the time each took."""

    senders, per_second = 5, 50

    def __init__(self, gateway):
        self.gateway, self.times, self.failed = gateway, [], []
        self.stopped = threading.Event()
        self.threads = [threading.Thread(target=self._send) for _ in range(self.senders)]

    def _send(self):
        session = requests.Session()
        due = time.monotonic()
        while not self.stopped.is_set():
            body = Conversation().record(False)
            start = time.monotonic()
            answer = session.post(f"{self.gateway.url}/after_call_end", json=body, timeout=30)
            self.times.append(time.monotonic() - start)
            if answer.status_code != 200:
                self.failed.append(answer.text)
            due += self.senders / self.per_second
            time.sleep(max(0, due - time.monotonic()))

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.stopped.set()
        for thread in self.threads:
            thread.join()

    @property
    def p99(self):
        return sorted(self.times)[len(self.times) * 99 // 100]


def memory(gateway):
    """Returns the responder's peak memory in MiB."""
    lines = Path(f"/proc/{gateway.responder}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


def upload(olena, data, kind="clients"):
    """Uploads the file and returns the page that maps its columns."""
    token = olena.form_token("/imports")
    answer = olena.web.post(f"{olena.gateway.url}/imports", data={"form_token": token, "kind": kind},
                            files={"file": ("клієнти.csv", data, "text/csv")}, timeout=60)
    return Page(answer)


def check(olena, page):
    """Sends the form of the columns unchanged."""
    return olena.fill(page, "/imports" + page.url.rpartition("/imports")[2])


def until(olena, page, words, seconds=900):
    """Reloads the page until it contains the words."""
    path = page.url.partition("/gateways/phonetapi")[2].partition("?")[0]
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        page = olena.read(path)
        if words in page.words:
            return page
        time.sleep(0.5)
    raise AssertionError(page.words[:500])


@pytest.fixture(scope="module")
def olena(tmp_path_factory):
    gateway = Gateway(tmp_path_factory.mktemp("imports") / "state")
    yield Person(gateway).set_up()
    gateway.stop()


def grouped(number):
    """A number as pages write it, its spaces as `words` has them."""
    return f"{number:,}".replace(",", " ")


def test_calls_do_not_wait_for_an_import(olena, record_property):
    with Traffic(olena.gateway) as quiet:
        time.sleep(10)
    page = upload(olena, table(ROWS))
    assert page.status == 200 and "Windows-1251" in page.words
    start = time.monotonic()
    with Traffic(olena.gateway) as busy:
        page = until(olena, check(olena, page), "Файл перевірено")
        assert f"Буде додано {grouped(ROWS - ROWS // 1000)} " in page.words and f"Не підходять {grouped(ROWS // 1000)}" in page.words
        checked = time.monotonic()
        page = until(olena, olena.fill(page, "/run"), "Додано")
        assert f"Додано {grouped(ROWS - ROWS // 1000)} " in page.words and "Рядок 1001 Телефони" in page.words
    figures = {
        "p99 alone, ms": round(quiet.p99 * 1000, 1), "p99 beside, ms": round(busy.p99 * 1000, 1),
        "webhooks": len(busy.times), "check, s": round(checked - start), "run, s": round(time.monotonic() - checked),
        "memory, MiB": round(memory(olena.gateway))}
    record_property("import", figures)
    print(json.dumps(figures))
    assert not busy.failed and not quiet.failed
    assert busy.p99 <= max(1.5 * quiet.p99, QUICK), figures
    assert figures["memory, MiB"] <= 100, figures


def test_an_import_survives_the_end_of_the_responder(olena):
    page = upload(olena, table(20_000, first=500_000))
    page = until(olena, check(olena, page), "Файл перевірено")
    page = olena.fill(page, "/run")
    victim = olena.gateway.responder
    while "Рядки: 0 з" in page.words:
        page = olena.read(page.url.partition("/gateways/phonetapi")[2])
    assert "Дані записуються" in page.words
    subprocess.run(["kill", "-9", str(victim)], check=True)
    while olena.gateway.responder == victim:
        time.sleep(0.05)
    time.sleep(1)
    page = until(olena, page, "Додано")
    assert f"Додано {grouped(19980)} " in page.words and "Не підходять 20" in page.words


def test_a_command_imports_beside_the_server(olena, tmp_path):
    file = tmp_path / "leads.csv"
    file.write_text("name,phone\nБогдан Ткач,0500000099\n,12\n", encoding="utf-16")
    database = str(olena.gateway.state / "gateway.sqlite")
    program = [os.environ["PHONET_GATEWAY_BINARY"], "import", "leads", str(file), "--database", database]
    tried = subprocess.run([*program, "--dry-run"], capture_output=True, text=True)
    assert tried.returncode == 1 and "To be added: 1" in tried.stdout and "line 3: phones: " in tried.stdout
    assert not olena.gateway.items("/leads", phone="0500000099")
    assert "Added: 1" in subprocess.run(program, capture_output=True, text=True).stdout
    assert len(olena.gateway.items("/leads", phone="0500000099")) == 1
    assert "unchanged: 1" in subprocess.run(program, capture_output=True, text=True).stdout


def ask(olena, tmp_path, name, text, *options):
    """Imports clients from a file with the command; returns its exit code and what it printed."""
    file = tmp_path / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    database = str(olena.gateway.state / "gateway.sqlite")
    done = subprocess.run([os.environ["PHONET_GATEWAY_BINARY"], "import", "clients", str(file), "--database", database, *options],
                          capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def test_the_command_says_what_it_took_columns_for(olena, tmp_path):
    code, said = ask(olena, tmp_path, "google.csv", "Name,Phone 1 - Type,Phone 1 - Value\nМарта Лис,Mobile,0500000201 ::: 0500000202\n")
    assert code == 0 and "“Name” = name, “Phone 1 - Value” = phones" in said and "Not used: “Phone 1 - Type”" in said
    assert olena.gateway.items("/clients", phone="0500000202")[0]["name"] == "Марта Лис"


def test_a_number_in_a_column_that_is_not_used_is_no_success(olena, tmp_path):
    text = "ПІБ;Телефон;Додатково\nКатря;0500000203;0500000204\n"
    code, said = ask(olena, tmp_path, "a.csv", text)
    assert code == 1 and "“Додатково” (telephone numbers: 1)" in said
    assert ask(olena, tmp_path, "a.csv", text, "--map", "Додатково=")[0] == 0
    assert ask(olena, tmp_path, "a.csv", text, "--map", "Додатково=phones")[0] == 0
    assert olena.gateway.items("/clients", phone="0500000204")[0]["name"] == "Катря"


@pytest.mark.parametrize("text, words", [
    ("Хто;Чим дзвонити\nПавло;0500000205\n", "No column was taken for phones"),
    ("Хто;Телефон\nПавло;0500000205\n", "No column was taken for names"),
    (b"PK\x03\x04\x14\0\x06\0[Content_Types].xml", "this is an Excel workbook"),
])
def test_a_file_that_would_lose_everybody_is_refused_before_anything_is_written(olena, tmp_path, text, words):
    code, said = ask(olena, tmp_path, "b.csv", text)
    assert code != 0 and words in said
    assert not olena.gateway.items("/clients", phone="0500000205")


def test_cards_of_an_address_book_come_in(olena, tmp_path):
    vobject = pytest.importorskip("vobject")
    people = [("Олена", "Гайова", ["+380500000211"]), ("Тарас", "Левченко", ["050 000 02 12", "+48 501 234 567"]),
              ("Дуже-" * 20 + "Довга", "Назва; з, комою", ["+380500000213"])]
    cards = []
    for given, family, phones in people:
        card = vobject.vCard()
        card.add("n").value = vobject.vcard.Name(family=family, given=given)
        card.add("fn").value = f"{given} {family}"
        card.add("email").value = "somebody@example.com"
        for phone in phones:
            tel = card.add("tel")
            tel.value, tel.type_param = phone, "CELL"
        cards.append(card.serialize())
    code, said = ask(olena, tmp_path, "book.vcf", "".join(cards))
    assert code == 0 and "Added: 3" in said and "Not used: “EMAIL”" in said
    for given, family, phones in people:
        for phone in phones:
            assert olena.gateway.items("/clients", phone=phone)[0]["name"] == f"{given} {family}"


def test_the_page_reads_the_file_with_another_separator(olena):
    page = upload(olena, "ПІБ;Телефон|Місто\nОля;0500000221|Київ\n".encode())
    assert "роздільник – крапка з комою" in page.words
    path = page.url.partition("/gateways/phonetapi")[2]
    olena.send(path, separator="|", column=["name", "phones"])
    assert "роздільник – вертикальна риска" in olena.read(path).words


def test_what_is_exported_can_be_read_by_programs(olena):
    answer = olena.open("/exports/leads")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert ["Богдан Ткач", "380500000099"] in [row[2:4] for row in rows]
    assert olena.open("/exports/leads?format=json").json()[0]["phones"] == ["+380500000099"]
    printed = json.loads(olena.gateway.run("export", "leads", "--format", "json"))
    assert [lead["name"] for lead in printed] == [row[2] for row in rows[1:]]


def test_a_file_too_large_is_refused_by_the_web_server(olena):
    page = upload(olena, b"name\n" + b"x" * (33 << 20))
    assert page.status == 413


def test_a_stranger_cannot_send_a_large_file(olena):
    stranger = Person(olena.gateway)
    answer = stranger.web.post(f"{olena.gateway.url}/imports", data={"kind": "clients"},
                               files={"file": ("x.csv", b"name\n" + b"x" * (2 << 20), "text/csv")}, timeout=60)
    assert answer.status_code == 413
