"""D6: with 64 descriptors and 200 stalled senders nothing is lost, and the gateway recovers soon afterwards.

    descriptors.py [SENDERS]   default 200
"""

import resource
import socket
import struct
import time

from soak import Load, Verdict, company, is_sound, lost, processor_seconds, size

# FastCGI 1.0, §8: BEGIN_REQUEST as responder with KEEP_CONN, then a PARAMS header whose content is never sent.
STALLED = struct.pack(">BBHHBx", 1, 1, 1, 8, 0) + struct.pack(">HB5x", 1, 1) + struct.pack(">BBHHBx", 1, 4, 1, 200, 0)


def main():
    senders, verdict = size(200), Verdict()
    with company() as gateway:
        pid = gateway.responder
        # By now SQLite's files and the descriptors of all threads are open, as after a day of work.
        with Load(gateway, 8) as load:
            load.until(lambda load: len(load.stored) > 100, 20)
        resource.prlimit(pid, resource.RLIMIT_NOFILE, (64, 64))
        stalled = [connect(gateway) for _ in range(senders)]
        with Load(gateway, 4) as load:
            spent, begun = processor_seconds(pid), time.monotonic()
            time.sleep(5)
            share = (processor_seconds(pid) - spent) / (time.monotonic() - begun)
            for connection in stalled:
                connection.close()
            recovery = load.recovery()
            alive = gateway.responder == pid
            missing = lost(gateway, load)
        verdict.bar("D6", alive and share <= 0.2 and recovery is not None and recovery <= 5 and missing == 0
                    and is_sound(gateway),
                    f"{senders} stalled senders, 64 descriptors: same process {alive}, {share:.0%} of a core, "
                    f"{missing} lost, answers again after {recovery or 99:.2f} s")
    verdict.end()


def connect(gateway):
    connection = socket.socket(socket.AF_UNIX)
    connection.connect(str(gateway.state / "gateway.socket"))
    connection.setblocking(False)
    connection.send(STALLED)
    return connection


if __name__ == "__main__":
    main()
