"""A stand-in of Telegram's Bot API (core.telegram.org/bots/api) on loopback, and the people who talk to its bot."""

import itertools
import json
import re
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

TOKEN = "123456789:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc"


class TelegramServer:
    """Listens until `stop`; `host` is the value of PHONET_GATEWAY_TELEGRAM_HOST.

    `manner` is how it takes messages: "takes", "blocked" (403), "down" (502), "busy" (429), "hangs". A bot whose
    `token` was changed answers 401. A message counts as said before it is answered.
    """

    def __init__(self):
        self.token = TOKEN
        self.manner = "takes"
        self.retry_after = 1
        self.said = []
        self.edited = []
        self.answered = []
        self.refused = 0
        self._updates = []
        self._numbers = itertools.count(1000)
        self._ids = itertools.count(1)
        self._changed = threading.Condition()
        self._stopped = False
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self.host = f"127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def stop(self):
        with self._changed:
            self._stopped = True
            self._changed.notify_all()
        self._server.shutdown()
        self._server.server_close()

    def writes(self, chat, text, user="olena_h"):
        """A person writes to the bot."""
        self._happens({"message": {
            "message_id": next(self._ids), "date": int(time.time()), "text": text,
            "chat": {"id": chat, "type": "private"}, "from": {"id": chat, "is_bot": False, "username": user}}})

    def presses(self, message, title):
        """A person presses the button with this title under a message; returns what the bot answers."""
        buttons = message["reply_markup"]["inline_keyboard"][0]
        data = next(button["callback_data"] for button in buttons if button["text"] == title)
        assert len(data.encode()) <= 64
        query = str(next(self._numbers))
        self._happens({"callback_query": {
            "id": query, "from": {"id": message["chat_id"]}, "data": data,
            "message": {"message_id": message["message_id"], "chat": {"id": message["chat_id"], "type": "private"}}}})
        return self.wait(lambda: next((one["text"] for one in self.answered if one["callback_query_id"] == query), None))

    def hears(self, text, seconds=10):
        """Waits for a message of the bot that contains `text` and returns it."""
        return self.wait(lambda: next((one for one in reversed(self.said) if text in one["text"]), None), seconds, text)

    def wait(self, found, seconds=10, what="it"):
        until = time.monotonic() + seconds
        with self._changed:
            while not (value := found()):
                left = until - time.monotonic()
                assert left > 0, f"{what} did not come; said: {[one['text'] for one in self.said]}"
                self._changed.wait(left)
            return value

    def _happens(self, update):
        with self._changed:
            self._updates.append({"update_id": next(self._numbers), **update})
            self._changed.notify_all()

    def answer(self, method, sent):
        """The status and body of the answer to one call; None: none."""
        if method == "getMe":
            return 200, {"id": 123456789, "is_bot": True, "first_name": "Phonet", "username": "vitryla_phonet_bot"}
        if method == "getUpdates":
            until = time.monotonic() + min(sent.get("timeout", 0), 2)
            with self._changed:
                self._updates = [one for one in self._updates if one["update_id"] >= sent.get("offset", 0)]
                while not self._updates and not self._stopped and (left := until - time.monotonic()) > 0:
                    self._changed.wait(left)
                return 200, list(self._updates)
        if method == "sendMessage":
            if self.manner == "hangs":
                time.sleep(30)
            refusal = {"blocked": (403, "Forbidden: bot was blocked by the user"), "down": (502, "Bad Gateway"),
                       "busy": (429, "Too Many Requests: retry later")}.get(self.manner)
            with self._changed:
                if refusal:
                    self.refused += 1
                    self._changed.notify_all()
                    return refusal
                assert isinstance(sent["chat_id"], int) and 1 <= len(sent["text"]) <= 4096
                message = {"message_id": next(self._ids), **sent}
                self.said.append(message)
                self._changed.notify_all()
            return 200, message
        with self._changed:
            {"answerCallbackQuery": self.answered, "editMessageReplyMarkup": self.edited}[method].append(sent)
            self._changed.notify_all()
        return 200, True


def _handler(server):
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self):
            sent = json.loads(self.rfile.read(int(self.headers["Content-Length"])) or b"{}")
            _, token, method = re.fullmatch(r"(/bot)([^/]+)/(\w+)", self.path).groups()
            status, result = server.answer(method, sent) if token == server.token else (401, "Unauthorized")
            body = {"ok": True, "result": result} if status == 200 else {
                "ok": False, "error_code": status, "description": result}
            if status == 429:
                body["parameters"] = {"retry_after": server.retry_after}
            text = json.dumps(body).encode()
            try:
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text)
            except OSError:
                pass

        def log_message(self, *_):
            pass

    return Handler
