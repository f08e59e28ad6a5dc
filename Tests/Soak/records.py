"""F3, Q3: random bytes on the socket do not stop the responder, and who sends slowly delays nobody.

    records.py [CONNECTIONS [SEED]]   default 100,000, seed printed
"""

import random
import socket
import struct
import sys
import time
from contextlib import suppress

from soak import Conversation, Schedule, Verdict, company, descriptors, resident, size


def record(kind, content=b"", request=1, padding=0, version=1, length=None):
    """Returns a record (FastCGI 1.0, §3.3)."""
    announced = len(content) if length is None else length
    return struct.pack(">BBHHBx", version, kind, request, announced, padding) + content + b"\0" * padding


def pair(name, value, length=None):
    """Returns a name-value pair (FastCGI 1.0, §3.4) with lengths of four bytes; `length` replaces the true one."""
    return struct.pack(">II", len(name) | 1 << 31, (len(value) if length is None else length) | 1 << 31) + name + value


BEGIN = record(1, struct.pack(">HB5x", 1, 0))
PARAMETERS = b"".join(pair(name, value) for name, value in (
    (b"REQUEST_METHOD", b"POST"), (b"SCRIPT_NAME", b"/gateways/phonetapi/call"), (b"CONTENT_LENGTH", b"2"),
    (b"CONTENT_TYPE", b"application/json"), (b"REMOTE_ADDR", b"203.0.113.9")))
WHOLE = BEGIN + record(4, PARAMETERS) + record(4) + record(5, b"{}") + record(5)


def promises(dice):
    """Returns a request whose parameters promise more than 31 bits, in pieces to be sent one after the other."""
    huge = struct.pack(">II", dice.choice((0x60000000, 0x7FFFFFFF, 0x7FFFFFF0)) | 1 << 31, 0x60000000 | 1 << 31)
    padded = record(1, struct.pack(">HB5x", 1, 0), padding=53) + record(4, huge)
    plain = BEGIN + record(4, huge)
    far = BEGIN + record(4, pair(b"HTTP_A", b"a" * 20_000)) + record(4, huge)
    cut = dice.randrange(1, len(plain))
    return dice.choice(([padded], [BEGIN, record(4, huge)], [plain[:cut], plain[cut:]], [far]))


def nonsense(dice):
    kind = dice.randrange(12)
    if kind == 10:
        return promises(dice)
    if kind == 11:
        cut = dice.randrange(1, len(WHOLE))
        return [WHOLE[:cut], WHOLE[cut:]]
    return [one_piece(dice, kind)]


def one_piece(dice, kind):
    if kind == 0:
        return BEGIN + record(4, pair(b"A", b"b", dice.choice((0x7FFFFFFF, 0x7FFFFFF0, 1 << 24)))) + record(4)
    if kind == 1:
        return BEGIN + record(dice.randrange(256), dice.randbytes(dice.randrange(100))) + WHOLE
    if kind == 2:
        return BEGIN + record(4, PARAMETERS) + record(2) + WHOLE
    if kind == 3:
        return BEGIN + record(1, struct.pack(">HB5x", 1, 0), request=2) + record(4, PARAMETERS) + record(4)
    if kind == 4:
        return BEGIN + b"".join(record(4, PARAMETERS[at:at + 1]) for at in range(len(PARAMETERS))) + record(4) + record(5)
    if kind == 5:
        return BEGIN + record(5, b"{}") + record(4, PARAMETERS) + record(4)
    if kind == 6:
        return record(1, struct.pack(">HB5x", dice.randrange(5), 1), version=dice.randrange(3)) + WHOLE
    if kind == 7:
        return WHOLE[:dice.randrange(len(WHOLE))]
    if kind == 8:
        return record(9, pair(b"FCGI_MAX_CONNS", b""), request=0) + record(4, PARAMETERS, length=0xFFFF)
    broken = bytearray(WHOLE)
    for _ in range(dice.randrange(1, 8)):
        broken[dice.randrange(len(broken))] = dice.randrange(256)
    return bytes(broken)


def drip(gateway, verdict, connections=200, seconds=20):
    """Sends requests a byte at a time on many connections, each to the end and again; lookups go on beside it."""
    def ask(session):
        body = {"otherLegNum": "+380501234567"}
        return session.post(f"{gateway.url}/customer_data", json=body, timeout=20).status_code

    alone, sent = Schedule(50, seconds, ask).run(), 0
    beside = Schedule(50, seconds, ask).start()
    senders = [[socket.socket(socket.AF_UNIX), number % len(WHOLE)] for number in range(connections)]
    for connection, _ in senders:
        connection.connect(str(gateway.state / "gateway.socket"))
    try:
        while beside.is_running:
            for sender in senders:
                at = sender[1] % len(WHOLE)
                # The last byte of a request is never sent.
                if at < len(WHOLE) - 1:
                    with suppress(OSError):
                        sender[0].sendall(WHOLE[at:at + 1] if sent >= connections else WHOLE[:at + 1])
                    sender[1] = at + 1
                sent += 1
            time.sleep(0.02)
        beside.join()
    finally:
        for connection, _ in senders:
            connection.close()
    verdict.bar("Q3", beside.percentile(.99) <= 50 and set(beside.answers) == {200},
                f"{connections} connections drip {sent} bytes of requests: lookups alone {alone.figure}; beside them "
                f"{beside.figure}")


def main():
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 20260105
    print(f"seed {seed}", flush=True)
    connections, dice, verdict = size(100_000), random.Random(seed), Verdict()
    with company() as gateway:
        pid, open_ones = gateway.responder, descriptors(gateway.responder)
        before = resident(pid)
        for number in range(connections):
            with socket.socket(socket.AF_UNIX) as connection:
                connection.settimeout(0.05)
                connection.connect(str(gateway.state / "gateway.socket"))
                try:
                    for piece in nonsense(dice):
                        connection.sendall(piece)
                    connection.shutdown(socket.SHUT_WR)
                    while connection.recv(4096):
                        pass
                except (BrokenPipeError, ConnectionResetError, TimeoutError):
                    pass
            if number % 1000 == 0:
                assert gateway.post("call", Conversation().dial).status_code == 200
        growth = resident(pid) - before
        verdict.bar("F3", gateway.responder == pid and descriptors(pid) <= open_ones + 8 and growth <= 20,
                    f"{connections} connections full of nonsense: same process {gateway.responder == pid}, "
                    f"{growth:+.1f} MB, {descriptors(pid) - open_ones:+d} descriptors")
        drip(gateway, verdict)
    verdict.end()


if __name__ == "__main__":
    main()
