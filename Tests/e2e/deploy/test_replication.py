"""A machine is lost with its disk; Litestream's replica goes on at another one, and Phonet's history fills the rest.

REPLICATION_SECONDS=3600 REPLICATION_RATE=20 makes the long proof of it."""

import contextlib
import os
import signal
import sqlite3
import subprocess
import time

import pytest
import requests
from gateway import Gateway, children
from litestream import Litestream, litestream, restore
from phonet_server import KEY, PhonetServer

SECONDS = int(os.environ.get("REPLICATION_SECONDS", "8"))
RATE = int(os.environ.get("REPLICATION_RATE", "40"))


@pytest.fixture
def phonet():
    phonet = PhonetServer()
    yield phonet
    phonet.stop()


def environment(phonet):
    return {"PHONET_GATEWAY_PHONET_HOST": phonet.host, "PHONET_GATEWAY_PHONET_PLAIN_HTTP": "1",
            "PHONET_GATEWAY_WITHOUT_RECOVERY": "1"}


def family(process):
    """A process and all that it has started."""
    return [process] + [pid for child in children(process) for pid in family(child)]


def kill_all(process):
    """Ends a process and all that it has started, as a power cut would."""
    for pid in family(process):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def test_a_lost_machine_costs_two_seconds_of_events_and_phonet_brings_them_back(phonet, tmp_path):
    litestream()
    first, replica = tmp_path / "first", tmp_path / "elsewhere" / "replica"
    gateway = Gateway(first, environment={**environment(phonet), "PHONET_GATEWAY_LITESTREAM": "1"})
    gateway.settings(phonet_domain=phonet.host, phonet_api_key=KEY)
    copier = Litestream(first / "gateway.sqlite", replica, tmp_path)
    phonet.order("traffic", **{"from": int(time.time() * 1000) - 7_200_000, "seconds": 3600, "calls": min(SECONDS * RATE, 5000),
                               "seed": 7})
    records = phonet.show("records")
    session, acknowledged, begun, longest = requests.Session(), {}, time.monotonic(), 0
    for number in range(SECONDS * RATE):
        time.sleep(max(0, begun + number / RATE - time.monotonic()))
        record = records[number % len(records)]
        assert session.post(f"{gateway.url}/after_call_end", json=record, timeout=10).status_code == 200
        acknowledged.setdefault(record["uuid"].replace("-", ""), time.monotonic())
        longest = max(longest, (first / "gateway.sqlite-wal").stat().st_size)
    lost_at = time.monotonic()
    kill_all(gateway.process.pid)
    copier.kill()
    first.rename(tmp_path / "lost")

    second = tmp_path / "second"
    second.mkdir()
    restore(replica, second / "gateway.sqlite")
    restored = time.monotonic()
    gateway = Gateway(second, environment={**environment(phonet), "PHONET_GATEWAY_LITESTREAM": "1"})
    serving = time.monotonic()
    try:
        database = sqlite3.connect(f"file:{second}/gateway.sqlite?mode=ro", uri=True)
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        kept = {uuid for uuid, in database.execute("SELECT uuid FROM leg")}
        missing = {uuid: lost_at - at for uuid, at in acknowledged.items() if uuid not in kept}
        print(f"{len(acknowledged)} calls acknowledged in {SECONDS} s; lost: {len(missing)}, of the last "
              f"{max(missing.values(), default=0):.2f} s; restored in {restored - lost_at:.2f} s, serving after "
              f"{serving - lost_at:.2f} s; WAL at most {longest / 1e6:.1f} MB")
        assert max(missing.values(), default=0) <= 2, copier.printed[-2000:]
        assert longest < 32_000_000
        made = subprocess.run(
            [os.environ["PHONET_GATEWAY_BINARY"], "reconcile", "--database", str(second / "gateway.sqlite")],
            env={**os.environ, **environment(phonet)}, capture_output=True, text=True, timeout=120)
        assert made.returncode == 0, made.stderr
        kept = {uuid for uuid, in database.execute("SELECT uuid FROM leg")}
        assert set(acknowledged) <= kept
        database.close()
        assert gateway.run("check")
    finally:
        gateway.stop()
