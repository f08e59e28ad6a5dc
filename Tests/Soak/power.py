"""D2: a power loss at any moment under load loses nothing answered 200.

    power.py [CUTS]   default 200; needs strace
"""

import random
import sqlite3
import tempfile
import time
from pathlib import Path
from types import SimpleNamespace

from disk_log import OPTIONS, Disk, Sync, steps
from soak import Load, Verdict, company, is_sound, read, size, strace, until

# This many answers cause about ten checkpoints; without checkpoints only the WAL would be tested.
ANSWERS, CHECKPOINTS = 2000, 5


def watched(gateway, log):
    """Runs a load under strace. Returns the files before it, their changes, and when each message was answered."""
    database = gateway.state / "gateway.sqlite"
    paths = (database, database.with_name("gateway.sqlite-wal"))
    only = [option for path in paths for option in ("-P", str(path))]
    with strace(gateway.responder, *OPTIONS, *only, "-o", str(log)):
        disk, copied = Disk(paths), time.time()
        with Load(gateway) as load:
            assert until(lambda: len(load.stored) >= ANSWERS, 300, 0.1), load.answers
    done = list(steps(log))
    assert done[0].done > copied, "something was written while the files were copied"
    return disk, done, load.answered_at


def instants(done, cuts, dice):
    """Returns the moments of the cuts: half at any time, half during checkpoints."""
    whenever = [dice.uniform(done[0].done, done[-1].done) for _ in range(cuts // 2)]
    checkpoint = [step.done for step in done if step.path.suffix == ".sqlite"]
    return sorted(whenever + dice.choices(checkpoint, k=cuts - len(whenever)))


def found(place, answered):
    """Returns how many messages answered 200 are missing in the database, and whether it is sound."""
    try:
        outcomes = dict(read(place, "SELECT uuid, outcome FROM call"))
        sound = is_sound(place)
    except sqlite3.DatabaseError:
        return len(answered), False
    lost = sum(uuid not in outcomes or (endpoint == "after_call_end" and outcomes[uuid] != "missed")
               for uuid, endpoint in answered)
    return lost, sound


def main():
    cuts, dice, verdict = size(200), random.Random(20260105), Verdict()
    with company() as gateway, tempfile.TemporaryDirectory(prefix="soak-") as folder:
        disk, done, answered_at = watched(gateway, Path(folder) / "strace.log")
    checkpoints = sum(isinstance(step, Sync) and step.path.suffix == ".sqlite" for step in done)
    lost, sound, unsynced, coming = 0, 0, 0, iter(done)
    step = next(coming)
    for instant in instants(done, cuts, dice):
        while step and step.done <= instant:
            disk.take(step)
            step = next(coming, None)
        unsynced += disk.unsynced > 0
        answered = [message for message, at in answered_at.items() if at < instant]
        with tempfile.TemporaryDirectory(prefix="soak-") as folder:
            place = SimpleNamespace(state=Path(folder))
            disk.lose_power(folder, dice)
            result = found(place, answered)
        lost, sound = lost + result[0], sound + result[1]
    verdict.bar("D2", lost == 0 and sound == cuts and checkpoints >= CHECKPOINTS,
                f"{cuts} cuts, {unsynced} with something unsynced, among {checkpoints} checkpoints and "
                f"{len(answered_at)} messages answered 200: {lost} lost, sound {sound}/{cuts}")
    verdict.end()


if __name__ == "__main__":
    main()
