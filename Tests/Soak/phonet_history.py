"""A Phonet that only serves the history of calls."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class PhonetHistory:
    """Answers history requests with `records`, for any period, until `stop`."""

    def __init__(self):
        self.records = []
        history = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                self.rfile.read(int(self.headers["Content-Length"]))
                self.answer([], ("Set-Cookie", "JSESSIONID=1; Path=/"))

            def do_GET(self):
                self.answer(history.records if "offset=0" in self.path else [])

            def answer(self, body, *fields):
                content = json.dumps(body).encode()
                self.send_response(200)
                for name, value in (("Content-Type", "application/json"), ("Content-Length", len(content)), *fields):
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_):
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        self.host = f"127.0.0.1:{self._server.server_address[1]}"

    def stop(self):
        self._server.shutdown()
        self._server.server_close()
