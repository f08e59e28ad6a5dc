"""D9: backups made under load are complete, and one command restores each.

    backups.py [BACKUPS]   default 20, one a minute
"""

import os
import subprocess
import tempfile
import time
from pathlib import Path

from soak import Load, Verdict, company, read, size

PAUSE = 60


def run(*arguments):
    return subprocess.run([os.environ["PHONET_GATEWAY_BINARY"], *arguments], capture_output=True, text=True)


class Restored:
    """A separate folder with a restored database."""

    def __init__(self, folder):
        self.state = Path(folder)


def main():
    backups, verdict = size(20), Verdict()
    pause = PAUSE if backups >= 20 else 2
    whole, slowest = 0, 0
    with company() as gateway, tempfile.TemporaryDirectory(prefix="soak-") as folder, Load(gateway, 4, 0.02) as load:
        database = str(gateway.state / "gateway.sqlite")
        for number in range(backups):
            time.sleep(pause)
            acknowledged, copy = set(load.stored), str(Path(folder) / f"{number}.sqlite")
            made = run("backup", copy, "--database", database)
            place = Restored(Path(folder) / f"restored-{number}")
            place.state.mkdir()
            target, begun = str(place.state / "gateway.sqlite"), time.monotonic()
            restored = run("restore", copy, "--database", target)
            slowest = max(slowest, time.monotonic() - begun)
            sound = run("check", "--database", target)
            there = {row[0] for row in read(place, "SELECT uuid FROM call")} if restored.returncode == 0 else set()
            if made.returncode == restored.returncode == sound.returncode == 0 and acknowledged <= there:
                whole += 1
            else:
                print(made.stderr, restored.stderr, sound.stderr, len(acknowledged - there))
        refused = run("restore", copy, "--database", database)
        verdict.bar("D9", whole == backups and slowest <= 300,
                    f"{whole}/{backups} copies under load restored whole and sound, {len(acknowledged)} events at last, "
                    f"a restore took {slowest:.1f} s at most")
        verdict.bar("D9", refused.returncode == 1 and "open" in refused.stderr, "a database in use is not replaced")
        verdict.bar("W2", set(load.answers) == set(), f"{len(load.stored)} events beside them, {dict(load.answers)} refused")
    verdict.end()


if __name__ == "__main__":
    main()
