"""Push messages and tokens against other implementations: PyPI `http-ece` and `PyJWT`.

This test creates browsers in the directory PHONET_GATEWAY_PUSH_ORACLE; a Swift test reads them
there and writes the requests to them.
"""

import base64
import json
import os
import pathlib
import random
import re
import subprocess
import time

import http_ece
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

CLONE = pathlib.Path(__file__).parents[2]
COUNT = 1000
CONTACT = "mailto:olena.haiova@vitryla.example"
ORIGINS = [
    "https://fcm.googleapis.com",
    "https://updates.push.services.mozilla.com",
    "https://web.push.apple.com",
    "https://push.example.net",
]
# Bytes of text and padding together.
LENGTHS = [512, 1024, 2048, 2800, 3993]


def written(value):
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()


def read(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


class Browser:
    def __init__(self, chance, length):
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.auth = chance.randbytes(16)
        self.origin = chance.choice(ORIGINS)
        self.path = f"/push/{written(chance.randbytes(chance.randint(1, 200)))}"
        self.text = chance.randbytes(length)
        self.call = str(chance.randrange(10**9))
        self.padding = chance.choice(["", "="])

    def subscription(self):
        point = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return {
            "endpoint": self.origin + self.path,
            "p256dh": written(point) + self.padding,
            "auth": written(self.auth) + self.padding * 2,
            "text": written(self.text),
            "call": self.call,
        }


def has_built_tests():
    return any((CLONE / ".build" / "debug").glob("*.xctest"))


@pytest.fixture(scope="module")
def exchanged(tmp_path_factory):
    """The browsers, and the gateway's request to each."""
    if not has_built_tests():
        pytest.skip("`swift build --build-tests` has not run")
    chance = random.Random(3)
    lengths = [*range(64), *LENGTHS, *(length + 1 for length in LENGTHS[:-1])]
    lengths += [chance.randint(0, LENGTHS[-1]) for _ in range(COUNT - len(lengths))]
    browsers = [Browser(chance, length) for length in lengths]
    directory = tmp_path_factory.mktemp("push")
    asked = {
        "now": int(time.time() * 1000),
        "contact": CONTACT,
        "subscriptions": [browser.subscription() for browser in browsers],
    }
    (directory / "subscriptions.json").write_text(json.dumps(asked))
    done = subprocess.run(
        ["swift", "test", "--skip-build", "--filter", "WebPushTests.OracleExchange"],
        cwd=CLONE,
        env=os.environ | {"PHONET_GATEWAY_PUSH_ORACLE": str(directory)},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    requests = json.loads((directory / "requests.json").read_text())
    assert len(requests) == COUNT
    return list(zip(browsers, requests))


def test_every_message_is_decrypted(exchanged):
    for browser, request in exchanged:
        body = read(request["body"])
        assert http_ece.decrypt(body, private_key=browser.key, auth_secret=browser.auth) == browser.text
        assert len(body) - 103 in LENGTHS


def test_no_message_is_read_by_another_browser(exchanged):
    for (_, request), (other, _) in zip(exchanged, exchanged[1:51]):
        with pytest.raises(http_ece.ECEException):
            http_ece.decrypt(
                read(request["body"]), private_key=other.key, auth_secret=other.auth
            )


def test_salts_and_keys_are_never_used_twice(exchanged):
    bodies = [read(request["body"]) for _, request in exchanged]
    assert len({body[:16] for body in bodies}) == COUNT
    assert len({body[21:86] for body in bodies}) == COUNT


def test_every_token_is_valid_for_its_service(exchanged):
    tokens = set()
    for browser, request in exchanged:
        authorization = request["fields"]["Authorization"]
        token, key = re.fullmatch(r"vapid t=([\w.-]+), k=([\w-]+)", authorization).groups()
        tokens.add(token)
        public_key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), read(key))
        claims = jwt.decode(
            token,
            public_key,
            algorithms=["ES256"],
            audience=browser.origin,
            options={"require": ["aud", "exp", "sub"]},
        )
        assert claims["sub"] == CONTACT
        assert 11 * 3600 < claims["exp"] - time.time() <= 12 * 3600
    assert len(tokens) == len(ORIGINS)


def test_every_request_goes_to_its_browser(exchanged):
    for browser, request in exchanged:
        assert f"{request['scheme']}://{request['authority']}{request['path']}" == (
            browser.origin + browser.path
        )
        fields = request["fields"]
        assert fields["Content-Encoding"] == "aes128gcm"
        assert (fields["TTL"], fields["Urgency"]) == ("60", "high")
        assert re.fullmatch(r"[\w-]{32}", fields["Topic"])
