"""The Phonet of the tests: `phonet-simulator --serve`, controlled over HTTP below /control."""

import os
import ssl
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import requests
from gateway import free_port

KEY = "EXAMPLEkey0000000000000000000000"


def simulator():
    """Returns the path of phonet-simulator: PHONET_SIMULATOR_BINARY, or the one beside the gateway's program."""
    beside = Path(os.environ["PHONET_GATEWAY_BINARY"]).with_name("phonet-simulator")
    return os.environ.get("PHONET_SIMULATOR_BINARY") or str(beside)


class Received:
    """One received request."""

    def __init__(self, shown):
        self.method = shown["method"]
        self.path = shown["path"]
        self.headers = shown["headers"]
        self.body = shown["body"]

    def __repr__(self):
        return f"{self.method} {self.path}"


class PhonetServer:
    """Listens on loopback until `stop`; `host` is the value for the Phonet domain.

    `received` lists the requests, `complaints` their errors, `elsewhere` the requests that followed a redirect.
    Webhooks go to paths below the URL `gateway`.
    """

    def __init__(self, key=KEY, gateway=None):
        self.key = key
        self.host = f"127.0.0.1:{free_port()}"
        command = [simulator(), "--serve", self.host, "--key", key]
        command += ["--seed", "1"] + (["--gateway", gateway] if gateway else [])
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        for line in self.process.stdout:
            if line.startswith("Ready: "):
                break
        # Its output is read, because it would block when the pipe is full.
        self.printed = []
        threading.Thread(target=lambda: self.printed.extend(self.process.stdout), daemon=True).start()
        self.control = requests.Session()

    def order(self, name, **order):
        """Sends a command to the simulator and returns its result."""
        answer = self.control.post(f"http://{self.host}/control/{name}", json=order, timeout=10)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def show(self, name):
        return self.control.get(f"http://{self.host}/control/{name}", timeout=10).json()

    def misbehave(self, fault, at="users", times=None):
        """Makes one endpoint fail and removes other faults; None removes all."""
        self.order("fault", fault=None)
        self.order("fault", fault=fault, at=at, times=times)

    def behave(self):
        """Removes faults, recorded requests and sessions."""
        self.order("behave")

    @property
    def users(self):
        return self.show("state")["users"]

    @users.setter
    def users(self, users):
        self.order("users", users=users)

    @property
    def received(self):
        return [Received(shown) for shown in self.show("state")["received"]]

    @property
    def complaints(self):
        return self.show("state")["complaints"]

    @property
    def elsewhere(self):
        return [Received(shown) for shown in self.show("state")["elsewhere"]]

    @property
    def story(self):
        """The received requests, one word each."""
        return [request.path.partition("?")[0].rsplit("/", 1)[-1] for request in self.received]

    def stop(self):
        self.process.kill()
        self.process.wait(10)


class LoopbackServer:
    """Serves with this handler until `stop`, with TLS if `context` is given. Ignores broken connections."""

    def __init__(self, handler, context=None):
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.server.daemon_threads = True
        if context:
            self.server.socket = context.wrap_socket(
                self.server.socket, server_side=True, do_handshake_on_connect=False)
        self.server.handle_error = lambda *_: None
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.host = f"127.0.0.1:{self.server.server_address[1]}"

    def stop(self):
        self.server.shutdown()
        self.server.server_close()


class UntrustedServer(LoopbackServer):
    """A TLS server with an untrusted certificate; `received` lists clients that sent a request anyway."""

    def __init__(self, folder):
        self.received = received = []

        class Handler(BaseHTTPRequestHandler):
            def handle_one_request(self):
                if self.rfile.readline():
                    received.append(self.client_address)
                self.close_connection = True

        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self_signed(folder))
        super().__init__(Handler, context)


class EndlessServer(LoopbackServer):
    """Answers every request with a gigabyte, until the client disconnects; `sent` counts the bytes."""

    def __init__(self):
        self.sent = 0

        def serve(handler):
            handler.send_response(200)
            handler.send_header("Content-Type", "application/json")
            handler.send_header("Set-Cookie", "JSESSIONID=x")
            handler.send_header("Content-Length", str(1 << 30))
            handler.end_headers()
            for _ in range(1 << 10):
                handler.wfile.write(b" " * (1 << 20))
                self.sent += 1 << 20

        super().__init__(type("Handler", (BaseHTTPRequestHandler,), {"do_GET": serve, "do_POST": serve}))


def self_signed(folder):
    """Returns an untrusted certificate for 127.0.0.1 with its key."""
    file = Path(folder) / "phonet.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
         "-days", "1", "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1",
         "-keyout", str(file), "-out", str(file.with_suffix(".crt"))],
        check=True, capture_output=True)
    file.write_bytes(file.read_bytes() + file.with_suffix(".crt").read_bytes())
    return str(file)
