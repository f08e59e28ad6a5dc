"""What untrusted sources send takes bounded room, and letting it take effect delays nobody.

The quick forms of `Tests/Soak/untrusted.py`.
"""

import os
import signal
import sys
from pathlib import Path

import pytest
from gateway import Gateway

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Soak"))

import untrusted  # noqa: E402


@pytest.fixture
def watchful(tmp_path):
    """A gateway that trusts 127.0.0.1 alone; nginx knows all addresses of this machine."""
    gateway = Gateway(tmp_path / "state", trusts_loopback=False)
    gateway.settings(webhook_allowed_networks=["127.0.0.1"])
    yield gateway
    gateway.stop()


def test_what_untrusted_sources_leave_stays_within_the_budget(watchful):
    new_address = untrusted.Sender(watchful, "127.0.0.7")
    for _ in range(5):
        assert new_address.event() == 200
    noisy = untrusted.Sender(watchful, "127.0.0.9")
    for _ in range(150):
        assert noisy.post("call", untrusted.padded(30_000)) == 200
        assert noisy.post("call", b'{"a":"' + b"x" * 30_000) == 400
    kept = untrusted.kept(watchful)
    assert kept["127.0.0.7"][1] == 5
    assert kept["127.0.0.9"][0] <= 4 << 20
    assert sum(size for size, _ in kept.values()) == untrusted.total(watchful)
    # Unreadable bodies keep their first 4 KiB.
    assert untrusted.largest_failed(watchful) == 4096


def test_an_untrusted_source_may_send_32_kib_and_an_ipv6_network_counts_as_one(watchful):
    watchful.know_only("127.0.0.1", real_ip=True)
    assert untrusted.Sender(watchful, "127.0.0.9").post("call", b" " * 32_769) == 413
    assert untrusted.Sender(watchful, "127.0.0.9").post("call", b" " * 32_768) == 400
    assert untrusted.Sender(watchful, "127.0.0.1").post("call", b" " * 32_769) == 400
    # A secret address is not known to nginx: the gateway itself looks at it.
    assert untrusted.Sender(watchful, "127.0.0.9").post(f"h/{'x' * 43}/call", b" " * 32_769) == 400
    answers = [
        untrusted.Sender(watchful, "127.0.0.1", real_ip=f"2001:db8:1:2:{number:x}::{number:x}").post("call", b"{}")
        for number in range(1, 200)
    ]
    assert 429 in answers and answers.index(429) > 90
    other = untrusted.Sender(watchful, "127.0.0.1", real_ip="2001:db8:1:3::1")
    assert other.post("call", b"{}") == 200
    # On a socket of both kinds an IPv4 address is an IPv6 address that begins like all others.
    mapped = [untrusted.Sender(watchful, "127.0.0.1", real_ip="::ffff:198.51.100.7").post("call", b"{}") for _ in range(200)]
    assert 429 in mapped
    assert untrusted.Sender(watchful, "127.0.0.1", real_ip="::ffff:198.51.100.8").post("call", b"{}") == 200
    # So do those at the pages without a session.
    answers = [
        untrusted.Sender(watchful, "127.0.0.1", real_ip=f"2001:db8:1:4:{number:x}::{number:x}").look("sign-in")
        for number in range(1, 400)
    ]
    assert 429 in answers and answers.index(429) >= 100
    assert untrusted.Sender(watchful, "127.0.0.1", real_ip="2001:db8:1:5::1").look("sign-in") == 303


def test_a_release_in_the_background_delays_no_webhook_and_goes_on_after_a_kill(watchful):
    untrusted.fill(watchful, "127.0.0.9", 1500)
    figures = untrusted.release(watchful, "127.0.0.9", kill_at=300)
    print(figures)
    assert figures["patch_ms"] < 1000
    assert figures["released"] == 1500 and figures["calls"] == 1500
    assert figures["webhook_max_ms"] < 1000 and figures["webhook_p95_ms"] < 100


def test_lists_of_large_messages_take_little_memory(watchful):
    growth = untrusted.lists(watchful, bodies=200, at_once=12)
    print(f"{growth:.0f} MB more at the peak")
    assert growth < 64


def test_a_start_reads_no_bodies_of_the_quarantine(watchful):
    untrusted.fill(watchful, "127.0.0.9", 2000)
    os.kill(watchful.responder, signal.SIGKILL)
    seconds = untrusted.seconds_until_answer(watchful)
    print(f"{seconds * 1000:.0f} ms to the first answer after a kill")
    assert seconds < 2
