"""`nginx/serve --demo`: a lively company to look at, from one command."""

import os
import re
import signal
import subprocess
import threading
import time
from pathlib import Path

import pytest
import requests
from gateway import children, free_port

CLONE = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """The demo as somebody starts it, and what it printed."""
    state = tmp_path_factory.mktemp("demo") / "state"
    port = free_port()
    process = subprocess.Popen(
        [str(CLONE / "nginx" / "serve"), "--demo"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        env={**os.environ, "PORT": str(port), "PHONET_PORT": str(free_port()), "STATE_DIR": str(state),
             "PROGRAM": os.environ["PHONET_GATEWAY_BINARY"], "SIMULATOR": os.environ["PHONET_SIMULATOR_BINARY"]},
        # A shell in the background ignores Ctrl-C, and so would its children.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))
    process.root, process.state, process.printed = f"http://127.0.0.1:{port}", state, []
    told = threading.Event()

    def read():
        for line in process.stdout:
            process.printed.append(line)
            if "Ctrl-C" in line:
                told.set()

    threading.Thread(target=read, daemon=True).start()
    if not told.wait(180):
        process.terminate()
        raise AssertionError("the demo did not start:\n" + "".join(process.printed))
    process.first = calls(process)
    yield process
    if process.poll() is None:
        process.terminate()
        process.wait(20)


def calls(demo):
    """The uuids of the latest calls."""
    token = (demo.state / "api-token").read_text().strip()
    answer = requests.get(f"{demo.root}/gateways/phonetapi/api/v1/calls?limit=200", timeout=10,
                          headers={"Authorization": f"Bearer {token}"})
    return {call["uuid"] for call in answer.json()["items"]}


def people(demo):
    """Who can sign in, by role, and the password, as printed."""
    text = "".join(demo.printed)
    password = re.search(r"password: (.+)", text).group(1)
    return dict(re.findall(r"^  (\w+): (\S+@\S+)", text, re.M)), password


def sign_in(browser, demo, role):
    emails, password = people(demo)
    browser.open("/sign-in").type("email", emails[role]).type("password", password).press("Увійти")
    return browser


def test_three_people_sign_in_and_see_a_company_at_work(demo, browser_of):
    emails, _ = people(demo)
    assert set(emails) == {"admin", "supervisor", "employee"}
    olena, taras, marko = (sign_in(browser_of(demo), demo, role) for role in ("admin", "supervisor", "employee"))
    for browser, paths in ((olena, ("/settings", "/calls", "/status", "/employees")), (taras, ("/board", "/calls")),
                           (marko, ("/calls", "/missed", "/me"))):
        for path in paths:
            assert browser.open(path).one(".demo").text.startswith("Демо"), path
    assert browser_of(demo).open("/sign-in").one(".demo").is_displayed()
    olena.open("/settings")
    assert "Phonet підключено" in olena.text or "З’єднання працює" in olena.text
    olena.open("/employees")
    assert len(olena.all("main tbody tr")) == 10
    olena.open("/calls?period=all")
    assert len(olena.all("main tbody tr")) >= 12
    for browser in (olena, taras, marko):
        assert not browser.complaints()


def test_a_call_comes_by_itself_every_minute_and_one_is_made(demo, browser_of):
    marko = sign_in(browser_of(demo), demo, "employee")
    # Since the start: the story before takes some of the minute.
    until = time.monotonic() + 75
    while calls(demo) == demo.first:
        assert time.monotonic() < until, "no call came within 75 s"
        time.sleep(0.5)

    before = calls(demo)
    marko.open("/clients").one("main tbody tr .call button, main tbody tr form button").click()
    marko.wait(lambda: "/dialling/" in marko.path or "телефон" in marko.one("#live").text.lower(), 15)
    marko.wait(lambda: calls(demo) - before, 15)


def test_ctrl_c_leaves_nothing_but_the_folder(demo):
    processes = children(demo.pid)
    assert processes
    demo.send_signal(signal.SIGINT)
    assert demo.wait(20) == 0
    until = time.monotonic() + 10
    while any(Path(f"/proc/{pid}").exists() for pid in processes):
        assert time.monotonic() < until, "a process is left"
        time.sleep(0.1)
    assert (demo.state / "gateway.sqlite").exists()
