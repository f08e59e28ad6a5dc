"""D10, D1, D11: one thread of one process writes the database and makes checkpoints; every commit is synced.

    writer.py [COMMITS]   default 100,000; needs strace
"""

import re
import subprocess
import threading
from collections import defaultdict
from pathlib import Path

import requests
from soak import Conversation, Load, Verdict, company, is_sound, lost, read, size, strace, until


def writers(log):
    """Returns calls by file and thread: {(call, ending of the file name): {thread: count}}."""
    found = defaultdict(lambda: defaultdict(int))
    for line in Path(log).read_text().splitlines():
        match = re.match(r"(\d+) +(\w+)\(\d+<[^>]*gateway\.sqlite([^>]*)>", line)
        if match:
            found[(match[2], match[3])][match[1]] += 1
    return found


def glance(gateway, session):
    for path in ("/calls?limit=200", "/leads?limit=200", "/webhook-messages?limit=50", "/clients"):
        session.get(f"{gateway.url}/api/v1{path}", timeout=20)


def look(gateway, over):
    """Reads lists of the API until `over`."""
    session = requests.Session()
    session.headers.update(gateway.api.headers)
    while not over.is_set():
        glance(gateway, session)


def command(gateway, over):
    """Creates API tokens by the command until `over`."""
    number = 0
    while not over.wait(0.5):
        number += 1
        gateway.run("token", "create", f"проба {number}")


def traced(gateway, verdict):
    log = gateway.state / "strace.log"
    with strace(gateway.responder, "-y", "-o", str(log), "-e",
                "trace=pwrite64,fdatasync,fsync,ftruncate,clone,clone3,fork,vfork,execve"):
        for _ in range(200):
            assert gateway.post("call", Conversation().dial).status_code == 200
        for _ in range(5):
            glance(gateway, gateway.api)
    found = writers(log)
    threads = {thread for calls in found.values() for thread in calls}
    syncs = sum(count for (call, ending), calls in found.items() if "sync" in call and ending == "-wal"
                for count in calls.values())
    verdict.bar("D1", syncs >= 200, f"{syncs} syncs of the WAL for 200 single events")
    verdict.bar("D10", len(threads) == 1, f"{len(threads)} thread writes, syncs and checkpoints")
    children = sum(bool(re.search(r" v?fork\(| execve\(| clone3?\((?!.*CLONE_THREAD)", line))
                   for line in log.read_text().splitlines())
    copies = [file.name for file in mapped(gateway.responder) if b"SQLite format 3\0" in file.read_bytes()]
    verdict.bar("D11", children == 0 and len(copies) == 1,
                f"{children} children while the database is open; SQLite is in {', '.join(copies)} alone")


def mapped(pid):
    """Returns the executable files mapped by a process."""
    lines = [line.split() for line in Path(f"/proc/{pid}/maps").read_text().splitlines()]
    return {Path(line[5]) for line in lines if len(line) == 6 and "x" in line[1] and line[5].startswith("/")}


def beside(gateway, verdict):
    """Checks which database files a command writes while the server runs."""
    log = gateway.state / "command.log"
    program = Path("/proc") / str(gateway.responder) / "exe"
    subprocess.run(["strace", "-f", "-y", "-o", str(log), "-e", "trace=pwrite64,fdatasync,ftruncate",
                    str(program.resolve()), "token", "create", "проба", "--database",
                    str(gateway.state / "gateway.sqlite")], check=True, capture_output=True)
    touched = {ending for call, ending in writers(log)}
    verdict.bar("D10", "-wal" in touched and "" not in touched, f"a command beside it writes {sorted(touched)}")


def main():
    commits, verdict = size(100_000), Verdict()
    with company() as gateway:
        traced(gateway, verdict)
        beside(gateway, verdict)
        over = threading.Event()
        others = [threading.Thread(target=job, args=(gateway, over)) for job in (look, look, command)]
        for other in others:
            other.start()
        with Load(gateway, 16) as load:
            enough = until(lambda: len(load.stored) >= commits, commits / 50, 0.1)
        over.set()
        for other in others:
            other.join()
        missing = lost(gateway, load)
        version = read(gateway, "SELECT sqlite_version()")[0][0]
        verdict.bar("D10", enough and missing == 0 and is_sound(gateway),
                    f"{len(load.stored)} events answered 200 with readers and commands beside, {missing} lost, "
                    f"the file is sound; SQLite {version} here")
    verdict.end()


if __name__ == "__main__":
    main()
