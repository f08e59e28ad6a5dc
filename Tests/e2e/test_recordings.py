"""Copies of recordings beside the database: while Phonet fails, after it forgot them, and across kills."""

import os
import random
import signal
import sqlite3
import time

import pytest
from connected_office import ConnectedOffice


class Office(ConnectedOffice):
    """Olena (101), and a gateway that keeps recordings."""

    def __init__(self, folder):
        super().__init__(folder)
        self.gateway.create("/employees", name="Олена Гайова", extension="101")
        self.gateway.settings(keep_recordings_days=30)
        self.database = self.gateway.state / "gateway.sqlite"
        self.folder = self.gateway.state / "gateway.sqlite.recordings"
        self._numbers = iter(range(380671000000, 380671999999))

    def talk(self):
        """Returns the uuid of an answered call that was recorded."""
        return self.talks(1)[0]

    def talks(self, count):
        """The same of several calls at once."""
        told = [self.phonet.order("play", scenario="answered", number=f"+{next(self._numbers)}") for _ in range(count)]
        return [self.gateway.awaited_call(call["uuids"][0], has_recording=True, state="ended")["uuid"] for call in told]

    def sql(self, question):
        with sqlite3.connect(self.database, timeout=10) as database:
            return database.execute(question).fetchall()

    def hurry(self):
        """Makes every recording that waits due."""
        self.sql("UPDATE recording_copy SET next_at = 1 WHERE next_at IS NOT NULL")

    def states(self):
        return dict(self.sql("SELECT state, count(*) FROM recording_copy GROUP BY state"))

    def wait(self, condition, seconds=20):
        until = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < until, (self.states(), self.sql("SELECT trouble, tries FROM recording_copy"))
            time.sleep(0.05)

    def listen(self, uuid, **headers):
        return self.gateway.api.get(f"{self.gateway.url}/api/v1/calls/{uuid}/recording", headers=headers, timeout=20)

    @property
    def files(self):
        return sorted(self.folder.iterdir()) if self.folder.exists() else []


@pytest.fixture
def office(tmp_path):
    office = Office(tmp_path)
    yield office
    office.stop()


def test_a_copy_is_played_when_phonet_is_gone(office):
    uuid = office.talk()
    # Not ready, then failing, then breaking off in the middle: each time the recording is tried again later.
    for fault, trouble in (("404", "phonet"), ("500", "phonet"), ("broken off", "phonet")):
        office.phonet.misbehave(fault, at="recording")
        before = office.sql("SELECT tries FROM recording_copy")[0][0]
        office.hurry()
        office.wait(lambda: office.sql("SELECT tries FROM recording_copy")[0][0] > before)
        assert office.files == [], fault
        assert office.sql("SELECT trouble FROM recording_copy")[0][0] == trouble
    office.phonet.misbehave(None)
    sound = office.listen(uuid).content
    office.hurry()
    office.wait(lambda: office.states() == {"kept": 1})
    assert [file.read_bytes() for file in office.files] == [sound]
    assert office.folder.stat().st_mode & 0o777 == 0o700

    office.phonet.stop()
    assert office.listen(uuid).content == sound
    part = office.listen(uuid, Range="bytes=1000-1999")
    assert (part.status_code, part.content) == (206, sound[1000:2000])
    metrics = office.gateway.api.get(f"{office.gateway.url}/metrics", timeout=10).text
    assert 'phonet_gateway_recording_copies{state="kept"} 1' in metrics
    assert f"phonet_gateway_recording_copy_bytes {len(sound)}" in metrics


def test_kills_at_random_leave_whole_copies_or_none(office):
    dice = random.Random(20260105)
    calls = office.talks(8)
    sounds = {office.listen(uuid).content for uuid in calls}
    kills = 0
    while kills < 6:
        office.hurry()
        time.sleep(dice.uniform(0.9, 1.6))
        victim = office.gateway.responder
        os.kill(victim, signal.SIGKILL)
        kills += 1
        office.wait(lambda: office.gateway.responder != victim)
        kept = office.sql("SELECT file, bytes FROM recording_copy WHERE state = 'kept'")
        for file, size in kept:
            assert (office.folder / file).stat().st_size == size
    office.hurry()
    office.wait(lambda: office.states() == {"kept": len(calls)})
    office.wait(lambda: len(office.files) == len(calls))
    assert {file.read_bytes() for file in office.files} == sounds
