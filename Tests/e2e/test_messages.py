"""The webhook log: untrusted sources, replay, and backups while calls come in."""

import os
import re
import signal
import sqlite3
import subprocess
import threading
import time

import pytest
import requests
from person import Person
from phonet import Conversation


def rows(path, query):
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        return database.execute(query).fetchall()
    finally:
        database.close()


def books(gateway, query):
    return rows(gateway.state / "gateway.sqlite", query)


def test_a_stranger_waits_in_quarantine_until_an_administrator_trusts_its_address(suspicious):
    gateway = suspicious
    olena = Person(gateway).set_up()
    talk = Conversation()
    assert gateway.post("call", talk.dial).status_code == 200
    assert gateway.post("after_call_end", talk.record(False)).status_code == 200
    quarantine = olena.read("/webhook-log/quarantine")
    assert "127.0.0.1" in quarantine.words and gateway.items("/calls") == []
    sample = re.search(r"/webhook-log/(\d+)\"", quarantine.html)[1]
    assert talk.uuid in olena.read(f"/webhook-log/{sample}").words

    trusted = olena.fill(quarantine, "/settings/trusted-networks", network="127.0.0.1")
    assert "Адресі довірено" in trusted.words and "Карантин порожній" in trusted.words
    gateway.awaited_call(talk.uuid, outcome="missed")
    assert "Довірено адресі" in olena.read("/audit?action=address_trusted").words


def account(gateway):
    return [books(gateway, query) for query in (
        "SELECT count(*) FROM call", "SELECT count(*) FROM lead", "SELECT count(*), max(id) FROM notice",
        "SELECT count(*), max(id) FROM delivery", "SELECT count(*) FROM turn",
        "SELECT id, status, reasons, trusted, call_id FROM webhook_message ORDER BY id",
        "SELECT count(*), max(updated_at) FROM call")]


def test_a_thousand_messages_taken_again_twice_change_nothing(tmp_path):
    from gateway import Gateway

    gateway = Gateway(tmp_path / "state")
    try:
        olena = Person(gateway).set_up()
        gateway.settings(create_lead_on_missed_incoming=True, notify_missed_unknown=True,
                         notify_missed_unknown_employee_ids=[1], call_push_employee_ids=[1])
        for _ in range(340):
            talk = Conversation()
            for endpoint, message in (("call", talk.dial), ("call", talk.hangup(False)), ("after_call_end", talk.record(False))):
                assert gateway.post(endpoint, message).status_code == 200
        before = account(gateway)
        assert before[0] == [(340,)]
        for _ in range(2):
            journal = olena.read("/webhook-log?status=processed")
            done = olena.fill(journal, "/webhook-log/replays", scope="all")
            while "Повідомлення обробляються знову." in done.words:
                time.sleep(0.1)
                done = olena.read("/webhook-log?status=processed")
            assert "Оброблено знову: 1 020 повідомлень. Нового в них немає" in done.words
        assert account(gateway) == before
        lines = books(gateway, "SELECT subject FROM audit_entry WHERE action = 'messages_replayed'")
        assert lines == [("messages/1-1000",), ("messages/1001-1020",)] * 2
        printed = gateway.run("replay", "--status", "processed", "--trust-loopback")
        assert "Taken again: 1020, news of calls: 0" in printed and account(gateway) == before
    finally:
        gateway.stop()


@pytest.fixture
def busy(gateway):
    """A gateway under load. `answered` holds uuids answered 200, `times` the seconds each took."""
    answered, times, stop = [], [], threading.Event()

    def post():
        session = requests.Session()
        while not stop.is_set():
            talk = Conversation()
            begun = time.monotonic()
            answer = session.post(f"{gateway.url}/after_call_end", json=talk.record(False), timeout=10)
            assert answer.status_code == 200, answer.text
            times.append(time.monotonic() - begun)
            answered.append(talk.uuid)

    workers = [threading.Thread(target=post) for _ in range(4)]
    for worker in workers:
        worker.start()
    gateway.answered, gateway.times = answered, times
    yield gateway
    stop.set()
    for worker in workers:
        worker.join()


def test_a_copy_made_while_calls_come_in_is_whole_and_has_every_call_of_before(busy, tmp_path):
    gateway = busy
    others = len(books(gateway, "SELECT * FROM backup"))
    for number in range(3):
        seen = len(gateway.answered)
        until = time.monotonic() + 20
        while len(gateway.answered) < seen + 100 and time.monotonic() < until:
            time.sleep(0.01)
        before = set(gateway.answered)
        copy = tmp_path / f"{number}.sqlite"
        assert "checked" in gateway.run("backup", str(copy))
        assert (copy.stat().st_mode & 0o777) == 0o600
        assert rows(copy, "PRAGMA integrity_check") == [("ok",)] and rows(copy, "PRAGMA foreign_key_check") == []
        assert before <= {uuid for (uuid,) in rows(copy, "SELECT uuid FROM call")}
        assert sorted(file.name for file in tmp_path.iterdir()) == [f"{one}.sqlite" for one in range(number + 1)]
    refused = subprocess.run(
        [os.environ["PHONET_GATEWAY_BINARY"], "backup", str(copy), "--database", str(gateway.state / "gateway.sqlite")],
        capture_output=True, text=True)
    assert refused.returncode == 1 and "is there already" in refused.stderr
    assert len(books(gateway, "SELECT * FROM backup")) == others + 3
    lines = books(gateway, "SELECT actor, subject FROM audit_entry WHERE action = 'backup_made'")
    assert lines[-3:] == [("phonet-gateway", f"backup/{others + number}") for number in (1, 2, 3)]
    check = subprocess.run([os.environ["PHONET_GATEWAY_BINARY"], "check", "--database", str(copy)],
                           capture_output=True, text=True)
    assert check.stdout.strip() == "The database is sound."


def test_monitoring_hears_how_old_everything_is_and_the_log_what_was_slow(gateway, tmp_path):
    begun = time.time()
    gateway.run("backup", str(tmp_path / "copy.sqlite"))
    other = sqlite3.connect(gateway.state / "gateway.sqlite", isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    release = threading.Timer(1.3, other.execute, ["ROLLBACK"])
    release.start()
    assert gateway.post("call", Conversation().dial).status_code == 200
    release.join()
    line = gateway.says("slow: POST event took 1")
    assert line
    request = re.search(", request ([0-9a-f]{32})$", line.strip())[1]
    # SIGUSR1 makes nginx write its buffered log.
    os.kill(int((gateway.state / "nginx.pid").read_text()), signal.SIGUSR1)
    end = time.monotonic() + 10
    while request not in (log := (gateway.state / "phonet-gateway.log").read_text()) and time.monotonic() < end:
        time.sleep(0.05)
    assert re.search(f" POST call 200 .* {request}$", log, re.MULTILINE)
    told = dict(line.rsplit(" ", 1) for line in gateway.phonet.get(f"{gateway.url}/metrics").text.splitlines()
                if not line.startswith("#"))
    assert float(told["phonet_gateway_last_backup_timestamp_seconds"]) >= int(begun)
    assert told["phonet_gateway_last_reconciliation_timestamp_seconds"] == "0"
    assert told["phonet_gateway_oldest_notice_seconds"] == "0"
    assert int(told["phonet_gateway_workers"]) >= 1
    assert int(told['phonet_gateway_database_bytes{file="wal"}']) > 0
    assert float(told['phonet_gateway_answer_seconds{kind="event",quantile="1"}']) > 1
    (info,) = [name for name in told if name.startswith("phonet_gateway_info")]
    version, schema, library = re.fullmatch(r'.*version="(.*)",schema="(.*)",sqlite="(.*)".', info).groups()
    assert (version, library) == (gateway.run("--version").strip(), books(gateway, "SELECT sqlite_version()")[0][0])
    assert schema in {name for name, in books(gateway, "SELECT identifier FROM grdb_migrations")}
