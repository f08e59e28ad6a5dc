"""F9, F7, W11, Q7: floods, slow clients and large bodies from untrusted sources do not delay Phonet.

    floods.py [SECONDS]   default 20 for each flood
"""

import socket
import threading

import requests
from soak import Conversation, Load, Schedule, Verdict, company, lost, resident, size

from gateway import PREFIX  # noqa: E402, from the end-to-end tests

# Every address of 127.0.0.0/8 is this machine. Here only 127.0.0.1 is Phonet's.
PHONET, STRANGER = "127.0.0.1", "127.0.0.9"


def event(gateway):
    def ask(session):
        return session.post(f"{gateway.url}/call", json=Conversation().dial, timeout=20).status_code
    return ask


class Stranger:
    """An untrusted client on raw sockets, cheap enough that the gateway is measured and not the client."""

    def __init__(self, gateway):
        self.port = gateway.port
        self.own = threading.local()

    def __call__(self, _):
        if not hasattr(self.own, "connection"):
            address = ("127.0.0.1", self.port)
            self.own.connection = socket.create_connection(address, 20, source_address=(STRANGER, 0))
        self.own.connection.sendall(b"POST /gateways/phonetapi/call HTTP/1.1\r\nHost: localhost\r\n"
                                    b"Content-Length: 2\r\n\r\n{}")
        answer = self.own.connection.recv(1 << 16)
        if b"Connection: close" in answer:
            del self.own.connection
        return int(answer[9:12])


def rush(gateway, verdict):
    """Posts fifty calls at once, four messages each."""
    answers = []

    def talk():
        conversation = Conversation()
        for endpoint, message in (("call", conversation.dial), ("call", conversation.bridge),
                                  ("call", conversation.hangup(True)), ("after_call_end", conversation.record(True))):
            answers.append(requests.post(f"{gateway.url}/{endpoint}", json=message, timeout=20).status_code)

    calls = [threading.Thread(target=talk) for _ in range(50)]
    for call in calls:
        call.start()
    for call in calls:
        call.join()
    verdict.bar("F9", answers == [200] * 200, f"50 calls at once, 4 messages each: {answers.count(200)} answered 200")


def flood(gateway, seconds, verdict):
    calm = Schedule(20, seconds, event(gateway)).run()
    stranger = Schedule(1000, seconds, Stranger(gateway), clients=32).start()
    beside = Schedule(20, seconds, event(gateway)).run()
    stranger.join()
    refused = stranger.answers[429] / sum(stranger.answers.values())
    verdict.bar("F9", refused > 0.95 and set(beside.answers) == {200}
                and beside.percentile(.5) <= calm.percentile(.5) * 1.1 + 2,
                f"a stranger asks {len(stranger.times) / seconds:.0f} times a second: {refused:.1%} refused 429; Phonet "
                f"before: {calm.figure}; meanwhile: {beside.figure}")


def slow(gateway, seconds, verdict):
    """Opens 500 connections that never finish their header and 500 that never finish their body."""
    open_ones = []
    for number in range(1000):
        connection = socket.create_connection(("127.0.0.1", gateway.port), source_address=(STRANGER, 0))
        head = "POST /gateways/phonetapi/call HTTP/1.1\r\nHost: localhost\r\n"
        connection.sendall((head if number % 2 else head + "Content-Length: 500\r\n\r\n{").encode())
        open_ones.append(connection)
    beside = Schedule(20, seconds, event(gateway)).run()
    for connection in open_ones:
        connection.close()
    verdict.bar("F7", beside.percentile(.99) <= 200 and set(beside.answers) == {200},
                f"beside 1,000 slow clients: {beside.figure}")


def fat(gateway, verdict):
    """Posts bodies one byte over the limit and endless ones, a hundred at once."""
    pid, answers = gateway.responder, []
    before, kept = resident(pid), gateway.get("/webhook-messages", limit=1)["items"][0]["id"]

    def too_long():
        answers.append(requests.post(f"{gateway.url}/call", data=b"x" * ((256 << 10) + 1), timeout=20).status_code)

    def endless():
        def pieces():
            for _ in range(1 << 14):
                yield b"x" * 1024
        try:
            answers.append(requests.post(f"{gateway.url}/call", data=pieces(), timeout=20).status_code)
        except requests.ConnectionError:
            # nginx answered and closed the connection before everything was sent.
            answers.append(413)

    bodies = [threading.Thread(target=job) for job in (too_long, endless) * 50]
    for body in bodies:
        body.start()
    for body in bodies:
        body.join()
    growth, last = resident(pid) - before, gateway.get("/webhook-messages", limit=1)["items"][0]["id"]
    verdict.bar("W11", answers == [413] * 100 and growth <= 5 and last == kept,
                f"{answers.count(413)} of 100 refused 413, {last - kept} reached the gateway, {growth:+.1f} MB")


class Passer:
    """Somebody without a session: sends a head on a connection of its own and returns the status of the answer."""

    def __init__(self, gateway, *lines):
        self.port = gateway.port
        self.head = "\r\n".join([*lines, "Host: localhost", "Connection: close", "", ""]).encode()

    def __call__(self, _):
        with socket.create_connection(("127.0.0.1", self.port), 20, source_address=(STRANGER, 0)) as connection:
            connection.sendall(self.head)
            # nginx waits for a file it has refused, so the end of the connection comes late.
            return int(connection.recv(1 << 16)[9:12])


def nobody(gateway, seconds, verdict):
    """Asks for pages and sends files without a session, and with cookies and tokens that are none."""
    def lookup(session):
        return session.post(f"{gateway.url}/customer_data", json={"otherLegNum": "+380671112233"}, timeout=20).status_code

    false = "Cookie: phonet_gateway=" + "x" * 43
    page, upload = f"GET {PREFIX}/sign-in HTTP/1.1", f"POST {PREFIX}/imports HTTP/1.1"
    calm = Schedule(20, seconds, lookup).run()
    for name, refusal, lines in (
            ("pages", 429, (page,)), ("pages with a false session", 429, (page, false)),
            ("lists with a false token", 429, (f"GET {PREFIX}/api/v1/calls HTTP/1.1", "Authorization: Bearer x")),
            ("files of 31 MB", 413, (upload, "Content-Length: 31000000")),
            ("files of 31 MB with a false session", 413, (upload, false, "Content-Length: 31000000"))):
        noise = Schedule(500, seconds, Passer(gateway, *lines), clients=32).start()
        beside = Schedule(20, seconds, lookup).run()
        noise.join()
        # A file is refused whether it is one of the first or not.
        refused = (noise.answers[refusal] + noise.answers[429] * (refusal != 429)) / sum(noise.answers.values())
        verdict.bar("Q7", refused > 0.85 and set(beside.answers) == {200}
                    and beside.percentile(.99) <= max(calm.percentile(.99) * 1.5, calm.percentile(.99) + 10),
                    f"{len(noise.times) / seconds:.0f} {name} a second: {refused:.1%} refused, {dict(noise.answers)}; lookups "
                    f"of Phonet before: {calm.figure}; meanwhile: {beside.figure}")


def main():
    seconds, verdict = size(20), Verdict()
    with company(trusts_loopback=False) as gateway:
        gateway.settings(webhook_allowed_networks=[PHONET])
        gateway.know_only(PHONET)
        nobody(gateway, seconds, verdict)
    with company() as gateway:
        gateway.know_only(PHONET)
        with Load(gateway, 8) as load:
            load.until(lambda load: len(load.stored) > 2000, 60)
        rush(gateway, verdict)
        flood(gateway, seconds, verdict)
        slow(gateway, seconds, verdict)
        fat(gateway, verdict)
        verdict.bar("W1", lost(gateway, load) == 0, "nothing that was answered 200 is lost")
    verdict.end()


if __name__ == "__main__":
    main()
