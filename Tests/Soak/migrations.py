"""D12: a killed upgrade leaves the old schema or the next one, from each past schema.

    migrations.py [KILLS]   default 100; needs strace
"""

import hashlib
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import time
from pathlib import Path

from soak import Verdict, size

PROGRAM = os.environ["PHONET_GATEWAY_BINARY"]
CALLS = 20_000
# Columns of the first shipped schema that no upgrade may change.
BOOKS = ("SELECT id, name, extension FROM employee", "SELECT id, name, company FROM client",
         "SELECT e164, client_id FROM client_phone",
         "SELECT id, uuid, direction, state, outcome, phone, started_at, talk_seconds, client_id FROM call")
# Deliveries: the names of their tables before and after migration 19.
DELIVERIES = (("push_delivery", "SELECT id, notice_id, subscription_id, news, state, next_at, reason FROM push_delivery",
               "SELECT delivery_id, number, started_at, ended_at, status, trouble FROM push_attempt",
               "SELECT id, employee_id, endpoint, trouble FROM push_subscription"),
              ("delivery", "SELECT id, notice_id, address, news, state, next_at, reason FROM delivery",
               "SELECT delivery_id, number, started_at, ended_at, status, failure FROM delivery_attempt",
               "SELECT id, employee_id, endpoint, failure FROM push_subscription"))
FIRST = 4


def init(path, *wrapper):
    return subprocess.Popen([*wrapper, PROGRAM, "init", "--database", str(path)], stdout=subprocess.DEVNULL,
                            stderr=subprocess.DEVNULL)


def ask(path, sql):
    database = sqlite3.connect(path)
    try:
        return database.execute(sql).fetchall()
    finally:
        database.close()


def steps(path):
    try:
        return {row[0] for row in ask(path, "SELECT identifier FROM grdb_migrations")}
    except sqlite3.OperationalError:
        return set()


def schema(path):
    return frozenset(ask(path, "SELECT type, name, tbl_name, sql FROM sqlite_master"))


def tables(path):
    return {row[0] for row in ask(path, "SELECT name FROM sqlite_master WHERE type = 'table'")}


def books(path):
    """Returns a digest of the data that no upgrade may change."""
    there = tables(path)
    queries = next((queries for table, *queries in DELIVERIES if table in there), ())
    # An older schema has no tables of deliveries; after its upgrade they are empty.
    deliveries = [ask(path, sql) for sql in queries] or [[], [], []]
    return hashlib.sha256(repr([[ask(path, sql) for sql in BOOKS], deliveries]).encode()).hexdigest()


def remove(path):
    for ending in ("", "-wal", "-shm", "-lock"):
        Path(f"{path}{ending}").unlink(missing_ok=True)


def past_schemas(folder):
    """Returns a database of each past schema, by its number of migrations: `init` killed at various writes."""
    found, path = {}, folder / "young.sqlite"

    def killed_at(call):
        remove(path)
        init(path, "strace", "-f", "-o", "/dev/null", "-e", "trace=pwrite64", "-e",
             f"inject=pwrite64:signal=KILL:when={call}").wait()
        known = steps(path) if path.exists() else set()
        if len(known) not in found:
            keep = folder / f"schema-{len(known)}.sqlite"
            if path.exists():
                ask(path, "PRAGMA wal_checkpoint(TRUNCATE)")
                shutil.copy(path, keep)
            found[len(known)] = (keep, known, schema(path) if path.exists() else frozenset())
        return len(known)

    def search(first, last):
        """Bisects between two kills that left different schemas."""
        (low, less), (high, more) = first, last
        if high - low > 1 and less != more:
            middle = ((low + high) // 2, killed_at((low + high) // 2))
            search(first, middle)
            search(middle, last)

    beyond = 1 << 12
    newest = killed_at(beyond)
    search((1, killed_at(1)), (beyond, newest))
    return found, newest


def fill(path):
    """Inserts two clients and many calls with the first shipped schema."""
    database, now = sqlite3.connect(path), int(time.time() * 1000)
    database.executescript(f"""
        INSERT INTO employee (id, name, extension, role, active, created_at, updated_at)
            VALUES (1, 'Олена Гайова', '101', 'admin', 1, 0, 0);
        INSERT INTO client (id, name, company, created_at, updated_at)
            VALUES (1, 'Ірина Соколова', 'ТОВ «Приклад»', 0, 0);
        INSERT INTO client_phone VALUES ('+380500000011', 1, 0);
        WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < {CALLS})
        INSERT INTO call (uuid, direction, state, outcome, phone, raw_number, number_class, employee_id,
            started_at, ended_at, talk_seconds, client_id, lead_created, origin, seen_at, updated_at)
        SELECT printf('%032x', n), 'incoming', 'ended', iif(n % 3, 'answered', 'missed'),
            printf('+38067%07d', n % 500), printf('+38067%07d', n % 500), 'external', 1,
            {now} - n * 60000, {now} - n * 60000 + 30000, 20, iif(n % 10, NULL, 1), 0, 'webhook', 0, 0 FROM number;
        """)
    if "push_delivery" in tables(path):
        database.executescript("""
            INSERT INTO push_subscription (id, employee_id, endpoint, p256dh, auth, browser, created_at, trouble,
                trouble_status) VALUES (1, 1, 'https://push.example/a', '', '', '', 0, 'unavailable', 503);
            INSERT INTO notice (id, kind, employee_id, call_id, text, formed_at, due_at, sent_at)
            SELECT id, 'missed_call', 1, id, 'Пропущений дзвінок', started_at, started_at, started_at FROM call
            WHERE id <= 2000;
            INSERT INTO push_delivery (id, notice_id, subscription_id, news, state, next_at, expires_at, reason,
                created_at)
            SELECT id, id, 1, 'missed', iif(id % 3 = 0, 'waiting', iif(id % 3 = 1, 'sending', 'failed')), due_at,
                due_at + 43200000, iif(id % 3 = 2, 'unavailable', NULL), due_at FROM notice;
            INSERT INTO push_attempt (delivery_id, number, started_at, ended_at, status, trouble)
            SELECT id, 1, next_at, iif(state = 'sending', NULL, next_at), iif(reason IS NULL, NULL, 503), reason
            FROM push_delivery WHERE state <> 'waiting';
            """)
    database.close()


def main():
    kills, dice, verdict = size(100), random.Random(20260105), Verdict()
    with tempfile.TemporaryDirectory(prefix="soak-") as folder:
        folder = Path(folder)
        found, newest = past_schemas(folder)
        past = [number for number in sorted(found) if FIRST <= number < newest]
        for number in past:
            fill(found[number][0])
        whole = 0
        for kill in range(kills):
            old, known, _ = found[past[kill % len(past)]]
            path = folder / "upgraded.sqlite"
            remove(path)
            shutil.copy(old, path)
            before, begun = books(path), time.monotonic()
            if kill < len(past):
                # Once without a kill, to measure how long it takes.
                init(path).wait()
                span = time.monotonic() - begun
                remove(path)
                shutil.copy(old, path)
            process = init(path)
            time.sleep(dice.uniform(0, span))
            process.send_signal(signal.SIGKILL)
            process.wait()
            between = steps(path)
            is_step = schema(path) == found[len(between)][2] and between == found[len(between)][1] >= known
            is_same = books(path) == before and ask(path, "PRAGMA integrity_check") == [("ok",)]
            again = init(path).wait() == 0 and steps(path) == found[newest][1]
            is_done = schema(path) == found[newest][2] and books(path) == before
            whole += is_step and is_same and again and is_done
        verdict.bar("D12", whole == kills and len(past) == newest - FIRST,
                    f"{whole}/{kills} killed upgrades from {len(past)} schemas with {CALLS} calls: schema of one step, "
                    "books unchanged, and the next start completes it")
    verdict.end()


if __name__ == "__main__":
    main()
