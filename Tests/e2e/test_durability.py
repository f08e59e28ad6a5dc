"""What was answered 200 is in the database, whatever happens to the responder."""

import os
import signal
import sqlite3
import threading
import time

import requests
from phonet import Conversation


def test_everything_answered_200_survives_kill_9_under_load(gateway):
    gateway.settings(create_lead_on_missed_incoming=True)
    stored, stop = [], threading.Event()

    def post():
        session = requests.Session()
        while not stop.is_set():
            talk = Conversation()
            try:
                answer = session.post(f"{gateway.url}/after_call_end", json=talk.record(False), timeout=10)
            except requests.RequestException:
                continue
            if answer.status_code == 200:
                stored.append(talk)
            else:
                assert answer.status_code == 503, answer.text

    workers = [threading.Thread(target=post) for _ in range(8)]
    for worker in workers:
        worker.start()
    for _ in range(10):
        seen, victim = len(stored), gateway.responder
        until = time.monotonic() + 20
        while len(stored) < seen + 40 and time.monotonic() < until:
            time.sleep(0.01)
        os.kill(victim, signal.SIGKILL)
        while gateway.responder == victim and time.monotonic() < until:
            time.sleep(0.01)
    stop.set()
    for worker in workers:
        worker.join()
    assert len(stored) > 400
    database = sqlite3.connect(f"file:{gateway.state}/gateway.sqlite?mode=ro", uri=True)
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    calls = {row[0] for row in database.execute("SELECT uuid FROM call")}
    leads = {row[0] for row in database.execute("SELECT e164 FROM lead_phone")}
    assert {talk.uuid for talk in stored} <= calls
    assert {talk.number for talk in stored} <= leads


def test_a_stopped_responder_finishes_and_its_successor_takes_over_without_a_lost_call(gateway):
    failed, stored = [], []

    def ask(session):
        talk = Conversation()
        answer = session.post(f"{gateway.url}/call", json=talk.dial, timeout=10)
        (stored if answer.status_code == 200 else failed).append(talk.uuid)
        asked = session.post(f"{gateway.url}/customer_data", json={"otherLegNum": talk.number}, timeout=10)
        if asked.status_code != 200:
            failed.append(asked.status_code)

    gateway.restart_under(ask, stored, times=8)
    assert failed == []
    assert {call["uuid"] for call in gateway.items("/calls")} >= set(stored)
