"""Debian's Apache in front of a gateway's responder, with nginx/apache.conf."""

import os
import shutil
import signal
import subprocess
import time

import requests
from gateway import CLONE, PREFIX, free_port

MODULES = ["mpm_event", "authz_core", "alias", "setenvif", "proxy", "proxy_fcgi", "buffer", "reqtimeout", "unixd"]
INSTALLED = "/usr/lib/apache2/modules"

CONFIGURATION = """\
ServerRoot {root}
ServerName 127.0.0.1
Listen 127.0.0.1:{port}
PidFile {root}/apache.pid
Mutex pthread
ErrorLog {root}/error.log
{user}
{modules}
Define APACHE_LOG_DIR {root}
LogFormat "%h %r %>s" common
<VirtualHost *:{port}>
    CustomLog {root}/crm.log common env=!phonet_gateway
    Include {root}/apache.conf
</VirtualHost>
"""


def program():
    return shutil.which("apache2", path=os.environ["PATH"] + ":/usr/sbin")


class Apache:
    """An Apache on a free port; its logs are in `root`."""

    def __init__(self, gateway, root):
        self.root = root
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}{PREFIX}"
        snippet = (CLONE / "nginx" / "apache.conf").read_text()
        (root / "apache.conf").write_text(
            snippet.replace("/run/phonet-gateway/gateway.socket", str(gateway.state / "gateway.socket")))
        modules = "\n".join(f"LoadModule {name}_module {INSTALLED}/mod_{name}.so" for name in MODULES
                            if (os.path.exists(f"{INSTALLED}/mod_{name}.so")))
        (root / "httpd.conf").write_text(CONFIGURATION.format(
            root=root, port=self.port, modules=modules,
            # Apache's workers do not run as root; its group may open the socket.
            user="User www-data\nGroup root" if os.geteuid() == 0 else ""))
        self.process = subprocess.Popen([program(), "-f", str(root / "httpd.conf"), "-DFOREGROUND"])
        until = time.monotonic() + 20
        while time.monotonic() < until:
            try:
                requests.get(f"{self.url}/healthz", timeout=2)
                return
            except requests.ConnectionError:
                time.sleep(0.05)
        raise RuntimeError("Apache did not start: " + (root / "error.log").read_text())

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(20)

    def post(self, endpoint, body, **options):
        if isinstance(body, dict):
            return requests.post(f"{self.url}/{endpoint}", json=body, timeout=30, **options)
        return requests.post(f"{self.url}/{endpoint}", data=body, timeout=30, **options)
