"""A push service for tests (RFC 8030) and its browsers, which decrypt what they receive."""

import base64
import json
import secrets
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import http_ece
import jwt
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat


def written(value):
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()


class PushBrowser:
    """One browser: its endpoint, its keys, and the pushes it received."""

    def __init__(self, host):
        self.path = f"/push/{secrets.token_urlsafe(24)}"
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.auth = secrets.token_bytes(16)
        point = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        self.subscription = {"endpoint": f"http://{host}{self.path}", "p256dh": written(point),
                             "auth": written(self.auth)}
        self.pushes = []

    def await_push(self, count=1, seconds=10):
        """Waits until at least `count` pushes have arrived and returns the last one."""
        until = time.monotonic() + seconds
        while len(self.pushes) < count and time.monotonic() < until:
            time.sleep(0.01)
        assert len(self.pushes) >= count, f"{len(self.pushes)} of {count} pushes in {seconds} s"
        return self.pushes[-1]


class Push:
    """One received push, decrypted."""

    def __init__(self, headers, text, at):
        self.headers = headers
        self.news = json.loads(text)
        self.at = at


class PushServer:
    """Listens on loopback until `stop`; `host` is the value of PHONET_GATEWAY_PUSH_HOST.

    `status` is the status of its answers, `seconds` their delay. While `hangs` is true, it does not answer. A push
    counts as arrived before it is answered, so a client that disconnects earlier does not know.
    """

    def __init__(self):
        self.status = 201
        self.fields = {}
        self.seconds = 0
        self.hangs = False
        self.under_way = 0
        self.most = 0
        self.requests = 0
        self.strays = []
        self._lock = threading.Lock()
        self._browsers = {}
        self._stopped = threading.Event()
        self._server = _Server(("127.0.0.1", 0), _handler(self))
        self.host = f"127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def browser(self):
        browser = PushBrowser(self.host)
        self._browsers[browser.path] = browser
        return browser

    def stop(self):
        self._stopped.set()
        self._server.shutdown()
        self._server.server_close()

    def take(self, path, headers, body):
        with self._lock:
            self.requests += 1
            self.under_way += 1
            self.most = max(self.most, self.under_way)
        try:
            browser = self._browsers.get(path)
            if not browser:
                self.strays.append(path)
                return
            self._check_token(headers)
            if 200 <= self.status < 300 and not self.hangs:
                text = http_ece.decrypt(body, private_key=browser.key, auth_secret=browser.auth, version="aes128gcm")
                browser.pushes.append(Push(headers, text, time.time()))
            self._stopped.wait(self.seconds)
            while self.hangs and not self._stopped.wait(0.02):
                pass
        finally:
            with self._lock:
                self.under_way -= 1

    def _check_token(self, headers):
        """Checks the VAPID token: signed with its own key, for this service, valid for at most a day (RFC 8292)."""
        token, key = (part.partition("=")[2] for part in headers["Authorization"].removeprefix("vapid ").split(", "))
        point = base64.urlsafe_b64decode(key + "=")
        public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
        claims = jwt.decode(token, public, algorithms=["ES256"], audience=f"http://{self.host}")
        assert 0 < claims["exp"] - time.time() <= 24 * 3600 and claims["sub"].startswith(("mailto:", "https:"))


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_):
        """Ignores errors: the sender may have disconnected before the answer."""


def _handler(server):
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_):
            pass

        def do_POST(self):
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            server.take(self.path, dict(self.headers), body)
            self.send_response(server.status)
            for name, value in server.fields.items():
                self.send_header(name, value)
            self.send_header("Content-Length", "0")
            self.end_headers()

    return Handler
