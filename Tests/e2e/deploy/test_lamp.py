"""The chapter “Join your CRM”, played on nginx, php-fpm and MariaDB."""

import time

import pytest
import requests
from gateway import Gateway
from lamp import LAMP, block
from phonet import Conversation


@pytest.fixture
def lamp(tmp_path):
    lamp = LAMP(tmp_path / "crm")
    yield lamp
    lamp.stop()


def test_a_missed_call_is_in_the_crms_table_within_a_second(tmp_path, lamp):
    code = block("php", "A receiver in PHP")
    assert len([line for line in code.splitlines() if line.strip() and line.strip() != "<?php"]) <= 10
    (lamp.directory / "site" / "phonet.php").write_text(code)
    lamp.sql(block("sql", "A receiver in PHP"), "crm")
    gateway = Gateway(tmp_path / "gateway")
    try:
        endpoint = gateway.create("/webhook-endpoints", url=f"{lamp.url}/phonet.php", types=["call.ended"])
        lamp.serve(PHONET_SECRET=endpoint["secret"], PHONET_ACCOUNT="root",
                   PHONET_DATABASE=f"mysql:unix_socket={lamp.database};dbname=crm")
        call = Conversation()
        assert gateway.post("after_call_end", call.record(False)).status_code == 200
        began = time.monotonic()
        rows = []
        while not rows and time.monotonic() - began < 10:
            rows = lamp.sql(f"SELECT phone, outcome FROM phonet_call WHERE uuid = '{call.uuid}'", "crm")
        took = time.monotonic() - began
        assert rows == [[call.number, "missed"]] and took <= 1, f"{rows} after {took:.2f} s"
        print(f"in the CRM's table after {took:.2f} s")
        forged = requests.post(f"{lamp.url}/phonet.php", json={"data": {"call": {"uuid": "x", "version": 9}}}, timeout=10,
                               headers={"webhook-id": "evt_1", "webhook-timestamp": str(int(time.time())),
                                        "webhook-signature": "v1,AAAA"})
        assert forged.status_code == 401
        assert lamp.sql("SELECT count(*) FROM phonet_call", "crm") == [["1"]]
    finally:
        gateway.stop()
