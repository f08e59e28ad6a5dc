"""A MariaDB of its own for tests: no network, a socket in the state directory."""

import os
import signal
import subprocess
import time
from pathlib import Path


class CRMDatabase:
    """Runs mariadbd on an empty data directory; the user `crm` reads the database `crm`."""

    def __init__(self, state):
        self.state = Path(state)
        data = self.state / "data"
        self.socket = self.state / "sql.socket"
        self.state.mkdir(parents=True, exist_ok=True)
        user = ["--user=root"] if os.geteuid() == 0 else []
        subprocess.run(
            ["mariadb-install-db", "--no-defaults", f"--datadir={data}", "--auth-root-authentication-method=normal",
             "--skip-test-db", *user],
            check=True, capture_output=True,
        )
        self.process = subprocess.Popen(
            ["mariadbd", "--no-defaults", f"--datadir={data}", f"--socket={self.socket}", "--skip-networking",
             "--innodb-flush-log-at-trx-commit=0", "--character-set-server=utf8mb4", *user],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        until = time.monotonic() + 60
        while not self._answers():
            if time.monotonic() > until or self.process.poll() is not None:
                raise RuntimeError("mariadbd did not start")
            time.sleep(0.1)
        self.run("CREATE DATABASE crm CHARACTER SET utf8mb4; CREATE USER crm@localhost; GRANT SELECT ON crm.* TO crm@localhost",
                 database=None)
        # What `mysql -Nr crm` reads in the cron line, for the user of the CRM.
        self.options = self.state / "my.cnf"
        self.options.write_text(f"[client]\nsocket={self.socket}\nuser=crm\ndefault-character-set=utf8mb4\n")

    def _answers(self):
        done = subprocess.run(
            ["mariadb-admin", "--no-defaults", f"--socket={self.socket}", "-u", "root", "ping"], capture_output=True, check=False
        )
        return done.returncode == 0

    def run(self, statements, database="crm"):
        """Runs statements as root and returns what they print."""
        done = subprocess.run(
            ["mariadb", "--no-defaults", f"--socket={self.socket}", "-u", "root", "--default-character-set=utf8mb4", "-N",
             *([database] if database else [])],
            input=statements, check=True, capture_output=True, text=True,
        )
        return done.stdout

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(30)
