"""The samples for CRMs in PHP, as the chapter “Join your CRM” has them, with php-fpm, MariaDB and a real gateway."""

import fcntl
import json
import re
import shutil
import subprocess
import time

import pytest
import requests
from connected_office import ConnectedOffice
from gateway import CLONE
from lamp import LAMP, block
from phonet import Conversation

CRM = CLONE / "nginx" / "crm"


class Joined:
    """A gateway that knows Olena as u/olena, a simulated Phonet, and a CRM in PHP with phonet.php."""

    def __init__(self, folder):
        self.office = ConnectedOffice(folder)
        self.gateway = self.office.gateway
        self.gateway.create("/employees", name="Олена Гайова", extension="101", external_id="u/olena", email="olena@vitryla.example")
        self.lamp = LAMP(folder / "crm")
        shutil.copy(CRM / "phonet.php", self.lamp.directory / "site")
        token = self.gateway.run("token", "create", "CRM", "--scope", "crm", "--sign-in").split()[-1]
        self.names = {"PHONET_URL": self.gateway.url, "PHONET_TOKEN": token, "PHONET_DATABASE": self.lamp.dsn, "PHONET_ACCOUNT": "root"}

    def run(self, name, **more):
        return self.lamp.run(name, **self.names, **more)

    def stop(self):
        self.lamp.stop()
        self.office.stop()


@pytest.fixture(scope="module")
def joined(tmp_path_factory):
    joined = Joined(tmp_path_factory.mktemp("joined"))
    yield joined
    joined.stop()


def sample(joined, body):
    """A file of the CRM that uses phonet.php; returns its name."""
    joined.lamp.put("sample.php", "<?php require __DIR__ . '/phonet.php';\n"
                    "$phonet = new Phonet(getenv('PHONET_URL'), getenv('PHONET_TOKEN'));\n" + body)
    return "sample.php"


def test_cron_and_feed(joined):
    lamp, gateway = joined.lamp, joined.gateway
    lamp.sql(block("sql", "Cron and feed"), "crm")
    lamp.put("phonet-feed.php", block("php", "Cron and feed"))
    calls = [Conversation() for _ in range(3)]
    for call in calls:
        assert gateway.post("after_call_end", call.record(False)).status_code == 200
    joined.run("phonet-feed.php")
    rows = lamp.sql("SELECT uuid, phone, outcome FROM phonet_feed ORDER BY uuid", "crm")
    assert rows == sorted([call.uuid, call.number, "missed"] for call in calls)

    # Nothing new changes nothing; a second process beside it does nothing; what comes later comes once.
    cursor = lamp.directory / "site" / "phonet.cursor"
    before = cursor.read_text()
    joined.run("phonet-feed.php")
    assert cursor.read_text() == before
    late = Conversation()
    gateway.post("after_call_end", late.record(False))
    with cursor.open("r+") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        joined.run("phonet-feed.php")
    assert lamp.sql("SELECT count(*) FROM phonet_feed", "crm") == [["3"]]
    joined.run("phonet-feed.php")
    assert lamp.sql(f"SELECT outcome FROM phonet_feed WHERE uuid = '{late.uuid}'", "crm") == [["missed"]]


def test_a_feed_that_lost_events_compares_and_goes_on(joined):
    joined.lamp.put("lost.cursor", "999999999")
    name = sample(joined, """
        $seen = 0; $compared = 0;
        try { $phonet->feed(__DIR__ . '/lost.cursor', function () {}); echo 'silent'; }
        catch (PhonetException $problem) { echo $problem->getCode(), ' ', $problem->problem['cause'], "\\n"; }
        $phonet->feed(__DIR__ . '/lost.cursor', function () use (&$seen) { $seen += 1; }, [], function () use (&$compared) { $compared += 1; });
        echo "$seen $compared ", $phonet->feed(__DIR__ . '/lost.cursor', function () {}), "\\n";""")
    assert joined.run(name).splitlines() == ["410 cursor_expired", "0 1 0"]


def test_records_are_sent_by_sync(joined):
    joined.lamp.put("sync.php", block("php", "Cron and feed", 1))
    joined.gateway.create("/clients", name="Ірина С.", external_id="Contact/8")
    joined.run("sync.php")
    clients = joined.gateway.api.get(f"{joined.gateway.url}/api/v1/clients", timeout=10).json()["items"]
    assert [(client["external_id"], client["name"], client["phones"]) for client in clients] == [
        ("Contact/7", "Ірина Соколова", ["+380671234567"])]
    name = sample(joined, """
        $lines = (function () { for ($i = 0; $i < 3000; $i++) yield ['external_id' => "L/$i", 'name' => "Лід $i"]; })();
        echo json_encode($phonet->sync('leads', 'crm', $lines));""")
    assert '"added":3000' in joined.run(name)


@pytest.fixture(scope="module")
def site(joined):
    """The CRM served by php-fpm, told of new leads."""
    lamp = joined.lamp
    lamp.put("phonet-hook.php", block("php", "Webhooks"))
    lamp.put("phonet-sign-in.php", block("php", "Without a second password"))
    lamp.put("phonet-jwt.php", block("php", "Without a second password", 1)
             .replace("'https://crm.example'", f"'{joined.gateway.root}'").replace("/gateways/", f"{joined.gateway.root}/gateways/"))
    lamp.put("log-in.php", "<?php session_start(); $_SESSION['user'] = $_GET['user'];")
    endpoint = joined.gateway.create("/webhook-endpoints", url=f"{lamp.url}/phonet-hook.php", types=["lead.created"])
    sso = joined.gateway.api.post(f"{joined.gateway.url}/api/v1/sso-secret", timeout=10).json()["secret"]
    lamp.serve(PHONET_SECRET=endpoint["secret"], PHONET_SSO_SECRET=sso, **joined.names)
    return lamp


def test_a_webhook_is_verified(joined, site):
    lamp = site
    # What a token's own request causes does not come back to its endpoint, so another one makes the lead.
    joined.run(sample(joined, "$phonet->post('/leads', ['name' => 'Богдан Ткач']);"))
    told = lamp.directory / "site" / "leads.txt"
    until = time.monotonic() + 10
    while not told.exists() and time.monotonic() < until:
        time.sleep(0.02)
    assert told.read_text() == "Богдан Ткач\n"
    for headers in ({}, {"webhook-id": "evt_1", "webhook-timestamp": str(int(time.time())), "webhook-signature": "v1,AAAA"}):
        answer = requests.post(f"{lamp.url}/phonet-hook.php", json={"type": "lead.created"}, headers=headers, timeout=10)
        assert answer.status_code == 401


def test_the_reference_signature_is_right_and_others_are_not(joined):
    name = sample(joined, r"""
        $secret = 'whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=';
        $body = '{"type":"lead.created","timestamp":"2026-11-29T06:52:22.120Z","data":{"id":"7"}}';
        $server = ['HTTP_WEBHOOK_ID' => 'evt_0000000000000007', 'HTTP_WEBHOOK_TIMESTAMP' => '1764400000',
            'HTTP_WEBHOOK_SIGNATURE' => 'v1,AAAA v1,iTkTKWeaiwJAjpTl0XQ275YtSDACcKMeZUuVpIZqvkg='];
        $show = function ($event) { echo $event ? $event['type'] : '-', "\n"; };
        $show(Phonet::verify($secret, $server, $body, 1764400300));
        $show(Phonet::verify($secret, $server, $body, 1764400301));
        $show(Phonet::verify($secret, $server, $body . ' ', 1764400000));
        $show(Phonet::verify('whsec_AAAA', $server, $body, 1764400000));
        $show(Phonet::verify('', $server, $body, 1764400000));
        $show(Phonet::verify($secret, [], $body, 1764400000));
        $show(Phonet::verify($secret, ['HTTP_WEBHOOK_TIMESTAMP' => '1764400000x'] + $server, $body, 1764400000));""")
    assert joined.run(name).split() == ["lead.created"] + ["-"] * 6


def test_a_person_comes_in_without_a_second_password(joined, site):
    olena = requests.Session()
    assert olena.get(f"{joined.lamp.url}/phonet-sign-in.php", timeout=10).status_code == 403
    olena.get(f"{joined.lamp.url}/log-in.php", params={"user": "u/olena"}, timeout=10)
    landed = olena.get(f"{joined.lamp.url}/phonet-sign-in.php", timeout=10)
    assert landed.url == f"{joined.gateway.url}/calls" and landed.status_code == 200
    by_jwt = requests.Session().get(f"{joined.lamp.url}/phonet-jwt.php", timeout=10)
    assert by_jwt.url == f"{joined.gateway.url}/calls" and by_jwt.status_code == 200
    joined.run(sample(joined, "$phonet->endSessions('u/olena');"))
    assert not olena.get(f"{joined.gateway.url}/calls", timeout=10).url.endswith("/calls")


def test_a_call_is_made(joined):
    assert len(joined.run(sample(joined, "echo $phonet->dial('101', '067 123-45-67');"))) == 32
    name = sample(joined, "try { $phonet->dial('999', '0671234567'); } catch (PhonetException $problem) { echo $problem->getCode(); }")
    assert joined.run(name) == "422"


def test_nothing_newer_than_php_7_4_is_used():
    newer = re.compile(r"\bmatch\s*\(|\?->|\bstr_(?:contains|starts_with|ends_with)\b|\breadonly\b|\benum\b|\w\(\w+: ", re.ASCII)
    for file in [CRM / "phonet.php", *(CRM / "perfex").rglob("*.php")]:
        subprocess.run(["php", "-l", str(file)], check=True, capture_output=True)
        code = re.sub(r"/\*.*?\*/|//[^\n]*|'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"", "", file.read_text(), flags=re.DOTALL)
        assert not newer.search(code), (file, newer.search(code))


def test_the_module_for_perfex_against_stand_ins(joined):
    lamp, gateway = joined.lamp, joined.gateway
    module = lamp.directory / "site" / "modules" / "phonet_gateway"
    shutil.copytree(CRM / "perfex" / "phonet_gateway", module)
    shutil.copy(CRM / "phonet.php", module)
    shutil.copy(CLONE / "Tests" / "cast" / "perfex.php", lamp.directory / "site")
    lamp.sql("""CREATE TABLE tblclients (userid INT PRIMARY KEY, company VARCHAR(100), phonenumber VARCHAR(50));
        CREATE TABLE tblcontacts (id INT PRIMARY KEY, userid INT, firstname VARCHAR(50), lastname VARCHAR(50), phonenumber VARCHAR(50));
        CREATE TABLE tblcustomer_admins (customer_id INT, staff_id INT);
        CREATE TABLE tblleads (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(100), company VARCHAR(100), phonenumber VARCHAR(50), assigned INT);
        INSERT INTO tblclients VALUES (51, '', '0441112233'), (52, 'ТОВ «Дах»', NULL);
        INSERT INTO tblcontacts VALUES (9, 51, 'Катерина', 'Мельник', '063 123 45 00');
        INSERT INTO tblleads VALUES (81, 'Дмитро', '', '0971110033', 0);""", "crm")
    gateway.create("/employees", name="Марко Дубовик", extension="103", external_id="3")
    lamp.sql("INSERT INTO tblcustomer_admins VALUES (51, 3)", "crm")

    def play(act, **more):
        return joined.run("perfex.php", ACT=act, **more)

    play("activate")
    play("activate")
    assert play("save").splitlines()[-1] == "waiting 0"
    found = gateway.api.get(f"{gateway.url}/api/v1/clients/by-external-id/51", timeout=10).json()
    assert found["name"] == "Катерина Мельник" and found["phones"] == ["+380441112233", "+380631234500"]
    assert found["admin_external_ids"] == ["3"] and found["url"].endswith("/admin/clients/client/51")
    assert gateway.api.get(f"{gateway.url}/api/v1/leads/by-external-id/81", timeout=10).json()["name"] == "Дмитро"
    # The gateway does not answer: what was saved waits.
    assert play("delete", PHONET_URL_OVERRIDE="http://127.0.0.1:9").splitlines()[-1] == "waiting 1"
    play("cron")
    assert gateway.api.get(f"{gateway.url}/api/v1/clients/by-external-id/52", timeout=10).status_code == 404

    latest = gateway.api.get(f"{gateway.url}/api/v1/events", params={"after": "latest"}, timeout=10).json()["next_after"]
    lead = gateway.create("/leads", name="Новий лід", phones=["+380661110022"])
    secret = gateway.create("/webhook-endpoints", url=f"{lamp.url}/modules/hook", types=["lead.created"], state="off")["secret"]
    page = gateway.api.get(f"{gateway.url}/api/v1/events", params={"types": "lead.created", "after": latest}, timeout=10).json()
    (event,) = page["items"]
    body = json.dumps(event)
    assert play("hook", BODY=body, SECRET="whsec_" + "A" * 43 + "=").splitlines() == ["status 401"]
    assert play("hook", BODY=body, SECRET=secret, SIGN="1").splitlines()[-1] == "status 204"
    assert play("hook", BODY=body, SECRET=secret, SIGN="1").splitlines()[-1] == "status 204"
    assert lamp.sql("SELECT phonenumber FROM tblleads WHERE name = 'Новий лід'", "crm") == [["+380661110022"]]
    assert gateway.api.get(f"{gateway.url}/api/v1/leads/{lead['id']}", timeout=10).json()["external_id"] == "82"
    assert play("link", STAFF="3").startswith(f"{gateway.url}/enter/")
    assert play("link").splitlines() == ["status 403"]
    footer = play("footer")
    assert f'src="{gateway.url}/widget.js" defer' in footer and "<script>" not in footer
