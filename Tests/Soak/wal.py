"""D8: the WAL stays small beside slow readers and incoming calls.

    wal.py [SECONDS]   default 1800
"""

import socket
import threading
import time
from contextlib import suppress

from soak import Conversation, Schedule, Verdict, company, read, size, until

READERS = 20
# The longest lists of the API.
LISTS = ("/calls?limit=200", "/webhook-messages?limit=200", "/leads?limit=200")


def sip(gateway, path, over):
    """Reads a list slowly, again and again; nginx closes such a connection after a minute."""
    while not over.is_set():
        with socket.create_connection(("127.0.0.1", gateway.port)) as connection, suppress(ConnectionResetError):
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
            connection.sendall(f"GET /gateways/phonetapi/api/v1{path} HTTP/1.0\r\nHost: localhost\r\n"
                               f"Authorization: Bearer {gateway.token}\r\n\r\n".encode())
            while not over.wait(0.1) and connection.recv(64):
                pass


def main():
    seconds, verdict, over = size(1800), Verdict(), threading.Event()
    with company() as gateway:
        wal = gateway.state / "gateway.sqlite-wal"

        def length():
            return wal.stat().st_size / (1 << 20) if wal.exists() else 0

        def write(session):
            return session.post(f"{gateway.url}/call", json=Conversation().dial, timeout=20).status_code

        readers = [threading.Thread(target=sip, args=(gateway, LISTS[number % len(LISTS)], over), daemon=True)
                   for number in range(READERS)]
        for reader in readers:
            reader.start()
        schedule, longest, end = Schedule(50, seconds, write).start(), 0, time.monotonic() + seconds
        while time.monotonic() < end:
            longest = max(longest, length())
            time.sleep(0.2)
        schedule.join()
        over.set()
        calls = read(gateway, "SELECT count(*) FROM call")[0][0]
        small = until(lambda: length() <= 8.5, 60, 0.5)
        verdict.bar("D8", longest <= 64 and small and set(schedule.answers) == {200},
                    f"{READERS} slow readers, {calls} calls in {seconds} s: WAL at most {longest:.1f} MB, "
                    f"{length():.1f} MB within a minute afterwards; {schedule.figure}")
    verdict.end()


if __name__ == "__main__":
    main()
