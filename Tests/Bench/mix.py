"""V3: a fixed rate of mixed requests is answered without errors; how long lookups and events take beside a C hello
world at the same rate, and whether pages delay them.

    mix.py [SECONDS]   default 60, at 300 requests a second; needs gcc, libfcgi-dev
"""

import itertools
import json
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from pathlib import Path
from statistics import median

HERE = Path(__file__).resolve().parent
sys.path.append(str(HERE.parent / "Soak"))

from soak import Conversation, Schedule, Verdict, company, percentile, size, until  # noqa: E402

from gateway import PREFIX, free_port  # noqa: E402, from the end-to-end tests
from person import Person  # noqa: E402

RATE = 300
NGINX = """
daemon off; pid nginx.pid; error_log error.log; events { }
%(user)s
http {
    access_log off;
    client_body_temp_path body; fastcgi_temp_path fastcgi; proxy_temp_path proxy; uwsgi_temp_path uwsgi;
    scgi_temp_path scgi;
    upstream hello { server unix:hello.socket; keepalive 32; }
    server {
        listen 127.0.0.1:%(port)s;
        location / { include /etc/nginx/fastcgi_params; fastcgi_keep_conn on; fastcgi_pass hello; }
    }
}
"""


class Connection:
    """One kept connection that sends prepared bytes, so that the client costs little CPU."""

    def __init__(self, port):
        self._address = ("127.0.0.1", port)
        self._socket = None

    def ask(self, request):
        """Sends a request and returns the status. Reads answers with a Content-Length and chunked ones."""
        if not self._socket:
            self._socket = socket.create_connection(self._address, timeout=10)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket.sendall(request)
        answer = b""
        while not self._is_whole(answer):
            piece = self._socket.recv(262144)
            if not piece:
                self._socket = None
                return "closed"
            answer += piece
        return int(answer[9:12])

    @staticmethod
    def _is_whole(answer):
        head, gap, body = answer.partition(b"\r\n\r\n")
        if not gap:
            return False
        for line in head.lower().split(b"\r\n"):
            if line.startswith(b"content-length:"):
                return len(body) >= int(line.split(b":")[1])
        return body.endswith(b"0\r\n\r\n")


def request(path, body=None, cookie=""):
    fields = f"Host: 127.0.0.1\r\nCookie: {cookie}\r\n" if cookie else "Host: 127.0.0.1\r\n"
    if body is None:
        return f"GET {path} HTTP/1.1\r\n{fields}\r\n".encode()
    return (f"POST {path} HTTP/1.1\r\n{fields}Content-Type: application/json\r\nContent-Length: {len(body)}"
            "\r\n\r\n").encode() + body


class Mix(Schedule):
    """Sends requests of several kinds in turn on 32 connections at RATE; `times_of` has the seconds of each kind."""

    def __init__(self, port, seconds, requests):
        """`requests` are pairs of a kind and bytes."""
        self.times_of = defaultdict(list)
        own, turn = threading.local(), itertools.count()

        def ask(_):
            if not hasattr(own, "connection"):
                own.connection = Connection(port)
            number = next(turn)
            kind, sent = requests[number % len(requests)]
            status = own.connection.ask(sent)
            # The turn is the place in the schedule but for threads that overtake each other.
            self.times_of[kind].append(time.monotonic() - self._begun - number / RATE)
            return status

        super().__init__(RATE, seconds, ask, clients=32)

    def p99(self, kind):
        return percentile(self.times_of[kind], .99)


def hello(folder, seconds):
    """Measures a C hello world behind a separate nginx at that rate."""
    subprocess.run(["gcc", "-O2", HERE / "hello.c", "-o", folder / "hello", "-lfcgi", "-lpthread"], check=True)
    port = free_port()
    (folder / "nginx.conf").write_text(NGINX % {
        "port": port, "user": "user root;" if os.geteuid() == 0 else ""})
    processes = [subprocess.Popen(["./hello", "hello.socket", "48"], cwd=folder)]
    try:
        assert until((folder / "hello.socket").exists, 10)
        processes.append(subprocess.Popen(["/usr/sbin/nginx", "-p", f"{folder}/", "-c", "nginx.conf", "-e", "error.log"],
                                          cwd=folder))
        assert until((folder / "nginx.pid").exists, 10)
        return Mix(port, seconds, [("hello", request("/", b"{}"))]).run()
    finally:
        for process in processes:
            process.terminate()
            process.wait()


def fsync_milliseconds(folder):
    """Returns the median milliseconds of one small synced write on the disk of the database."""
    times = []
    with open(folder / "sync", "wb", buffering=0) as file:
        for _ in range(200):
            file.write(b"x" * 4096)
            begun = time.perf_counter()
            os.fdatasync(file.fileno())
            times.append(time.perf_counter() - begun)
    return median(times) * 1000


def posted(name, message):
    return request(f"{PREFIX}/{name}", json.dumps(message).encode())


def traffic(cookie, count):
    """Returns `count` requests in rounds of twelve events, five lookups, two records and a page; four calls a round."""
    pages = [request(PREFIX + path, cookie=cookie) for path in ("/calls", "/missed", "/leads", "/clients", "/status")]
    for turn in range(count // 20):
        talks = [Conversation() for _ in range(4)]
        kinds = {
            "e": [posted("call", event) for talk in talks for event in (talk.dial, talk.bridge, talk.hangup(False))],
            "l": [posted("customer_data", {"otherLegNum": talk.number}) for talk in [*talks, talks[0]]],
            "r": [posted("after_call_end", talk.record(False)) for talk in talks[:2]],
            "p": [pages[turn % len(pages)]],
        }
        for kind in "eeleeleerleeleeleerp":
            yield kind, kinds[kind].pop(0)


def main():
    seconds, verdict = size(60), Verdict()
    with tempfile.TemporaryDirectory(prefix="mix-") as folder, company() as gateway:
        least = hello(Path(folder), min(20, seconds))
        sync = fsync_milliseconds(Path(folder))
        admin = Person(gateway).set_up()
        cookie = "; ".join(f"{name}={value}" for name, value in admin.web.cookies.items())
        mixed = Mix(gateway.port, seconds, list(traffic(cookie, RATE * seconds))).run()
        errors = sum(count for answer, count in mixed.answers.items() if answer != 200)
        print(f"C hello world: {least.figure}; a durable write of 4 KB: {sync:.2f} ms")
        limit = 3 * least.p99("hello")
        verdict.bar("V3", not errors, f"{RATE} a second for {seconds} s: {mixed.figure}")
        for kind, name, most in (("l", "lookups", limit), ("e", "events", limit + 2 * sync)):
            verdict.bar("V3", mixed.p99(kind) <= most,
                        f"p99 of {name} {mixed.p99(kind):.1f} ms; the bar is {most:.1f} ms")
        print(f"p99 of records {mixed.p99('r'):.1f}, of pages {mixed.p99('p'):.1f} ms")
        # The same without pages: they are not to delay a webhook.
        bare = Mix(gateway.port, seconds, [pair for pair in traffic(cookie, RATE * seconds) if pair[0] != "p"]).run()
        print(f"without pages: p99 of lookups {bare.p99('l'):.1f}, of events {bare.p99('e'):.1f} ms")
    verdict.end()


if __name__ == "__main__":
    main()
