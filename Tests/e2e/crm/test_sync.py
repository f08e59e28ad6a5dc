"""A CRM's database sends its people: the presets and the cron line of nginx/README.md, with a real MariaDB."""

import json
import os
import random
import re
import shutil
import subprocess
import threading
import time
from pathlib import Path

import pytest
import requests

from crm_database import CRMDatabase
from gateway import CLONE, Gateway

PRESETS = CLONE / "nginx" / "crm"

pytestmark = pytest.mark.skipif(not shutil.which("mariadbd"), reason="needs mariadb-server")

# The columns that each CRM has, and a few people in them. Every preset must make these of them:
# Iryna of Pryklad (Olena looks after her) with two numbers and one that is none, and Bohdan.
ESPO = """
CREATE TABLE contact (id VARCHAR(17) PRIMARY KEY, deleted TINYINT(1) DEFAULT 0, first_name VARCHAR(100), last_name VARCHAR(100),
    account_id VARCHAR(17), assigned_user_id VARCHAR(17), modified_at DATETIME);
CREATE TABLE account (id VARCHAR(17) PRIMARY KEY, name VARCHAR(249), deleted TINYINT(1) DEFAULT 0);
CREATE TABLE user (id VARCHAR(17) PRIMARY KEY, user_name VARCHAR(50), deleted TINYINT(1) DEFAULT 0);
CREATE TABLE phone_number (id VARCHAR(17) PRIMARY KEY, name VARCHAR(36), deleted TINYINT(1) DEFAULT 0);
CREATE TABLE entity_phone_number (id BIGINT AUTO_INCREMENT PRIMARY KEY, entity_id VARCHAR(17), phone_number_id VARCHAR(17),
    entity_type VARCHAR(100), `primary` TINYINT(1) DEFAULT 0, deleted TINYINT(1) DEFAULT 0);
CREATE TABLE `lead` (id VARCHAR(17) PRIMARY KEY, deleted TINYINT(1) DEFAULT 0, first_name VARCHAR(100), last_name VARCHAR(100),
    account_name VARCHAR(100), status VARCHAR(100), source VARCHAR(100), assigned_user_id VARCHAR(17));
INSERT INTO user VALUES ('u1', 'olena', 0);
INSERT INTO account VALUES ('a1', 'ТОВ «Приклад» \\\\ "Юг"', 0);
INSERT INTO contact (id, first_name, last_name, account_id, assigned_user_id, deleted) VALUES
    ('c1', 'Ірина', "О'Соколова", 'a1', 'u1', 0), ('c2', 'Стара', 'Картка', NULL, NULL, 1);
INSERT INTO phone_number VALUES ('p1', '+380500000011', 0), ('p2', '050 000-00-12', 0), ('p3', 'немає', 0), ('p4', '0671112233', 0);
INSERT INTO entity_phone_number (entity_id, phone_number_id, entity_type) VALUES ('c1', 'p1', 'Contact'), ('c1', 'p2', 'Contact'),
    ('c1', 'p3', 'Contact'), ('l1', 'p4', 'Lead');
INSERT INTO `lead` (id, first_name, last_name, status, assigned_user_id) VALUES ('l1', 'Богдан', 'Ткач', 'Converted', 'u1');
"""
SUITE = """
CREATE TABLE contacts (id CHAR(36) PRIMARY KEY, deleted TINYINT(1) DEFAULT 0, first_name VARCHAR(100), last_name VARCHAR(100),
    phone_home VARCHAR(100), phone_mobile VARCHAR(100), phone_work VARCHAR(100), phone_other VARCHAR(100), assigned_user_id CHAR(36));
CREATE TABLE accounts (id CHAR(36) PRIMARY KEY, name VARCHAR(150), deleted TINYINT(1) DEFAULT 0);
CREATE TABLE accounts_contacts (id VARCHAR(36) PRIMARY KEY, contact_id VARCHAR(36), account_id VARCHAR(36), deleted TINYINT(1) DEFAULT 0);
CREATE TABLE users (id CHAR(36) PRIMARY KEY, user_name VARCHAR(60), deleted TINYINT(1) DEFAULT 0);
CREATE TABLE leads (id CHAR(36) PRIMARY KEY, deleted TINYINT(1) DEFAULT 0, first_name VARCHAR(100), last_name VARCHAR(100),
    account_name VARCHAR(255), status VARCHAR(100), phone_home VARCHAR(100), phone_mobile VARCHAR(100), phone_work VARCHAR(100),
    phone_other VARCHAR(100), assigned_user_id CHAR(36));
INSERT INTO users VALUES ('u1', 'olena', 0);
INSERT INTO accounts VALUES ('a1', 'ТОВ «Приклад» \\\\ "Юг"', 0);
INSERT INTO accounts_contacts VALUES ('x', 'c1', 'a1', 0);
INSERT INTO contacts VALUES ('c1', 0, 'Ірина', "О'Соколова", '', '+380500000011', '050 000-00-12', 'немає', 'u1'),
    ('c2', 1, 'Стара', 'Картка', NULL, NULL, NULL, NULL, NULL);
INSERT INTO leads VALUES ('l1', 0, 'Богдан', 'Ткач', NULL, 'Converted', NULL, '0671112233', NULL, NULL, 'u1');
"""
VTIGER = """
CREATE TABLE vtiger_crmentity (crmid INT PRIMARY KEY, smownerid INT, setype VARCHAR(100), deleted INT DEFAULT 0, modifiedtime DATETIME);
CREATE TABLE vtiger_contactdetails (contactid INT PRIMARY KEY, accountid INT, firstname VARCHAR(40), lastname VARCHAR(80),
    phone VARCHAR(50), mobile VARCHAR(50));
CREATE TABLE vtiger_contactsubdetails (contactsubscriptionid INT PRIMARY KEY, homephone VARCHAR(50), otherphone VARCHAR(50));
CREATE TABLE vtiger_account (accountid INT PRIMARY KEY, accountname VARCHAR(200));
CREATE TABLE vtiger_users (id INT PRIMARY KEY, user_name VARCHAR(255));
CREATE TABLE vtiger_leaddetails (leadid INT PRIMARY KEY, firstname VARCHAR(40), lastname VARCHAR(80), company VARCHAR(200),
    leadstatus VARCHAR(200), converted INT DEFAULT 0);
CREATE TABLE vtiger_leadaddress (leadaddressid INT PRIMARY KEY, phone VARCHAR(50), mobile VARCHAR(50));
INSERT INTO vtiger_users VALUES (5, 'olena');
INSERT INTO vtiger_account VALUES (9, 'ТОВ «Приклад» \\\\ "Юг"');
INSERT INTO vtiger_crmentity (crmid, smownerid, deleted) VALUES (1, 5, 0), (2, 5, 1), (3, 5, 0);
INSERT INTO vtiger_contactdetails VALUES (1, 9, 'Ірина', "О'Соколова", '050 000-00-12', '+380500000011'),
    (2, NULL, 'Стара', 'Картка', NULL, NULL);
INSERT INTO vtiger_contactsubdetails VALUES (1, 'немає', '');
INSERT INTO vtiger_leaddetails VALUES (3, 'Богдан', 'Ткач', NULL, 'Hot', 1);
INSERT INTO vtiger_leadaddress VALUES (3, NULL, '0671112233');
"""
PERFEX = """
CREATE TABLE tblclients (userid INT PRIMARY KEY, company VARCHAR(191), phonenumber VARCHAR(30), active INT DEFAULT 1);
CREATE TABLE tblcontacts (id INT PRIMARY KEY, userid INT, is_primary INT DEFAULT 1, firstname VARCHAR(191), lastname VARCHAR(191),
    phonenumber VARCHAR(100) DEFAULT '', active TINYINT(1) DEFAULT 1);
CREATE TABLE tblcustomer_admins (staff_id INT, customer_id INT);
CREATE TABLE tblleads (id INT PRIMARY KEY, name VARCHAR(191), company VARCHAR(191), phonenumber VARCHAR(50), status INT, source INT,
    assigned INT DEFAULT 0, lost TINYINT(1) DEFAULT 0, junk INT DEFAULT 0, date_converted DATETIME);
INSERT INTO tblclients VALUES (1, '', '+380500000011', 1), (2, 'Стара картка', '', 0);
INSERT INTO tblcontacts VALUES (1, 1, 1, 'Ірина', "О'Соколова", '050 000-00-12', 1), (2, 1, 0, 'Друга', 'Людина', 'немає', 1);
INSERT INTO tblcustomer_admins VALUES (7, 1);
INSERT INTO tblleads (id, name, phonenumber, assigned, date_converted) VALUES (1, 'Богдан Ткач', '0671112233', 7, '2026-01-01 10:00:00');
"""
DOLIBARR = """
CREATE TABLE llx_societe (rowid INT PRIMARY KEY, nom VARCHAR(128), phone VARCHAR(30), client TINYINT, status TINYINT DEFAULT 1,
    fk_stcomm INT DEFAULT 0);
CREATE TABLE llx_socpeople (rowid INT PRIMARY KEY, fk_soc INT, lastname VARCHAR(50), firstname VARCHAR(50), phone VARCHAR(30),
    phone_perso VARCHAR(30), phone_mobile VARCHAR(30), statut TINYINT DEFAULT 1);
CREATE TABLE llx_societe_commerciaux (rowid INT AUTO_INCREMENT PRIMARY KEY, fk_soc INT, fk_user INT);
CREATE TABLE llx_user (rowid INT PRIMARY KEY, login VARCHAR(50));
INSERT INTO llx_user VALUES (1, 'olena');
INSERT INTO llx_societe VALUES (1, "Ірина О'Соколова", '+380500000011', 1, 1, 0), (2, 'Стара картка', NULL, 1, 0, 0),
    (3, 'Богдан Ткач', '0671112233', 2, 1, 1);
INSERT INTO llx_socpeople VALUES (1, 1, 'Соколова', 'Ірина', '050 000-00-12', NULL, 'немає', 1);
INSERT INTO llx_societe_commerciaux (fk_soc, fk_user) VALUES (1, 1), (3, 1);
"""
CRMS = {
    "espocrm": (ESPO, "olena", True, 3), "suitecrm": (SUITE, "olena", True, 3), "vtiger": (VTIGER, "olena", True, 3),
    "perfex": (PERFEX, "7", False, 3), "dolibarr": (DOLIBARR, "olena", False, 2),
}


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    database = CRMDatabase(tmp_path_factory.mktemp("crm"))
    yield database
    database.stop()


@pytest.fixture
def gateway(tmp_path):
    gateway = Gateway(tmp_path / "state")
    yield gateway
    gateway.stop()


@pytest.fixture
def cron(gateway, database, tmp_path):
    """The line of cron in nginx/README.md, as cron would run it."""
    page = (CLONE / "nginx" / "README.md").read_text()
    line = re.search(r"^\* \* \* \* \* www-data (.+)$", page, re.M)[1]
    fields = re.search(r"^printf 'Authorization: .+$", page, re.M)[0]
    etc = tmp_path / "etc"
    etc.mkdir()
    subprocess.run(["/bin/sh", "-c", fields.replace("/etc/phonet-gateway", str(etc))],
                   env={"token": gateway.token}, timeout=20, check=True)

    def run(query, address="clients/sync?source=crm&mode=snapshot", check=True):
        (etc / "espocrm.sql").write_text(query)
        command = line.replace("/etc/phonet-gateway", str(etc))
        command = command.replace("mysql ", f"mysql --defaults-file={database.options} ")
        command = command.replace("clients/sync?source=crm&mode=snapshot", address)
        done = subprocess.run(
            ["/bin/sh", "-c", command], env={"PATH": os.environ["PATH"], "API": f"{gateway.url}/api/v1"},
            capture_output=True, text=True, timeout=300, check=False,
        )
        if check:
            assert done.returncode == 0, done.stderr
        return json.loads(done.stdout) if done.returncode == 0 else done

    return run


def fresh(database, statements):
    database.run("DROP DATABASE crm; CREATE DATABASE crm CHARACTER SET utf8mb4", database=None)
    database.run(statements)


@pytest.mark.parametrize("name", sorted(CRMS))
def test_a_preset_brings_the_people_of_its_crm(name, gateway, database, cron):
    tables, employee, has_company, status = CRMS[name]
    fresh(database, tables)
    person = gateway.api.post(f"{gateway.url}/api/v1/employees", json={"name": "Олена", "external_id": employee}).json()
    first = cron((PRESETS / f"{name}.sql").read_text())
    assert (first["added"], first["changed"], first["removed"], first["refused"]) == (1, 0, 0, []), first
    assert [warning["message"] for warning in first["warnings"]] == ["phones: “немає” is no telephone number; kept as text"]
    client = gateway.get("/clients")["items"][0]
    assert client["name"] == "Ірина О'Соколова"
    assert sorted(client["phones"]) == ["+380500000011", "+380500000012"] and client["other_phones"] == ["немає"]
    assert client["admin_employee_ids"] == [person["id"]]
    assert client["company"] == ('ТОВ «Приклад» \\ "Юг"' if has_company else None)
    leads = cron((PRESETS / f"{name}-leads.sql").read_text(), "leads/sync?source=crm&mode=snapshot")
    assert (leads["added"], leads["refused"], leads["warnings"]) == (1, [], []), leads
    lead = gateway.get("/leads")["items"][0]
    assert (lead["name"], lead["phones"], lead["status_id"]) == ("Богдан Ткач", ["+380671112233"], status)
    assert lead["responsible_external_id"] == employee
    again = cron((PRESETS / f"{name}.sql").read_text())
    assert (again["added"], again["changed"], again["unchanged"], again["removed"]) == (0, 0, 1, 0)


def test_what_the_database_no_longer_has_goes_and_an_empty_output_removes_nobody(gateway, database, cron):
    fresh(database, ESPO)
    query = (PRESETS / "espocrm.sql").read_text()
    cron(query)
    made = gateway.api.post(f"{gateway.url}/api/v1/clients", json={"name": "Рукою", "external_id": "by-hand"})
    assert made.status_code == 201
    broken = cron("SELECT nothing FROM nowhere;")
    assert (broken["removed"], broken["warnings"][0]["line"]) == (0, None)
    assert len(gateway.get("/clients")["items"]) == 2
    database.run("INSERT INTO contact (id, last_name) VALUES ('c3', 'Новий')")
    assert cron(query)["added"] == 1
    database.run("UPDATE contact SET deleted = 1 WHERE id = 'c1'")
    assert cron(query)["removed"] == 1
    assert [client["name"] for client in gateway.get("/clients")["items"]] == ["Рукою", "Новий"]


def test_the_books_are_the_crms_after_edits_and_kills(gateway, database, cron):
    fresh(database, ESPO)
    chance = random.Random(29112026)
    count = int(os.environ.get("SYNC_CONTACTS", "150"))
    rows = [f"('k{n}', 'Ім''я {n}', 'Прізвище')" for n in range(count)]
    database.run("INSERT INTO contact (id, first_name, last_name) VALUES " + ",".join(rows))
    numbers = [f"('n{n}', '+38067{1000000 + n}', 0)" for n in range(count)]
    database.run("INSERT INTO phone_number VALUES " + ",".join(numbers))
    links = [f"('k{n}', 'n{n}', 'Contact')" for n in range(count)]
    database.run("INSERT INTO entity_phone_number (entity_id, phone_number_id, entity_type) VALUES " + ",".join(links))
    query = (PRESETS / "espocrm.sql").read_text()
    kills = 0
    for _minute in range(8):
        for _edit in range(8):
            one, other = (f"k{chance.randrange(count)}" for _ in range(2))
            database.run(chance.choice([
                f"UPDATE contact SET first_name = CONCAT(first_name, '+') WHERE id = '{one}'",
                f"UPDATE contact SET deleted = 1 WHERE id = '{one}'",
                f"UPDATE contact SET deleted = 0 WHERE id = '{one}'",
                # A merge as EspoCRM makes it: the other one has the numbers.
                f"UPDATE contact SET deleted = 1 WHERE id = '{one}'; UPDATE entity_phone_number SET entity_id = '{other}' "
                f"WHERE entity_id = '{one}'",
            ]))
        if chance.random() < 0.5:
            victim = gateway.responder
            killer = subprocess.Popen(["/bin/sh", "-c", f"sleep {chance.random() * 0.3}; kill -9 {victim}"])
            cron(query, check=False)
            killer.wait()
            kills += 1
            until = time.monotonic() + 20
            while time.monotonic() < until:
                try:
                    if gateway.api.get(f"{gateway.url}/api/v1/clients", timeout=5).status_code == 200:
                        break
                except OSError:
                    pass
                time.sleep(0.1)
        cron(query)
        wanted = dict(line.split("\t") for line in database.run(
            "SELECT id, TRIM(CONCAT_WS(' ', first_name, last_name)) FROM contact WHERE deleted = 0").splitlines())
        stored, cursor = {}, None
        while True:
            page = gateway.get("/clients", limit=200, **({"cursor": cursor} if cursor else {}))
            stored.update((client["external_id"], client["name"]) for client in page["items"])
            if not (cursor := page["next_cursor"]):
                break
        assert stored == wanted
    assert kills, "the seed kills at least once"


def test_lines_without_a_token_or_of_another_type_are_refused(gateway):
    address = f"{gateway.url}/api/v1/clients/sync?source=crm&mode=changes"
    line = json.dumps({"external_id": "1", "name": "Ірина"}) + "\n"
    assert gateway.phonet.post(address, data=line * 40000).status_code in (401, 413)
    assert gateway.api.post(address, data=line, headers={"Content-Type": "text/csv"}).status_code == 415
    many = "".join(
        json.dumps({"external_id": f"x{n}", "name": "Х" * 150}, ensure_ascii=False) + "\n" for n in range(30000)
    ).encode()
    assert len(many) > 9 << 20
    done = gateway.api.post(address, data=many, headers={"Content-Type": "application/x-ndjson"}, timeout=300)
    assert done.status_code == 200 and done.json()["added"] == 30000, done.text[:300]
    array = gateway.api.post(address, json=[{"external_id": "1", "name": "Ірина"}], timeout=10).json()
    assert array["added"] == 1
    assert gateway.api.post(address, json=[{}] * 5001, timeout=30).status_code == 422


def test_many_lines_come_in_time_and_delay_no_webhook(gateway):
    """The size of the bar: SYNC_ROWS=100000, with the release build; it prints the figures."""
    rows = int(os.environ.get("SYNC_ROWS", "1500"))
    address = f"{gateway.url}/api/v1/clients/sync?source=crm&mode=snapshot"
    body = "".join(
        json.dumps({"external_id": f"Contact/{n:08x}", "name": f"Клієнт {n}", "company": f"ТОВ {n % 997}",
                    "phones": [f"+38067{1000000 + n}"], "url": f"https://crm.example/contact/{n}"}, ensure_ascii=False) + "\n"
        for n in range(rows)
    ).encode()
    headers = {"Content-Type": "application/x-ndjson"}
    times, over = [], threading.Event()

    def webhooks():
        session, count = requests.Session(), 0
        while not over.is_set():
            count += 1
            message = {"event": "call.dial", "uuid": f"{count:032x}", "lgDirection": 4, "dialAt": 1767601800000 + count,
                       "leg": {"id": 1, "ext": "101", "displayName": "О"}, "leg2": None, "otherLegs": [{"num": f"+38050{1000000 + count}"}]}
            began = time.monotonic()
            assert session.post(f"{gateway.url}/call", json=message, timeout=30).status_code == 200
            times.append(time.monotonic() - began)
            time.sleep(0.02)

    thread = threading.Thread(target=webhooks)
    thread.start()
    time.sleep(2)
    alone = sorted(times)
    times.clear()
    took = []
    for wanted in [("added", rows), ("unchanged", rows)]:
        began = time.monotonic()
        answer = gateway.api.post(address, data=body, headers=headers, timeout=300)
        took.append(time.monotonic() - began)
        assert answer.status_code == 200 and answer.json()[wanted[0]] == wanted[1], answer.text[:300]
    over.set()
    thread.join()
    beside = sorted(times)
    peak = int(re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{gateway.responder}/status").read_text())[1]) / 1024
    p99 = [1000 * values[int(len(values) * 0.99)] for values in (alone, beside)]
    print(f"{rows} rows: new {took[0]:.1f} s, unchanged {took[1]:.1f} s; webhooks p99 {p99[0]:.1f} ms alone, "
          f"{p99[1]:.1f} ms beside ({len(beside)}); {peak:.0f} MB")
    if rows >= 100000:
        assert took[0] <= 20 and took[1] <= 5 and p99[1] <= max(1.5 * p99[0], 25) and peak <= 96
