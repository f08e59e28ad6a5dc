"""A CRM on nginx, php-fpm and MariaDB, in a directory of its own."""

import os
import re
import shutil
import subprocess
import time
from pathlib import Path

from gateway import CLONE, free_port

CHAPTER = CLONE / "nginx" / "crm" / "README.md"


def block(language, heading, which=0):
    """A code block of this language in the chapter “Join your CRM”, in the section with this heading."""
    section = re.search(rf"^#+ {heading}\n(.*?)(?=^#+ |\Z)", CHAPTER.read_text(), re.DOTALL | re.MULTILINE).group(1)
    return re.findall(rf"```{language}\n(.*?)```", section, re.DOTALL)[which]


class LAMP:
    """Serves `site/` with PHP; the tables are in MariaDB, which listens on a socket alone."""

    def __init__(self, directory):
        self.directory = Path(directory)
        (self.directory / "site").mkdir(parents=True)
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.database = str(self.directory / "db.sock")
        self._processes = []
        self._start_database()

    def _spawn(self, command, ready):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self._processes.append(process)
        until = time.monotonic() + 30
        while not ready():
            assert process.poll() is None, command
            assert time.monotonic() < until, command
            time.sleep(0.02)

    def _start_database(self):
        data = self.directory / "db"
        user = ["--user=root"] if os.geteuid() == 0 else []
        subprocess.run(["mariadb-install-db", f"--datadir={data}", "--auth-root-authentication-method=normal",
                        "--skip-test-db", *user], check=True, capture_output=True)
        self._spawn(["mariadbd", "--no-defaults", f"--datadir={data}", f"--socket={self.database}", "--skip-networking",
                     "--skip-log-bin", "--innodb-flush-log-at-trx-commit=2", f"--pid-file={self.directory / 'db.pid'}",
                     *user], lambda: Path(self.database).exists())
        self.sql("CREATE DATABASE crm CHARACTER SET utf8mb4")

    def sql(self, statement, database=""):
        """Runs SQL and returns the rows as lists of texts."""
        done = subprocess.run(["mariadb", f"--socket={self.database}", "-uroot", "-Nr",
                               "--default-character-set=utf8mb4", database or "mysql"],
                              input=statement, check=True, capture_output=True, text=True)
        return [line.split("\t") for line in done.stdout.splitlines()]

    def put(self, name, text):
        """Writes a file of the site."""
        file = self.directory / "site" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        return file

    def run(self, name, **environment):
        """Runs a file of the site as cron does, and returns what it printed."""
        return subprocess.run(["php", str(self.directory / "site" / name)], env={**os.environ, **environment}, check=True,
                              capture_output=True, text=True).stdout

    @property
    def dsn(self):
        return f"mysql:unix_socket={self.database};dbname=crm;charset=utf8mb4"

    def serve(self, **environment):
        """Starts php-fpm with these environment variables, and nginx before it."""
        socket = self.directory / "php.sock"
        lines = [f"env[{name}] = '{value}'" for name, value in environment.items()]
        pool = self.directory / "php.conf"
        pool.write_text("[global]\nerror_log = /dev/null\ndaemonize = no\n[www]\n"
                        f"listen = {socket}\npm = static\npm.max_children = 4\n" + "\n".join(lines) + "\n")
        program = shutil.which("php-fpm") or str(sorted(Path("/usr/sbin").glob("php-fpm*"))[-1])
        root = ["-R"] if os.geteuid() == 0 else []
        if root:
            pool.write_text(pool.read_text().replace("[www]\n", "[www]\nuser = root\ngroup = root\n"))
        self._spawn([program, "-F", "-y", str(pool), *root], socket.exists)
        config = self.directory / "nginx.conf"
        config.write_text(f"""
            {"user root;" if root else ""}
            pid {self.directory}/nginx.pid; error_log /dev/null; daemon off;
            events {{}}
            http {{
                access_log off; client_body_temp_path {self.directory}/body; fastcgi_temp_path {self.directory}/fastcgi;
                proxy_temp_path {self.directory}/proxy; uwsgi_temp_path {self.directory}/uwsgi;
                scgi_temp_path {self.directory}/scgi;
                server {{
                    listen 127.0.0.1:{self.port}; root {self.directory}/site;
                    location ~ \\.php$ {{
                        include /etc/nginx/fastcgi.conf; fastcgi_pass unix:{socket};
                    }}
                }}
            }}
        """)
        self._spawn([shutil.which("nginx") or "/usr/sbin/nginx", "-c", str(config)],
                    (self.directory / "nginx.pid").exists)

    def stop(self):
        for process in reversed(self._processes):
            process.terminate()
        for process in self._processes:
            process.wait(30)
