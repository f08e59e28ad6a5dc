"""The feed of events: a CRM that reads it has what the gateway has, whatever happens to the gateway."""

import os
import random
import signal
import sqlite3
import subprocess
import threading
import time

import pytest
import requests
from crm_mirror import Mirror
from gateway import Gateway
from phonet import Conversation

# EVENT_CALLS=5000 plays the whole size.
CALLS = int(os.environ.get("EVENT_CALLS", 400))


@pytest.fixture(scope="module")
def gateway(tmp_path_factory):
    """A gateway of their own: these stories kill it, and fill it with people."""
    gateway = Gateway(tmp_path_factory.mktemp("events"))
    gateway.create("/employees", name="Олена Гайова", extension="101")
    gateway.create("/employees", name="Тарас Левченко", extension="102")
    yield gateway
    gateway.stop()


def wrong_versions(gateway):
    """Returns the records whose version or moment of change is not that of their last event."""
    database = sqlite3.connect(f"file:{gateway.state}/gateway.sqlite?mode=ro", uri=True)
    wrong = []
    for table, kind in (("call", "call"), ("lead", "lead"), ("client", "client"), ("employee", "employee"),
                        ("missed_case", "missed")):
        wrong += database.execute(
            f"""
            SELECT ?1, {table}.id, {table}.version, event.version, event.seq FROM {table}
            LEFT JOIN event ON seq = (SELECT max(seq) FROM event AS own
                WHERE own.record_kind = ?1 AND own.record_id = {table}.id AND own.type <> 'call.merged')
            WHERE event.seq IS NULL OR event.version IS NOT {table}.version OR event.at IS NOT changed_at
            """, (kind,)).fetchall()
    gone = database.execute(
        """
        SELECT record_kind, record_id FROM event WHERE record_kind = 'call' AND type <> 'call.merged'
            AND record_id NOT IN (SELECT id FROM call)
            AND NOT EXISTS (SELECT 1 FROM event AS last WHERE last.record_kind = 'call'
                AND last.record_id = event.record_id AND last.seq >= event.seq
                AND last.type IN ('call.deleted', 'call.merged'))
        """).fetchall()
    return wrong + gone


def test_a_crm_that_reads_the_feed_has_every_call_though_the_gateway_is_killed(gateway):
    gateway.settings(create_lead_on_missed_incoming=True, create_lead_on_answered_incoming=True)
    dice, mirror = random.Random(20260105), Mirror(gateway)
    todo, stored, lock, stop = list(range(CALLS)), [], threading.Lock(), threading.Event()

    def post():
        session = requests.Session()

        def tell(endpoint, body):
            while True:
                try:
                    if session.post(f"{gateway.url}/{endpoint}", json=body, timeout=10).status_code == 200:
                        return
                except requests.RequestException:
                    time.sleep(0.01)

        while True:
            with lock:
                if not todo:
                    return
                number = todo.pop()
            talk = Conversation()
            tell("call", talk.dial)
            tell("after_call_end", talk.record(number % 2 == 0))
            with lock:
                stored.append(talk.uuid)

    def read():
        while not stop.is_set():
            mirror.read()
            time.sleep(0.02)

    writers = [threading.Thread(target=post) for _ in range(8)]
    reader = threading.Thread(target=read)
    for thread in writers + [reader]:
        thread.start()
    kills = 0
    while any(writer.is_alive() for writer in writers):
        time.sleep(dice.uniform(0.05, 0.5))
        victim = gateway.responder
        os.kill(victim, signal.SIGKILL)
        kills += 1
        until = time.monotonic() + 20
        while gateway.responder == victim and time.monotonic() < until:
            time.sleep(0.01)
    for writer in writers:
        writer.join()
    stop.set()
    reader.join()
    until = time.monotonic() + 10
    while not mirror.read() and time.monotonic() < until:
        time.sleep(0.05)
    assert len(stored) == CALLS and kills > 0
    assert mirror.differences() == []
    assert {uuid for kind, uuid in mirror.records if kind == "call"} == set(stored)
    assert wrong_versions(gateway) == []


def test_sixteen_writers_at_once_leave_every_change_once_in_order_and_without_a_hole(gateway):
    each, mirror, stop = 30, Mirror(gateway), threading.Event()
    assert mirror.read()
    start, mirror.seqs = mirror.cursor, []

    def write(number):
        session = requests.Session()
        session.headers["Authorization"] = gateway.api.headers["Authorization"]
        for change in range(each):
            if change == 0:
                answer = session.post(f"{gateway.url}/api/v1/leads", json={"name": f"Лід {number}"}, timeout=20)
                lead = answer.json()["id"]
            else:
                answer = session.patch(f"{gateway.url}/api/v1/leads/{lead}", json={"name": f"Зміна {change}"},
                                       timeout=20)
            assert answer.json()["version"] == change + 1, answer.text

    def read():
        while not stop.is_set():
            mirror.read()

    writers = [threading.Thread(target=write, args=(number,)) for number in range(16)]
    reader = threading.Thread(target=read)
    for thread in writers + [reader]:
        thread.start()
    for writer in writers:
        writer.join()
    stop.set()
    reader.join()
    assert mirror.read()
    # Read while they were written, and read again: the same numbers, each once.
    assert mirror.seqs == list(range(start + 1, start + 16 * each + 1))
    again = Mirror(gateway)
    again.cursor = start
    assert again.read() and again.seqs == mirror.seqs
    assert mirror.differences() == [] and wrong_versions(gateway) == []


def test_what_a_command_writes_beside_the_server_is_in_the_feed(gateway, tmp_path):
    mirror = Mirror(gateway)
    assert mirror.read()
    table = tmp_path / "clients.csv"
    table.write_text("ПІБ;Телефон\nІрина Соколова;0500000011\n", encoding="utf-8")
    done = subprocess.run(
        [os.environ["PHONET_GATEWAY_BINARY"], "import", "clients", str(table), "--database",
         str(gateway.state / "gateway.sqlite")], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr + done.stdout
    until = time.monotonic() + 5
    known = mirror.cursor
    while mirror.cursor == known and time.monotonic() < until:
        assert mirror.read()
        time.sleep(0.05)
    assert mirror.differences() == []
    names = {body["name"] for (kind, _), body in mirror.records.items() if kind == "client"}
    assert "Ірина Соколова" in names
