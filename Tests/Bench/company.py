"""Fills a database with a large company: years of calls, clients, leads and their dependent rows.

    company.py PROGRAM DATABASE [--calls N] [--clients N] [--leads N] [--days N] [--until YYYY-MM-DD]

PROGRAM creates the database, with its schema. The same arguments give the same company.
No other process may have the file open; nothing is synced until the end.
"""

import argparse
import json
import random
import sqlite3
import subprocess
from datetime import datetime, timedelta, timezone
from itertools import accumulate
from pathlib import Path

DAY = 86_400_000
LINES = ("+380445001001", "+380445001002", "+380800301230", "+380445001099")
SURNAMES = ("Шевченко", "Коваленко", "Бондаренко", "Ткаченко", "Кравченко", "Олійник", "Поліщук",
            "Лисенко", "Мельник", "Гнатюк", "Савчук", "Руденко", "Іваненко", "Їжак", "Ґудзь")
NAMES = ("Олена", "Петро", "Ірина", "Андрій", "Оксана", "Тарас", "Марія", "Юрій", "Ганна", "Богдан")
# Weights of the hours of a day, local time.
HOURS = (1, 1, 1, 1, 1, 1, 3, 10, 40, 90, 110, 110, 90, 80, 95, 95, 90, 70, 40, 20, 12, 8, 4, 2)


def person(number: int) -> str:
    return f"{NAMES[number % 10]} {SURNAMES[number // 10 % 15]} {number}"


class Company:
    """Generates the rows of a company; calls are in order of time."""

    def __init__(self, calls: int, clients: int, leads: int, days: int, until: datetime):
        self.dice = random.Random(20260105)
        self.calls, self.clients, self.leads, self.days = calls, clients, leads, days
        self.end = int(until.timestamp() * 1000)
        self.begin = self.end - days * DAY

    @property
    def employees(self):
        for number in range(1, 31):
            yield (number, f"Співробітник {person(number)}", f"person{number}@example.com",
                   f"{100 + number}", self.begin, self.begin)

    @property
    def client_rows(self):
        for number in range(1, self.clients + 1):
            company = f"ТОВ Вітрила {number}" if number % 3 == 0 else None
            yield number, f"crm-{number}", person(number), company, self.begin, self.begin

    @property
    def client_phones(self):
        for number in range(1, self.clients + 1):
            yield f"+38067{number:07}", number, 0
            if number % 7 == 0:
                yield f"+38068{number:07}", number, 1

    @property
    def client_admins(self):
        for number in range(10, self.clients + 1, 10):
            yield number, 0, 1 + number // 10 % 30

    @property
    def lead_rows(self):
        for number in range(1, self.leads + 1):
            made = self.begin + number * self.days * DAY // (self.leads + 1)
            # Most leads are closed; the newest tenth is open.
            status = self.dice.choice((1, 2)) if number > self.leads * 9 // 10 else \
                self.dice.choice((3, 4, 4, 5))
            yield (number, person(number), status, 1, 1 + number % 30,
                   self.dice.choice(("telephony", "telephony", "manual", "api")), made, made)

    @property
    def lead_phones(self):
        for number in range(1, self.leads + 1):
            yield f"+38050{number:07}", number, 0

    def starts(self):
        """Yields the start times of calls in order, more on weekdays and in office hours."""
        weights = []
        for day in range(self.days):
            moment = datetime.fromtimestamp(self.begin / 1000 + day * 86400 + 43200, timezone.utc)
            weights.append((0.15 if moment.weekday() > 4 else 1) * (1 + day / self.days))
        whole = list(accumulate(weights))
        counts = [0] * self.days
        for _ in range(self.calls):
            counts[self.dice.choices(range(self.days), cum_weights=whole)[0]] += 1
        hours = list(accumulate(HOURS))
        for day, count in enumerate(counts):
            picks = sorted(self.dice.choices(range(24), cum_weights=hours, k=count))
            start = self.begin + day * DAY
            for moment in sorted(start + hour * 3_600_000 + self.dice.randrange(3_600_000)
                                 for hour in picks):
                yield moment

    def party(self):
        """Returns number, client and lead of a call: a few clients call often, most rarely."""
        dice, kind = self.dice, self.dice.random()
        if kind < 0.60:
            client = 1 + int(self.clients * dice.random() ** 2)
            return f"+38067{min(client, self.clients):07}", min(client, self.clients), None
        if kind < 0.82:
            lead = min(1 + int(self.leads * dice.random()), self.leads)
            return f"+38050{lead:07}", None, lead
        if kind < 0.97:
            return f"+38093{dice.randrange(self.calls // 4 + 1):07}", None, None
        return None, None, None

    def rows(self):
        """Yields for each call its row, legs, decisions, messages and notices."""
        recent, dice = self.end - 90 * DAY, self.dice
        for number, start in enumerate(self.starts(), 1):
            yield self.call(number, start, dice, start >= recent)

    def call(self, number, start, dice, is_recent):
        uuid = f"{dice.getrandbits(128):032x}"
        phone, client, lead = self.party()
        chance = dice.random()
        direction = "incoming" if chance < 0.62 else "outgoing" if chance < 0.985 else "internal"
        if direction == "internal":
            phone, client, lead = None, None, None
        answered = dice.random() < (0.8 if direction == "incoming" else 0.66)
        employee = 1 + int(30 * dice.random() ** 1.3)
        extension = f"{100 + employee}"
        if dice.random() < 0.01:
            employee, extension = None, "177"
        if not answered and direction == "incoming" and dice.random() < 0.7:
            employee, extension = None, None
        wait = 2 + int(dice.expovariate(1 / 14))
        talk = 3 + int(dice.expovariate(1 / 140)) if answered else None
        begun = start + wait * 1000 if answered else None
        end = start + (wait + (talk or 0)) * 1000
        made = direction == "incoming" and lead is not None and dice.random() < 0.12
        raw = phone or (extension or "101" if direction == "internal" else "anonymous")
        kind = "external" if phone else "short" if direction == "internal" else "hidden"
        line = LINES[3] if dice.random() < 0.0005 else LINES[number % 3]
        url = f"https://podzvin.phonet.com.ua/rest/public/calls/{uuid}/audio" if answered else None
        # Phonet knows the name of some contacts whom the company does not.
        name = person(number) if phone and not client and not lead and number % 2 else None
        call = (number, uuid, direction, "ended", "answered" if answered else "missed", phone, raw,
                kind, line, extension, employee, start, begun, end, wait, talk,
                0 if answered else 2, url, client, lead, made, start, end, name)
        wire = {"incoming": 4, "outgoing": 2, "internal": 1}[direction]
        legs = [(uuid, number, None, wire, start, begun, end, extension, raw, line, end, talk,
                 wait + (talk or 0), 0 if answered else 2, url)]
        if direction == "incoming" and number % 3 == 0:
            legs.append((f"{dice.getrandbits(128):032x}", number, uuid, wire, start + 500, None,
                         end, f"{101 + number % 30}", raw, line, None, None, None, None, None))
        reason = ("Клієнта знайдено.", "The client is known.") if client else \
            ("Номер невідомий.", "The number is unknown.")
        decisions = [] if direction == "internal" else [
            (number, "link", "begins", "linked" if client or lead else "nothing", *reason,
             json.dumps({"number": phone, "client": client, "lead": lead}), 1, start)]
        if made:
            decisions.append((number, "create", "missed" if not answered else "answered", "created",
                              "Створено ліда.", "A lead was made.", "{}", 1, end))
        if not is_recent:
            return call, legs, decisions, [], []
        body = json.dumps({"event": "call.hangup", "uuid": uuid, "otherLegNum": raw,
                           "dialAt": start, "serverTime": end}).encode()
        messages = [(endpoint, "89.184.65.208", at, body, number)
                    for endpoint, at in (("call", start), ("call", end), ("after_call_end", end))]
        notices = [("missed_call", 1 + number % 30, number, f"Пропущений дзвінок {raw}", end, end,
                    end)] if not answered and direction == "incoming" else []
        return call, legs, decisions, messages, notices


INSERTS = {
    "call": """INSERT INTO call (id, uuid, direction, state, outcome, phone, raw_number,
        number_class, trunk, extension, employee_id, started_at, answered_at, ended_at,
        wait_seconds, talk_seconds, disposition, recording_url, client_id, lead_id, lead_created,
        origin, moments, seen_at, updated_at, contact_name)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'webhook', 15, ?, ?, ?)""",
    "leg": """INSERT INTO leg (uuid, call_id, parent, direction, dial_seen, dial_at, bridge_at,
        hangup_at, extension, number, trunk, has_record, end_at, bill_seconds, duration,
        disposition, recording_url, party_kind)
        VALUES (?1, ?2, ?3, ?4, 1, ?5, ?6, ?7, ?8, ?9, ?10, ?11 IS NOT NULL, ?11, ?12, ?13, ?14,
            ?15, 1)""",
    "decision": """INSERT INTO decision (call_id, rule, moment, result, reason_uk, reason_en,
        facts, settings_version, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
    "message": """INSERT INTO webhook_message (endpoint, source_ip, trusted, received_at, status,
        payload, call_id) VALUES (?, ?, 1, ?, 'processed', ?, ?)""",
    "notice": """INSERT INTO notice (kind, employee_id, call_id, text, formed_at, due_at, sent_at)
        VALUES (?, ?, ?, ?, ?, ?, ?)""",
}

# As migration 12 computes them, without its limit of thirty days.
CASES = """
    INSERT INTO missed_case (phone, opened_at, last_missed_at, missed_calls, attempts,
        first_call_id, state, ended_at, returned_by_call_id)
    WITH event AS (
        SELECT id, phone,
            CASE WHEN outcome = 'answered' THEN 2 WHEN direction = 'outgoing' THEN 1
                ELSE 0 END AS rank,
            CASE WHEN outcome = 'answered' THEN answered_at ELSE started_at END AS at
        FROM call WHERE phone IS NOT NULL AND direction IN ('incoming', 'outgoing')),
    stretch AS (
        SELECT *, count(*) FILTER (WHERE rank = 2) OVER (
            PARTITION BY phone ORDER BY at, rank, id
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS talks FROM event),
    opened AS (
        SELECT *, min(at) FILTER (WHERE rank = 0) OVER (PARTITION BY phone, talks) AS opened_at
        FROM stretch)
    SELECT phone, opened_at, max(at) FILTER (WHERE rank = 0), count(*) FILTER (WHERE rank = 0),
        count(*) FILTER (WHERE rank = 1 AND at >= opened_at),
        min(id) FILTER (WHERE rank = 0 AND at = opened_at),
        CASE max(rank) WHEN 2 THEN 'returned' ELSE 'open' END,
        max(at) FILTER (WHERE rank = 2), max(id) FILTER (WHERE rank = 2)
    FROM opened WHERE opened_at IS NOT NULL GROUP BY phone, talks
"""

# The store updates this column with each call it writes.
FIRST_CALLS = """
    UPDATE call SET is_first = 1 WHERE id IN (
        SELECT id FROM (
            SELECT id, row_number() OVER (PARTITION BY phone ORDER BY started_at, id) AS place
            FROM call WHERE phone IS NOT NULL)
        WHERE place = 1)
"""


def fill(program: Path, database: Path, company: Company) -> None:
    subprocess.run([program, "init", "--database", database], check=True, capture_output=True)
    sql = sqlite3.connect(database, isolation_level=None)
    sql.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; "
                      "PRAGMA cache_size = -400000; PRAGMA wal_autocheckpoint = 20000; BEGIN")
    sql.executemany("INSERT INTO employee (id, name, email, extension, role, active, created_at, "
                    "updated_at) VALUES (?, ?, ?, ?, 'employee', 1, ?, ?)", company.employees)
    sql.executemany("INSERT INTO client (id, external_id, name, company, created_at, updated_at) "
                    "VALUES (?, ?, ?, ?, ?, ?)", company.client_rows)
    sql.executemany("INSERT INTO client_phone (e164, client_id, position) VALUES (?, ?, ?)",
                    company.client_phones)
    sql.executemany("INSERT INTO client_admin (client_id, position, employee_id) "
                    "VALUES (?, ?, ?)", company.client_admins)
    sql.executemany("INSERT INTO lead (id, name, status_id, source_id, responsible_employee_id, "
                    "origin, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    company.lead_rows)
    sql.executemany("INSERT INTO lead_phone (e164, lead_id, position) VALUES (?, ?, ?)",
                    company.lead_phones)
    waiting: dict[str, list] = {table: [] for table in INSERTS}

    def flush():
        for table, rows in waiting.items():
            sql.executemany(INSERTS[table], rows)
            rows.clear()

    for call, legs, decisions, messages, notices in company.rows():
        waiting["call"].append(call)
        waiting["leg"] += legs
        waiting["decision"] += decisions
        waiting["message"] += messages
        waiting["notice"] += notices
        if len(waiting["call"]) == 20_000:
            flush()
    flush()
    sql.execute(CASES)
    sql.execute(FIRST_CALLS)
    sql.execute("COMMIT")
    sql.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    sql.close()


def main(arguments: list[str] | None = None) -> None:
    wanted = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    wanted.add_argument("program", type=Path)
    wanted.add_argument("database", type=Path)
    wanted.add_argument("--calls", type=int, default=1_000_000)
    wanted.add_argument("--clients", type=int, default=200_000)
    wanted.add_argument("--leads", type=int, default=100_000)
    wanted.add_argument("--days", type=int, default=730)
    wanted.add_argument("--until", default="2026-11-23")
    said = wanted.parse_args(arguments)
    # A day ends at 22:00 UTC, about midnight in Kyiv.
    until = datetime.fromisoformat(said.until).replace(tzinfo=timezone.utc) + timedelta(hours=22)
    fill(said.program, said.database,
         Company(said.calls, said.clients, said.leads, said.days, until))


if __name__ == "__main__":
    main()
