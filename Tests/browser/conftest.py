import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).resolve().parents[1] / "cast"))

from browser import Browser  # noqa: E402
from gateway import Gateway  # noqa: E402


@pytest.fixture(scope="session")
def running(tmp_path_factory):
    gateway = Gateway(tmp_path_factory.mktemp("browser"))
    yield gateway
    gateway.stop()


@pytest.fixture
def fresh(tmp_path):
    """A gateway without an administrator."""
    gateway = Gateway(tmp_path / "state")
    yield gateway
    gateway.stop()


@pytest.fixture
def browser_of():
    """Opens separate browsers and closes them at the end."""
    opened = []

    def open_browser(gateway, **options):
        opened.append(Browser(gateway.root, **options))
        return opened[-1]

    yield open_browser
    for browser in opened:
        browser.close()
