"""A CRM for tests that takes webhooks over real HTTP, verifies them, and keeps a table of what it was told."""

import json
import random
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from standardwebhooks import Webhook

KINDS = ("call", "lead", "client", "employee", "missed")


class Told:
    """One request that arrived: when, its type, its body, its headers."""

    def __init__(self, headers, body):
        self.at = time.time()
        self.headers = {name.lower(): value for name, value in headers.items()}
        self.raw = body
        self.body = json.loads(body)
        self.type = self.body["type"]
        self.data = self.body["data"]
        self.seq = self.data["seq"]

    @property
    def record(self):
        """Kind, key and content of the record; None for an event without one."""
        for kind in KINDS:
            if kind in self.data:
                record = self.data[kind]
                return kind, record["uuid" if kind == "call" else "id"], record
        return None


def merge(table, told):
    """Takes what was told into a table by kind and key: what is strictly older than what is there is dropped."""
    if not told.record:
        return
    kind, key, record = told.record
    known = table.get((kind, key))
    if known is None or record["version"] >= known["version"]:
        table[kind, key] = record


class CRM:
    """Listens on loopback until `stop`. `manner` says how it answers: `takes`, `takes its time` (5 ms in all), `hangs`,
    `gigabyte`, `drips`, `redirects`, or a status such as `500`."""

    def __init__(self):
        self.manner = "takes"
        self.fields = {}
        self.secrets = []
        self.told = []
        self.table = {}
        self.refused = []
        self.requests = 0
        self.under_way = 0
        self.most = 0
        self._lock = threading.Lock()
        self._news = threading.Condition(self._lock)
        self._stopped = threading.Event()
        self._port = 0
        self.start()

    def start(self):
        self._stopped.clear()
        self._server = _Server(("127.0.0.1", self._port), _handler(self))
        self._port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self._port}/hook"

    def stop(self):
        """Nobody listens any more."""
        self._stopped.set()
        self._server.shutdown()
        self._server.server_close()

    def take(self, headers, body):
        """Verifies a request with every known secret, and keeps it."""
        with self._lock:
            secrets = list(self.secrets)
        fits = []
        for secret in secrets:
            try:
                Webhook(secret).verify(body, {name.lower(): value for name, value in headers.items()})
                fits.append(secret)
            except Exception as error:  # the library has one class of errors for everything
                self.refused.append((secret, str(error)))
        told = Told(headers, body)
        told.secrets = fits
        with self._news:
            self.told.append(told)
            merge(self.table, told)
            self._news.notify_all()
        return told

    def wait(self, condition, seconds=10):
        """Waits until `condition(told)` holds of something that was told, and returns it."""
        until = time.monotonic() + seconds
        with self._news:
            while True:
                for told in self.told:
                    if condition(told):
                        return told
                left = until - time.monotonic()
                assert left > 0, f"nothing came in {seconds} s; {[t.type for t in self.told][-10:]}"
                self._news.wait(left)

    def hears(self, type, seconds=10, **members):
        """Waits for an event of a type whose record has these members."""
        def fits(told):
            record = told.record and told.record[2]
            return told.type == type and all(record.get(name) == value for name, value in members.items())
        return self.wait(fits, seconds)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128
    allow_reuse_address = True


def _handler(crm):
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self):
            with crm._lock:
                crm.requests += 1
                crm.under_way += 1
                crm.most = max(crm.most, crm.under_way)
            try:
                self._answer(self.rfile.read(int(self.headers["Content-Length"])))
            except (BrokenPipeError, ConnectionResetError):
                pass
            finally:
                with crm._lock:
                    crm.under_way -= 1

        def _answer(self, body):
            manner, begun = crm.manner, time.monotonic()
            if manner == "hangs":
                crm._stopped.wait(60)
                return
            if manner == "redirects":
                return self._say(302, {"Location": "http://127.0.0.1:1/elsewhere"})
            if manner == "gigabyte":
                crm.take(self.headers, body)
                self.send_response(200)
                self.send_header("Content-Length", str(1 << 30))
                self.end_headers()
                while not crm._stopped.is_set():
                    self.wfile.write(b"x" * 65536)
                return
            if manner == "drips":
                crm.take(self.headers, body)
                self.send_response(200)
                self.send_header("Content-Length", "1000")
                self.end_headers()
                while not crm._stopped.wait(1):
                    self.wfile.write(b"x")
                    self.wfile.flush()
                return
            if manner not in ("takes", "takes its time"):
                return self._say(int(manner), crm.fields, b"what went wrong")
            crm.take(self.headers, body)
            if manner == "takes its time":
                time.sleep(max(0, begun + 0.005 - time.monotonic()))
            self._say(204, {})

        def _say(self, status, fields, body=b""):
            self.send_response(status)
            for name, value in fields.items():
                self.send_header(name, value)
            if status != 204:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    return Handler


def join(gateway, crm, **fields):
    """Makes an endpoint at the gateway for a CRM, and returns it. It is told, too, of what the tests' own token does."""
    endpoint = gateway.create("/webhook-endpoints", **{"url": crm.url, "token_id": None, **fields})
    crm.secrets.append(endpoint["secret"])
    return endpoint


def shuffled(told, seed):
    """The table that a CRM has after it was told everything in another order, some of it twice."""
    chance = random.Random(seed)
    again = told + chance.sample(told, len(told) // 2)
    chance.shuffle(again)
    table = {}
    for one in again:
        merge(table, one)
    return table
