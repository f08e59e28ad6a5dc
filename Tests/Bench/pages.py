"""Measures the response times of pages in a large company and compares them with the bars.

`Tests/run pages` builds the program and runs this. A million calls, 200,000 clients and 100,000
leads of two years (company.py); the filled database is kept in BENCH_DIR (.run/bench) while the
schema stays the same. Each page is requested one after another through nginx, each time with other
parameters; times are milliseconds from the request to the last byte.
"""

import hashlib
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from html import unescape
from pathlib import Path
from statistics import median, quantiles
from typing import Callable

HERE = Path(__file__).resolve().parent
sys.path.append(str(HERE.parent / "cast"))

import company  # noqa: E402
from gateway import CLONE, Gateway  # noqa: E402
from person import Person  # noqa: E402

UNTIL = "2026-11-23"
TIMES = 40


def filled(program: Path) -> Path:
    """Returns the filled database; creates it unless an earlier run with the same schema did."""
    kept = Path(os.environ.get("BENCH_DIR", CLONE / ".run" / "bench"))
    kept.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        empty = Path(place) / "empty.sqlite"
        subprocess.run([program, "init", "--database", empty], check=True, capture_output=True)
        # The schema alone: an invitation in a fresh database is another each time.
        rows = sqlite3.connect(empty).execute("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid")
        schema = "".join(row[0] for row in rows)
    name = hashlib.sha256(schema.encode()).hexdigest()[:12]
    database = kept / f"company-{name}.sqlite"
    if not database.exists():
        print("filling a database with a million calls", file=sys.stderr)
        making = database.with_suffix(".new")
        making.unlink(missing_ok=True)
        company.main([str(program), str(making), "--until", UNTIL])
        making.rename(database)
    return database


class Sample:
    """Picks random calls, numbers, employees, clients and leads of the company."""

    def __init__(self, database: Path):
        self.dice = random.Random(7)
        self.sql = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
        self.calls = self.sql.execute("SELECT max(id) FROM call").fetchone()[0]

    def one(self, question: str):
        found = None
        while not found or found[0] is None:
            found = self.sql.execute(question, {"id": self.dice.randint(1, self.calls)}).fetchone()
        return found[0]

    def uuid(self) -> str:
        return self.one("SELECT uuid FROM call WHERE id = :id")

    def number(self) -> str:
        return self.one("SELECT phone FROM call WHERE id = :id").replace("+", "")

    def employee(self) -> int:
        return self.dice.randint(1, 30)

    def client(self) -> int:
        return self.dice.randint(1, 200_000)

    def lead(self) -> int:
        return self.dice.randint(1, 100_000)

    def surname(self) -> str:
        return self.dice.choice(company.SURNAMES)[:4].lower()


def cases(any: Sample) -> list[tuple[str, int, Callable[[], str]]]:
    """Returns for each page its name, its bar in milliseconds, and a function that makes an address."""
    days = "from=2026-10-25&to=2026-11-23"
    year = "from=2025-11-24&to=2026-11-23"
    ever = "/calls?period=all"
    return [
        ("journal", 50, lambda: "/calls"),
        ("journal, all time", 50, lambda: ever),
        ("journal, a year", 50, lambda: f"/calls?{year}"),
        ("… incoming", 50, lambda: ever + "&direction=incoming"),
        ("… internal", 50, lambda: ever + "&direction=internal"),
        ("… missed", 50, lambda: ever + "&outcome=missed"),
        ("… of an employee", 50, lambda: f"{ever}&employee={any.employee()}"),
        ("… of nobody", 50, lambda: ever + "&employee=none"),
        ("… on a line", 50, lambda: ever + "&line=%2B380445001001"),
        ("… on a line hardly used", 50, lambda: ever + "&line=%2B380445001099"),
        ("… on a line nobody has", 50, lambda: ever + "&line=%2B380440000000"),
        ("… with a number", 50, lambda: f"{ever}&number={any.number()}"),
        ("… with known numbers", 50, lambda: ever + "&known=yes"),
        ("… with unknown numbers", 50, lambda: ever + "&known=no"),
        ("… with a recording", 50, lambda: ever + "&recording=yes"),
        ("… without a recording", 50, lambda: ever + "&recording=no"),
        ("… missed and returned", 50, lambda: ever + "&returned=yes"),
        ("… missed and not returned", 50, lambda: ever + "&returned=no"),
        ("… that made a lead", 50, lambda: ever + "&lead=yes"),
        ("… first of their number", 50, lambda: ever + "&first=yes"),
        ("… latest of each number", 50, lambda: ever + "&unique=yes"),
        ("… that waited over two minutes", 50, lambda: ever + "&wait_from=120"),
        ("… that talked over twenty minutes", 50, lambda: ever + "&talk_from=1200"),
        ("… on Sundays at three", 50, lambda: ever + "&weekday=7&hour=3"),
        ("… of a client", 50, lambda: f"{ever}&client={any.client()}"),
        ("… by talk", 50, lambda: ever + "&sort=talk"),
        ("… by wait", 50, lambda: ever + "&sort=wait"),
        ("… the oldest first", 50, lambda: ever + "&sort=oldest"),
        ("one call", 50, lambda: f"/calls/{any.uuid()}"),
        ("statistics, 30 days", 60, lambda: f"/statistics?{days}"),
        ("statistics, a year", 200, lambda: f"/statistics?{year}"),
        ("statistics, a year of one employee", 200,
         lambda: f"/statistics?{year}&employee={any.employee()}"),
        ("leads", 50, lambda: "/leads"),
        ("leads by name", 50, lambda: f"/leads?search={any.surname()}"),
        ("one lead", 50, lambda: f"/leads/{any.lead()}"),
        ("clients", 50, lambda: "/clients"),
        ("clients by name", 50, lambda: f"/clients?search={any.surname()}"),
        ("clients by number", 50, lambda: f"/clients?search={any.number()}"),
        ("one client", 50, lambda: f"/clients/{any.client()}"),
        ("messages", 50, lambda: "/webhook-log"),
        ("… unreadable", 50, lambda: "/webhook-log?status=failed"),
        ("… of an address nobody has", 50, lambda: "/webhook-log?source=198.51.100.7"),
        ("… of a day", 50, lambda: "/webhook-log?from=2026-03-02&to=2026-03-02"),
        ("quarantine", 50, lambda: "/webhook-log/quarantine"),
        ("audit", 50, lambda: "/audit"),
        ("status", 300, lambda: "/status"),
    ]


def settled(database: Path) -> None:
    """Waits until the background has indexed every number and name and packed every day."""
    begun = time.monotonic()
    while True:
        with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as sql:
            left = sql.execute("""
                SELECT (SELECT count(*) FROM number WHERE is_indexed = 0 OR folded IS NULL AND name IS NOT NULL)
                    + (SELECT count(*) FROM counted_day WHERE calls IS NULL AND day < unixepoch() / 86400 - 3)
                """).fetchone()[0]
        if not left:
            print(f"everything indexed and packed after {time.monotonic() - begun:.0f} s", file=sys.stderr)
            return
        time.sleep(1)


def timed(admin: Person, path: str) -> tuple[float, str]:
    begun = time.perf_counter()
    answer = admin.open(path)
    took = (time.perf_counter() - begun) * 1000
    assert answer.status_code == 200, f"{path}: {answer.status_code}"
    return took, answer.text


def next_page(html: str) -> str | None:
    """Returns the path of a list's next page; None on the last page."""
    found = re.search(r'rel="next" href="[^"]*?/phonetapi([^"]*)"', html)
    return unescape(found[1]) if found else None


def main() -> None:
    program = Path(os.environ["PHONET_GATEWAY_BINARY"])
    database = filled(program)
    missed = []
    with tempfile.TemporaryDirectory(dir=database.parent) as state:
        # No process has the file open, so copying the file copies the database.
        shutil.copy(database, Path(state) / "gateway.sqlite")
        gateway = Gateway(state)
        try:
            settled(Path(state) / "gateway.sqlite")
            admin = Person(gateway).set_up()
            print(f"{'page':<40} {'p50':>7} {'p95':>7} {'bar':>6}  KB")
            for name, bar, address in cases(Sample(database)):
                times, size, ways = [], 0, []
                for _ in range(TIMES):
                    took, html = timed(admin, address())
                    times.append(took)
                    size = max(size, len(html.encode()) // 1024)
                    ways.append(next_page(html))
                measures = [(name, times)]
                if on := [way for way in ways if way]:
                    measures.append((f"{name}, next page", [timed(admin, way)[0] for way in on]))
                for name, times in measures:
                    slowest = quantiles(times, n=20)[-1]
                    if slowest > bar:
                        missed.append(name)
                    note = "  over its bar" if slowest > bar else ""
                    print(f"{name:<40} {median(times):>7.1f} {slowest:>7.1f} {bar:>6}  {size}{note}",
                          flush=True)
        finally:
            gateway.stop()
    if missed:
        sys.exit(f"over the bar: {', '.join(missed)}")


if __name__ == "__main__":
    main()
