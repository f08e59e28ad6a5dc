"""A Phonet of our own: the part of its REST API the gateway uses (protocol 3), with faults on demand."""

import itertools
import json
import ssl
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

FIXTURES = Path(__file__).resolve().parents[1] / "PhonetTests" / "Fixtures"
KEY = "EXAMPLEkey0000000000000000000000"

FAULTS = {
    "expired",  # 403 once: the sessions have ended
    "403", "401", "429", "500", "404",
    "redirect",  # 302 to `elsewhere`, which records who comes
    "hang",  # nothing, until the fault is taken away
    "truncated", "html", "wrong shape", "too large",
    "no cookie", "broken off",
}


class Received:
    """One request as it came."""

    def __init__(self, method, path, headers, body):
        self.method = method
        self.path = path
        self.headers = headers
        self.body = body

    def __repr__(self):
        return f"{self.method} {self.path}"


class PhonetServer:
    """Listens on loopback until `stop`; `host` is what goes into the Phonet domain.

    `fault` is one of FAULTS or None, `at` says whether it befalls "users" or "authorize". `received` lists the
    requests, `complaints` what was wrong with them, `elsewhere` the requests that followed a redirect.
    """

    def __init__(self, key=KEY, certificate=None):
        self.key = key
        self.fault = None
        self.at = "users"
        self.users = json.loads((FIXTURES / "users.json").read_text())
        self.received = []
        self.complaints = []
        self.elsewhere = []
        self.sessions = set()
        self._numbers = itertools.count(1)
        self._stopped = threading.Event()
        self._servers = []
        self.host = self._serve(_handler(self), certificate)
        self.other_host = self._serve(_elsewhere(self), None)

    def _serve(self, handler, certificate):
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        server.daemon_threads = True
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self._servers.append(server)
        return f"127.0.0.1:{server.server_address[1]}"

    def misbehave(self, fault, at="users"):
        assert fault is None or fault in FAULTS, fault
        self.at = at
        self.fault = fault

    def behave(self):
        """No fault, no memory, no sessions."""
        self.misbehave(None)
        self.received.clear()
        self.complaints.clear()
        self.elsewhere.clear()
        self.sessions.clear()

    @property
    def story(self):
        """The requests so far, in a word each."""
        return [request.path.rsplit("/", 1)[-1] for request in self.received]

    def stop(self):
        self._stopped.set()
        for server in self._servers:
            server.shutdown()
            server.server_close()

    # What the requests are measured by

    def check_headers(self, request):
        if request.headers.get("Content-Type") != "application/json":
            self.complaints.append(f"{request}: content type {request.headers.get('Content-Type')}")

    def new_session(self):
        session = f"{next(self._numbers):032X}"
        self.sessions.add(session)
        return session

    def knows(self, request):
        """Whether the cookies are those of a live session, the balancer's among them."""
        pairs = (part.strip().partition("=") for part in request.headers.get("Cookie", "").split(";"))
        cookies = {name: value for name, _, value in pairs}
        if "JSESSIONID" in cookies and cookies.get("balancer") != "b2":
            self.complaints.append(f"{request}: the balancer's cookie is missing")
        return cookies.get("JSESSIONID") in self.sessions

    def wait_out(self, fault):
        while self.fault == fault and not self._stopped.wait(0.05):
            pass


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def answer(self, status, body=b"", headers=()):
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        try:
            self.wfile.write(body)
        except (BrokenPipeError, ConnectionResetError, ssl.SSLError):
            self.close_connection = True

    def take(self):
        length = int(self.headers.get("Content-Length") or 0)
        return Received(self.command, self.path, dict(self.headers), self.rfile.read(length))


def _handler(phonet):
    class Handler(_Handler):
        def do_GET(self):
            self.reply(self.take())

        def do_POST(self):
            self.reply(self.take())

        def reply(self, request):
            phonet.received.append(request)
            phonet.check_headers(request)
            route = (request.method, request.path)
            if route == ("POST", "/rest/security/authorize"):
                self.befall(request, "authorize", self.authorize)
            elif route == ("GET", "/rest/users"):
                self.befall(request, "users", self.users)
            else:
                self.answer(404)

        def befall(self, request, place, otherwise):
            fault = phonet.fault if phonet.at == place else None
            if fault is None:
                otherwise(request)
            elif fault == "expired":
                phonet.fault = None
                phonet.sessions.clear()
                self.answer(403, headers=[("Set-Cookie", "JSESSIONID=STRANGER; Path=/")])
            elif fault.isdigit():
                self.answer(int(fault))
            elif fault == "redirect":
                self.answer(302, headers=[("Location", f"http://{phonet.other_host}/login")])
            elif fault == "hang":
                phonet.wait_out(fault)
                self.close_connection = True
            elif fault == "no cookie":
                self.answer(200, b"{}", [("Set-Cookie", "balancer=b2; Path=/")])
            elif fault == "broken off":
                self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n[")
                self.close_connection = True
            else:
                self.answer(200, self.garbage(fault))

        def garbage(self, fault):
            if fault == "truncated":
                return json.dumps(phonet.users).encode()[:-20]
            if fault == "html":
                return "<!doctype html><title>Вхід</title>".encode()
            if fault == "wrong shape":
                return b'{"error":"maintenance"}'
            return b"[" + b" " * (9 << 20) + b"]"

        def authorize(self, request):
            try:
                asked = json.loads(request.body)
            except ValueError:
                phonet.complaints.append(f"{request}: no JSON")
                return self.answer(400)
            if request.headers.get("Content-Type") != "application/json":
                return self.answer(415)
            if set(asked) != {"domain", "apiKey"} or asked["domain"] != phonet.host:
                phonet.complaints.append(f"{request}: {sorted(asked)} for {asked.get('domain')}")
                return self.answer(400)
            if asked["apiKey"] != phonet.key:
                return self.answer(403)
            session = phonet.new_session()
            self.answer(200, b"{}", [
                ("Set-Cookie", "balancer=b2; Path=/"),
                ("Set-Cookie", f"JSESSIONID={session}; Path=/rest; HttpOnly"),
            ])

        def users(self, request):
            if not phonet.knows(request):
                return self.answer(403)
            self.answer(200, json.dumps(phonet.users).encode(), [("Content-Type", "application/json")])

    return Handler


def _elsewhere(phonet):
    class Handler(_Handler):
        def do_GET(self):
            phonet.elsewhere.append(self.take())
            self.answer(200, b"[]")

        do_POST = do_GET

    return Handler


def self_signed(folder):
    """A certificate for 127.0.0.1 that nobody trusts, with its key."""
    file = Path(folder) / "phonet.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
         "-days", "1", "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1",
         "-keyout", str(file), "-out", str(file.with_suffix(".crt"))],
        check=True, capture_output=True)
    file.write_bytes(file.read_bytes() + file.with_suffix(".crt").read_bytes())
    return str(file)
