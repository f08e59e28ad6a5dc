"""V4, V5: the cost of a lookup and an event against the size of the database; memory; time to the first answer.

    growth.py [SECONDS]   default 6 for each measurement; needs wrk

Four companies: a thousand clients, a million, five million, and a thousand clients with five million calls. Each is
measured three times in turn and the medians are compared; filled databases are kept in BENCH_DIR (.run/bench).
Then the gateway with a million clients gets a million requests.
"""

import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from contextlib import contextmanager
from pathlib import Path
from statistics import median

HERE = Path(__file__).resolve().parent
sys.path.append(str(HERE.parent / "Soak"))

from soak import Gateway, Verdict, resident, size  # noqa: E402

from gateway import CLONE, PREFIX  # noqa: E402, from the end-to-end tests

MILLION, ROUNDS = 1_000_000, 3
# Clients, calls.
COMPANIES = {"1,000 clients": (1000, 0), "1,000,000 clients": (MILLION, 0), "5,000,000 clients": (5 * MILLION, 0),
             "5,000,000 calls": (1000, 5 * MILLION)}
LEAST, USUAL, LARGEST, OLD = COMPANIES

# Client n has the number +38067 and n in seven digits, as in Tests/Bench/setup; call n is of client n % 1,000 + 1.
FILL = """
PRAGMA synchronous = OFF; PRAGMA cache_size = -2000000; PRAGMA journal_mode = OFF; BEGIN;
WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < {clients})
INSERT INTO client (id, external_id, name, company, created_at, updated_at)
SELECT n, 'crm-' || n, 'Клієнт ' || n, CASE n % 3 WHEN 0 THEN 'ТОВ ' || n END, 0, 0 FROM number;
INSERT INTO client_phone (e164, client_id, position) SELECT printf('+38067%07d', id), id, 0 FROM client;
WITH RECURSIVE number (n) AS (SELECT 1 WHERE {calls} UNION ALL SELECT n + 1 FROM number WHERE n < {calls})
INSERT INTO call (id, uuid, direction, state, outcome, phone, raw_number, number_class, trunk, extension, started_at,
    answered_at, ended_at, wait_seconds, talk_seconds, disposition, client_id, lead_created, origin, moments, seen_at,
    updated_at, is_first)
SELECT n, printf('%032x', n), 'incoming', 'ended', 'answered', phone, phone, 'external', '+380440000777', '101', at,
    at + 9000, at + 145000, 9, 136, 0, n % 1000 + 1, 0, 'webhook', 15, at, at, n <= 1000
FROM (SELECT n, printf('+38067%07d', n % 1000 + 1) AS phone, 1700000000000 + n * 12000 AS at FROM number);
INSERT INTO leg (uuid, call_id, direction, dial_seen, dial_at, bridge_at, hangup_at, party_kind, extension, number,
    has_record, end_at, bill_seconds, duration, disposition)
SELECT uuid, id, 4, 1, started_at, answered_at, ended_at, 1, extension, phone, 1, ended_at, 136, 145, 0 FROM call;
COMMIT; PRAGMA journal_mode = WAL;
"""


def filled(name):
    """Returns the company's database; creates it unless an earlier run with the same schema did."""
    program = os.environ["PHONET_GATEWAY_BINARY"]
    kept = Path(os.environ.get("BENCH_DIR", CLONE / ".run" / "bench"))
    kept.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=kept) as place:
        made = Path(place) / "made.sqlite"
        subprocess.run([program, "init", "--database", made], check=True, capture_output=True)
        database = sqlite3.connect(made)
        schema = database.execute("SELECT count(*) FROM grdb_migrations").fetchone()[0]
        target = kept / f"growth-{name.replace(',', '').replace(' ', '-')}-{schema}.sqlite"
        if not target.exists():
            print(f"filling in {name}", file=sys.stderr, flush=True)
            clients, calls = COMPANIES[name]
            database.executescript(FILL.format(clients=clients, calls=calls))
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            database.close()
            made.rename(target)
    return target


@contextmanager
def at_work(name):
    """Starts a gateway with a copy of the company's database."""
    database = filled(name)
    with tempfile.TemporaryDirectory(dir=database.parent) as state:
        # No process has the file open, so copying the file copies the database.
        copy = shutil.copy(database, Path(state) / "gateway.sqlite")
        # Unsynced gigabytes would slow every commit down.
        with open(copy, "rb+") as file:
            os.fsync(file.fileno())
        gateway = Gateway(state)
        try:
            yield gateway
        finally:
            gateway.stop()


def rate(gateway, endpoint, script, clients, seconds):
    """Returns the requests per second on 32 connections; fails when one request fails."""
    told = subprocess.run(
        ["wrk", "-t1", "-c32", f"-d{seconds}s", "-s", HERE / f"{script}.lua", f"{gateway.url}/{endpoint}"],
        env={**os.environ, "CLIENTS": str(clients)}, check=True, capture_output=True, text=True).stdout
    found, _, _, bad = next(line for line in told.splitlines() if line.startswith("result")).split()[1:]
    assert bad == "0", told
    return float(found)


def first_answer(name):
    """Returns the milliseconds from the program's start to its first answer with that company's database."""
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/socket"
        begun = time.monotonic()
        process = subprocess.Popen([os.environ["PHONET_GATEWAY_BINARY"], "serve", "--listen", f"unix:{path}",
                                    "--database", filled(name), "--without-recovery"], stderr=subprocess.DEVNULL)
        try:
            while not answers(path):
                assert process.poll() is None and time.monotonic() < begun + 60
            return (time.monotonic() - begun) * 1000
        finally:
            process.terminate()
            process.wait()


def answers(path):
    """Sends a health check over FastCGI, as nginx does; returns whether the answer is "ok"."""
    pairs = {"REQUEST_METHOD": "GET", "SCRIPT_NAME": f"{PREFIX}/healthz", "REMOTE_ADDR": "127.0.0.1"}
    fields = b"".join(bytes([len(name), len(value)]) + name.encode() + value.encode() for name, value in pairs.items())
    records = ((1, b"\0\1" + bytes(6)), (4, fields), (4, b""), (5, b""))
    with socket.socket(socket.AF_UNIX) as connection:
        try:
            connection.connect(path)
        except OSError:
            time.sleep(0.001)
            return False
        connection.sendall(b"".join(bytes([1, kind, 0, 1]) + len(text).to_bytes(2, "big") + bytes(2) + text
                                    for kind, text in records))
        answer = b""
        while piece := connection.recv(65536):
            answer += piece
        return b'"status":"ok"' in answer


def memory(seconds):
    """Returns the count of requests and the memory in MiB after a million requests with a million clients."""
    with at_work(USUAL) as gateway:
        done, round = 0, 0
        while done < MILLION:
            endpoint, script, share = (("customer_data", "lookup", 1), ("call", "dial", 2),
                                       ("after_call_end", "record", 1))[round % 3]
            done += rate(gateway, endpoint, script, MILLION, seconds * share) * seconds * share
            round += 1
        return done, resident(gateway.responder)


def main():
    seconds, verdict, rates = size(6), Verdict(), defaultdict(list)
    for _ in range(ROUNDS):
        for name, (clients, _) in COMPANIES.items():
            with at_work(name) as gateway:
                rates["lookup", name].append(rate(gateway, "customer_data", "lookup", clients, seconds))
                rates["event", name].append(rate(gateway, "call", "dial", clients, seconds))
    for kind in ("lookup", "event"):
        least = median(rates[kind, LEAST])
        for name in (USUAL, LARGEST, OLD):
            cost = least / median(rates[kind, name])
            bar = cost <= 1.25 or name == USUAL
            verdict.bar("V4", bar, f"{kind}: {median(rates[kind, name]):,.0f} a second at {name}, {least:,.0f} at {LEAST}: "
                                   f"costs {cost:.2f} of that")
    for name in (USUAL, LARGEST, OLD):
        starts = [first_answer(name) for _ in range(5)]
        verdict.bar("V5", median(starts) <= 200 or name != USUAL,
                    f"first answer after {median(starts):.0f} ms at {name} (at most {max(starts):.0f})")
    done, megabytes = memory(seconds)
    verdict.bar("V5", megabytes <= 64, f"{megabytes:.1f} MB after {done:,.0f} requests at {USUAL}")
    verdict.end()


if __name__ == "__main__":
    main()
