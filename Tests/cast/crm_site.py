"""A CRM's web site for browser tests: pages with a strict content policy, which hold the widget."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PAGE = """<!DOCTYPE html><html lang="uk"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>CRM</title>
<script src="/crm.js"></script>{head}</head>
<body><h1>CRM</h1><p>Ірина Соколова: <a id="call" href="tel:+380%2067%20123-45-67">067 123-45-67</a>
<button id="data" data-phone="0501112233" data-external-id="Contact/7">Зателефонувати</button></p>{body}</body></html>"""
# What the CRM's own script does: keeps what it is told, as it would to open a card.
SCRIPT = """window.told = [];
addEventListener("message", (event) => { if (event.data && event.data.phonet) told.push([event.origin, event.data]); });
window.empty = () => { document.body.replaceChildren(); document.body.append("Порожньо"); };
window.another = () => {
  const body = document.createElement("body"); body.append("Інша сторінка"); document.documentElement.replaceChild(body, document.body);
};"""


class CRMSite:
    """Serves the pages `/` (the script in the head, at once), `/late` (deferred), and any of `pages`, at `host`."""

    def __init__(self, gateway, host="crm.phonet.test"):
        """`gateway`: the address of the gateway as browsers see it, with the prefix."""
        self.gateway = gateway
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.port = self.server.server_address[1]
        self.origin = f"http://{host}:{self.port}"
        root = gateway[:gateway.index("/", 8)]
        self.policy = (f"default-src 'none'; script-src 'self' {root}; frame-src {root}; connect-src 'self'; style-src 'self'; "
                       "base-uri 'none'; form-action 'none'")
        self.pages = {
            "/": PAGE.format(head=f'<script src="{gateway}/widget.js"></script>', body=""),
            "/late": PAGE.format(head=f'<script src="{gateway}/widget.js" defer></script>', body=""),
            "/framed": PAGE.format(head="", body=f'<iframe id="frame" src="{gateway}/calls"></iframe>'),
            "/crm.js": SCRIPT,
        }
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()


def told(browser, type=None):
    """What the widget told the page: the messages without their marks."""
    found = browser.driver.execute_script("return JSON.stringify(window.told || [])")
    return [data for _, data in json.loads(found) if type is None or data["type"] == type]


def _handler(site):
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            text = site.pages.get(self.path.partition("?")[0])
            body = (text or "").encode()
            self.send_response(200 if text else 404)
            kind = "text/javascript" if self.path.endswith(".js") else "text/html"
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("Content-Security-Policy", site.policy)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    return Handler
