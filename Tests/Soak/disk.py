"""D3, D4, D5, Q6: while the disk is full, failing, read-only or missing nothing is answered 200; later writing resumes.

    disk.py [FAULTS]   faults of each kind (default 100); needs strace and permission to mount
"""

import os
import subprocess
import tempfile
import time
from pathlib import Path

import requests
from soak import Conversation, Load, Verdict, company, is_sound, lost, size, strace, until

FULL = "inject=pwrite64:error=ENOSPC"
FAILING = "inject=fdatasync,fsync:error=EIO"
READ_ONLY = "inject=pwrite64,ftruncate:error=EROFS"


def inject(gateway, load, fault, numbers, verdict, bar):
    """For each N in `numbers` injects the fault into calls N to N + 12 of the writing thread, then removes it."""
    pid, refused, slowest = gateway.responder, 0, 0
    for number in numbers:
        seen = load.answers[503]
        with strace(pid, "-e", f"{fault}:when={number}..{number + 12}"):
            load.until(lambda load: load.answers[503] > seen, 3)
        refused += load.answers[503] > seen
        slowest = max(slowest, load.recovery() or 99)
    alarms = sum("could not store" in line for line in log(gateway))
    unexpected = {answer: count for answer, count in load.answers.items() if answer != 503}
    missing = lost(gateway, load)
    met = (missing == 0 and not unexpected and gateway.responder == pid and slowest <= 5 and is_sound(gateway)
           and alarms >= refused)
    verdict.bar(bar, met, f"{fault.partition(':')[2]} at call N for {len(numbers)} N: refused at {refused}, "
                f"{len(load.stored)} answered 200, {missing} lost, {unexpected or 'nothing'} else, "
                f"{alarms} lines in the log, stores again after at most {slowest:.2f} s")


def log(gateway):
    while not gateway._lines.empty():
        gateway.printed.append(gateway._lines.get())
    return gateway.printed


def health(gateway):
    return requests.get(f"{gateway.url}/healthz", timeout=10).status_code


def reads(gateway):
    """Whether API lists and lookups are still answered."""
    lookup = gateway.post("customer_data", {"otherLegNum": "+380501234567"})
    return lookup.status_code == 200 and "items" in gateway.get("/calls", limit=50)


def fill(folder, verdict):
    """Fills a small disk; then deletes a file on it to make room."""
    state = Path(folder) / "state"
    state.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=16m", "none", state], check=True)
    try:
        ballast = state / "ballast"
        ballast.write_bytes(b"x" * (4 << 20))
        with company(folder) as gateway:
            pid, talks, answers, length, told = gateway.responder, [], set(), 100_000, []
            for _ in range(5000):
                talk = Conversation()
                answer = gateway.post("call", {**talk.dial, "note": "x" * length})
                if answer.status_code == 200:
                    talks.append(talk)
                    continue
                # The rest of the disk has no room for a large message, but perhaps for small ones.
                length = 0
                answers.add((answer.status_code, answer.headers.get("Retry-After")))
                told.append(health(gateway))
                if len(told) == 20:
                    break
            still_reads = reads(gateway)
            ballast.unlink()
            talks.append(Conversation())
            begun = time.monotonic()
            until(lambda: gateway.post("call", talks[-1].dial).status_code == 200, 5)
            well, stored = health(gateway), time.monotonic() - begun
            with Load(gateway, 2) as load:
                recovery = load.recovery()
            load.stored += [talk.uuid for talk in talks]
            missing = lost(gateway, load)
            met = (answers == {(503, "5")} and still_reads and set(told) == {503} and well == 200 and gateway.responder == pid
                   and recovery is not None and recovery <= 5 and missing == 0 and is_sound(gateway))
            verdict.bar("D3", met, f"16 MB filled by {len(talks)} messages: then {answers}, health {set(told)} right after "
                        f"each, reads {still_reads}; room again: stores after {stored:.2f} s, health {well} right after that, "
                        f"{missing} lost")
    finally:
        subprocess.run(["umount", "-l", state], check=True)


def cannot_write(gateway, load, verdict):
    pid, seen = gateway.responder, load.answers[503]
    with strace(pid, "-e", READ_ONLY):
        refused = load.until(lambda load: load.answers[503] > seen + 20, 10)
        well = until(lambda: health(gateway) == 503, 5)
        still_reads = reads(gateway)
    recovery = load.recovery()
    met = refused and well and still_reads and recovery is not None and gateway.responder == pid
    verdict.bar("D5", met, f"read-only: refused {refused}, health says so {well}, reads {still_reads}, "
                f"same process {gateway.responder == pid}, stores again after {recovery or 99:.2f} s")


def vanish(gateway, load, verdict):
    """Moves the database files away under load, as if their folder were replaced, and moves them back."""
    pid, seen = gateway.responder, load.answers[503]
    names = ("gateway.sqlite", "gateway.sqlite-wal", "gateway.sqlite-shm")
    away = gateway.state / "away"
    away.mkdir()
    for name in names:
        os.rename(gateway.state / name, away / name)
    refused = load.until(lambda load: load.answers[503] > seen + 20, 10)
    well = until(lambda: health(gateway) == 503, 5)
    for name in reversed(names):
        os.rename(away / name, gateway.state / name)
    recovery = load.recovery()
    missing = lost(gateway, load)
    met = refused and well and recovery is not None and missing == 0 and gateway.responder == pid
    verdict.bar("D5", met, f"moved away: refused {refused}, health says so {well}, {missing} lost, "
                f"stores again after {recovery or 99:.2f} s")


def main():
    faults, verdict = size(100), Verdict()
    for bar, fault in (("D3", FULL), ("D4", FAILING)):
        with company() as gateway, Load(gateway, 4) as load:
            inject(gateway, load, fault, range(1, faults + 1), verdict, bar)
    with company() as gateway, Load(gateway, 4) as load:
        cannot_write(gateway, load, verdict)
        vanish(gateway, load, verdict)
        verdict.bar("D5", is_sound(gateway), "the file is sound afterwards")
    with tempfile.TemporaryDirectory(prefix="soak-") as folder:
        fill(folder, verdict)
    verdict.end()


if __name__ == "__main__":
    main()
