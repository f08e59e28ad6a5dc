"""W12: the courier's thread is stopped while calls come in; no notice is lost, the backlog is visible and sent soon.

    backlog.py [SECONDS]   default 3,600, 20 calls each; needs permission to ptrace
"""

import ctypes
import os
import re
import time
from contextlib import contextmanager
from pathlib import Path

from soak import Conversation, Schedule, Verdict, company, read, size, until

from person import Person  # noqa: E402, from the end-to-end tests

RATE = 20
PTRACE_DETACH, PTRACE_SEIZE, PTRACE_INTERRUPT = 17, 0x4206, 0x4207
WALL = 0x40000000
WAITING = "SELECT count(*) FROM notice WHERE sent_at IS NULL AND dropped_reason IS NULL"


def thread(pid, name):
    """Returns the id of the process's thread with this name."""
    tasks = Path(f"/proc/{pid}/task").iterdir()
    found = [int(task.name) for task in tasks if (task / "comm").read_text().strip() == name]
    assert len(found) == 1, f"{len(found)} threads are called {name}"
    return found[0]


@contextmanager
def standing_still(task):
    """Stops this thread inside the block; the other threads of its process go on."""
    libc = ctypes.CDLL(None, use_errno=True)

    def trace(request):
        if libc.ptrace(ctypes.c_long(request), ctypes.c_long(task), None, None) != 0:
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))

    trace(PTRACE_SEIZE)
    trace(PTRACE_INTERRUPT)
    os.waitpid(task, WALL)
    try:
        yield
    finally:
        trace(PTRACE_DETACH)


def age(person):
    """Returns the age of the oldest waiting notice as “Status” shows it; None when none waits."""
    found = re.search(r"чекають: [\d ]+, найдовше – (менше хвилини|\d+ \S+)", person.read("/status").words)
    return found and found[1]


def main():
    seconds, verdict = size(3600), Verdict()
    with company() as gateway:
        olena = Person(gateway).set_up()
        gateway.settings(push_delay_seconds=0, notify_missed_unknown=True, notify_missed_unknown_employee_ids=[1])
        talks = []

        def missed(session):
            talk = Conversation()
            talks.append(talk.uuid)
            return session.post(f"{gateway.url}/after_call_end", json=talk.record(False), timeout=20).status_code

        with standing_still(thread(gateway.responder, "courier")):
            begun = time.monotonic()
            events = Schedule(RATE, seconds, missed).start()
            is_told = until(lambda: age(olena) is not None, 60, 0.5)
            seen = time.monotonic() - begun
            events.join()
            told = age(olena)
            backlog = read(gateway, WAITING)[0][0]
        begun = time.monotonic()
        caught_up = until(lambda: read(gateway, WAITING)[0][0] == 0, 60 + seconds / 10, 0.01)
        took = time.monotonic() - begun
        sent = "SELECT count(*), count(DISTINCT call_id) FROM notice WHERE sent_at IS NOT NULL"
        notices, calls = read(gateway, sent)[0]
        missing = len(set(talks) - {row[0] for row in read(gateway, "SELECT uuid FROM call")})
        verdict.bar("W12", set(events.answers) == {200} and missing == 0 and caught_up and calls == len(talks)
                    and notices >= backlog >= len(talks) and backlog / took >= 10 * RATE and is_told,
                    f"{len(talks)} calls while the courier stood still, {missing} lost; {backlog} notices went out in "
                    f"{took:.1f} s, {backlog / took:.0f} a second; “Status” told of it after {seen:.1f} s, at last: {told}")
    verdict.end()


if __name__ == "__main__":
    main()
