"""A hosting company as in nginx/README.md: machines with several gateways each behind one nginx."""

import os
import re
import shutil
import signal
import socket
import struct
import subprocess
import threading
import time

from gateway import CLONE, PREFIX, Gateway, free_port

NGINX = """\
daemon off;
{user}
worker_processes 1;
pid {root}/nginx.pid;
error_log {root}/error.log info;
events {{}}
http {{
    access_log {root}/access.log;
    client_body_temp_path {root}/body;
    fastcgi_temp_path {root}/fastcgi;
    proxy_temp_path {root}/proxy;
    uwsgi_temp_path {root}/uwsgi;
    scgi_temp_path {root}/scgi;
    {http}
}}
"""


def snippet(beginning):
    """Returns the only block of nginx/README.md with this beginning, without the beginning."""
    blocks = re.findall(r"^```\w+\n(.*?)^```$", (CLONE / "nginx" / "README.md").read_text(), re.MULTILINE | re.DOTALL)
    found = [block.removeprefix(beginning) for block in blocks if block.startswith(beginning)]
    assert len(found) == 1, f"nginx/README.md has {len(found)} blocks that begin: {beginning}"
    return found[0]


def replaced(text, **words):
    """Replaces texts; fails when one does not occur."""
    for old, new in words.items():
        assert old in text, f"no {old} in:\n{text}"
        text = text.replace(old, str(new))
    return text


class Nginx:
    """A separate nginx; all its files are in `root`."""

    def __init__(self, root, http, address):
        self.root = root
        self.address = address
        user = "user root;" if os.geteuid() == 0 else ""
        (root / "nginx.conf").write_text(NGINX.format(root=root, user=user, http=http))
        program = shutil.which("nginx", path=os.environ["PATH"] + ":/usr/sbin")
        self.process = subprocess.Popen([program, "-p", root, "-c", "nginx.conf", "-e", root / "error.log"])
        until = time.monotonic() + 20
        while time.monotonic() < until:
            try:
                socket.create_connection(address, 1).close()
                return
            except OSError:
                time.sleep(0.02)
        raise RuntimeError("nginx did not start: " + (root / "error.log").read_text())

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(20)


class Names(threading.Thread):
    """A name server for these names only (RFC 1035)."""

    def __init__(self, addresses):
        super().__init__(daemon=True)
        self.addresses = addresses
        self.door = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.door.bind(("127.0.0.1", 0))
        self.port = self.door.getsockname()[1]
        self.start()

    def run(self):
        while True:
            question, asker = self.door.recvfrom(512)
            end = question.index(0, 12)
            labels, at = [], 12
            while at < end:
                labels.append(question[at + 1:at + 1 + question[at]].decode())
                at += 1 + question[at]
            address = self.addresses.get(".".join(labels))
            is_told = address is not None and question[end + 1:end + 3] == b"\0\1"
            head = question[:2] + struct.pack(">5H", 0x8180 if address else 0x8183, 1, int(is_told), 0, 0)
            answer = b"\xc0\x0c\0\1\0\1" + struct.pack(">IH", 60, 4) + socket.inet_aton(address) if is_told else b""
            self.door.sendto(head + question[12:end + 5] + answer, asker)


class Machine:
    """A machine behind the front: an nginx with https, and gateways set up as in “Many CRMs on one machine”."""

    def __init__(self, root, name, address, port, crms):
        self.root = root
        self.certificate = root / "gateway.pem"
        self.url = f"https://{address}:{port}{PREFIX}"
        for folder in ["etc/conf.d", "etc/phonet-gateway", "run"]:
            (root / folder).mkdir(parents=True)
        subprocess.run(["openssl", "req", "-x509", "-nodes", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
                        "-keyout", root / "gateway.key", "-out", self.certificate, "-days", "2",
                        "-subj", f"/CN={name}", "-addext", f"subjectAltName=DNS:{name},IP:{address}"],
                       check=True, capture_output=True)
        parts = root / "etc" / "phonet-gateway"
        shutil.copy(CLONE / "nginx/phonet-gateway-http.conf", root / "etc/conf.d")
        shutil.copy(CLONE / "nginx/fastcgi.params", parts)
        part = (CLONE / "nginx/phonet-gateway.conf").read_text()
        (parts / "phonet-gateway.conf").write_text(replaced(part, **{"/var/log/nginx/": f"{root}/"}))
        self.gateways = {crm: self._gateway(crm) for crm in crms}
        rest, server = snippet("# Behind, at the http level of gateway-1.internal.\n").rsplit("server {", 1)
        servers = [replaced(server, **{"crm.acme.example": f"crm.{crm}.example", "phonet-gateway/acme.conf":
                                       f"{parts}/{crm}.conf"}) for crm in crms]
        http = "server {".join([rest, *servers])
        http = replaced(http, **{"443": f"{address}:{port}", "/etc/ssl": root, "10.0.0.1": "127.0.0.1"})
        for crm in crms:
            own = parts / f"{crm}.conf"
            own.write_text(own.read_text().replace("include phonet-gateway/", f"include {parts}/"))
        self.nginx = Nginx(root, f"include {root}/etc/conf.d/*.conf;\n{http}", (address, port))

    def _gateway(self, crm):
        gateway = Gateway(self.root / crm, trusts_loopback=False)
        (self.root / "run" / f"phonet-gateway-{crm}").symlink_to(gateway.state)
        lines = snippet("name=acme\n").split("systemctl", 1)[0]
        # The lines after `systemctl` need systemd; Tests/Install/story covers them.
        lines = replaced(lines, **{"/etc/default/": f"{self.root}/etc/", "/etc/nginx/": f"{self.root}/etc/",
                                   'run/phonet-gateway-$name': f"{self.root}/run/phonet-gateway-$name".lstrip("/")})
        subprocess.run(["bash", "-euc", f"name={crm}\n{lines}"], check=True)
        return gateway

    def stop(self):
        self.nginx.stop()
        for gateway in self.gateways.values():
            gateway.stop()


class Hosting:
    """Two machines with three CRMs, and the front nginx that maps each CRM to its machine."""

    def __init__(self, root):
        self.front_root = root / "front"
        self.front_root.mkdir()
        behind, front = free_port(), free_port()
        self.machines = [Machine(root / "1", "gateway-1.internal", "127.0.0.11", behind, ["acme"]),
                         Machine(root / "2", "gateway-2.internal", "127.0.0.12", behind, ["borys", "orion"])]
        self.gateways = {crm: gateway for machine in self.machines for crm, gateway in machine.gateways.items()}
        authorities = "".join(machine.certificate.read_text() for machine in self.machines)
        (self.front_root / "gateways.pem").write_text(authorities)
        names = Names({f"gateway-{n}.internal": f"127.0.0.1{n}" for n in (1, 2)})
        tenants = replaced(snippet("# In front, at the http level.\n"), **{
            "crm.borys.example ": "crm.orion.example gateway-2.internal;\ncrm.borys.example "})
        location = replaced(
            snippet("# In front, in the server block of the CRMs.\n"),
            **{"10.0.0.2": f"127.0.0.1:{names.port}", "/etc/ssl": self.front_root,
               "https://$phonet_gateway_machine": f"https://$phonet_gateway_machine:{behind}"})
        self.url = f"http://127.0.0.1:{front}{PREFIX}"
        self.front = Nginx(self.front_root, f"{tenants}\nserver {{ listen 127.0.0.1:{front};\n{location}\n}}",
                           ("127.0.0.1", front))

    def stop(self):
        self.front.stop()
        for machine in self.machines:
            machine.stop()
