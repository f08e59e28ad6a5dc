import os
import sys
from pathlib import Path

import pytest
import requests

CAST = Path(__file__).resolve().parents[1] / "cast"
PREFIX = "/gateways/phonetapi"


class Address:
    """The URL of a gateway and an API token for it."""

    def __init__(self, url, token):
        self.url = url.rstrip("/")
        self.api = f"{self.url}/api/v1"
        self.token = token
        self.session = requests.Session()
        self.session.headers["Authorization"] = f"Bearer {token}"


@pytest.fixture(scope="session")
def address(tmp_path_factory):
    """The gateway of GATEWAY_URL and GATEWAY_TOKEN, else a new one behind a real nginx."""
    if url := os.environ.get("GATEWAY_URL"):
        if not url.rstrip("/").endswith(PREFIX):
            url = url.rstrip("/") + PREFIX
        yield Address(url, os.environ["GATEWAY_TOKEN"])
        return
    sys.path.insert(0, str(CAST))
    from gateway import Gateway

    gateway = Gateway(tmp_path_factory.mktemp("api"))
    yield Address(gateway.url, gateway.token)
    gateway.stop()
