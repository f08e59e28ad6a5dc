"""Q5: a clock that jumps a year forward and back deletes nothing, prolongs no session and poisons no "last received";
an hour back stops nothing.

Needs Debian's package faketime. Only the wall clock of the responder jumps; the monotonic clock goes on. But libfaketime
0.9.10 ends each timed wait on a condition variable at once while the wall clock is behind, so healthz, which waits for
a write in this way, is not asked.
"""

import os
import sqlite3
import time
from pathlib import Path

from soak import Conversation, Verdict, company

YEAR = 365 * 86_400
LIBRARY = next(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"), None)


def rows(gateway, sql):
    with sqlite3.connect(f"file:{gateway.state}/gateway.sqlite?mode=ro", uri=True) as database:
        return database.execute(sql).fetchall()


def main():
    if LIBRARY is None:
        raise SystemExit("apt install faketime")
    shift = Path(os.environ.get("TMPDIR", "/tmp")) / f"clock-{os.getpid()}"
    shift.write_text("+0\n")
    verdict = Verdict()
    environment = {
        "LD_PRELOAD": str(LIBRARY), "FAKETIME_TIMESTAMP_FILE": str(shift), "FAKETIME_NO_CACHE": "1",
        "DONT_FAKE_MONOTONIC": "1", "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }
    try:
        with company(environment=environment) as gateway:
            talks = [Conversation() for _ in range(8)]
            for talk in talks:
                gateway.post("after_call_end", talk.record(False))
            before = rows(gateway, "SELECT count(*) FROM call")[0][0]
            shift.write_text(f"+{YEAR}\n")
            ahead = gateway.post("call", Conversation().dial).status_code
            # Both periodic tasks go round once a second; the purge would begin at once.
            until = time.monotonic() + 5
            while time.monotonic() < until:
                gateway.post("call", Conversation().dial)
            shift.write_text("+0\n")
            purged = rows(gateway, "SELECT count(*) FROM purge")[0][0] - 1
            after = rows(gateway, "SELECT count(*) FROM call WHERE uuid IN (%s)" % ", ".join(
                f"'{talk.uuid}'" for talk in talks))[0][0]
            verdict.bar("Q5", ahead == 200 and purged == 0 and after == before,
                        f"a year ahead: {before - after} of {before} calls deleted, {purged} purges")
            gateway.post("call", Conversation().dial)
            heard = max(at for at, in rows(gateway, "SELECT at FROM last_received"))
            verdict.bar("Q5", heard < (time.time() + 60) * 1000, f"last received {heard - time.time() * 1000:+.0f} ms from now")
            shift.write_text("-3600\n")
            answers = {gateway.post("call", Conversation().dial).status_code for _ in range(100)}
            verdict.bar("Q5", answers == {200}, f"an hour back: answers to 100 events {answers}")
    finally:
        shift.unlink()
    verdict.end()


if __name__ == "__main__":
    main()
