"""The package's nginx files inside server blocks that CRMs really have, in an nginx of their own."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest
import requests
from gateway import CLONE, PREFIX, Gateway, free_port
from phonet import Conversation, fresh_number
from tenants import Nginx

# A directive of a CRM's server block that would catch messages; %s is the folder of the test.
HANDED_DOWN = {
    "password": 'auth_basic "CRM"; auth_basic_user_file %s/passwords;',
    "addresses": "allow 10.0.0.0/8; deny all;",
    "password and addresses": 'satisfy any; allow 10.0.0.0/8; deny all; auth_basic "CRM"; auth_basic_user_file %s/passwords;',
    "a request of its own": "auth_request /signed-in;",
    "a limit": "limit_req zone=crm;",
    "error pages": "error_page 400 401 403 404 405 429 500 502 503 504 =200 /index.html; fastcgi_intercept_errors on;",
    "a mirror": "mirror /copy;",
    "odd values": "merge_slashes off; ssi on; charset windows-1251; expires 30d; gzip on; gzip_types *; "
                  "fastcgi_pass_request_headers off; add_header Cache-Control public always;",
}
BEFORE_LOCATIONS = {
    "a front controller": "if (!-e $request_filename) { rewrite ^(.*)$ /index.php last; }",
    "robots": "if ($http_user_agent ~* (java|curl|python)) { return 403; }",
    "https only": "if ($scheme = http) { return 301 https://$host$request_uri; }",
    "methods": "if ($request_method = POST) { return 405; }",
    "everything": "return 301 https://$host$request_uri;",
    "a rewrite": "rewrite ^ /index.php;",
}


class Front:
    """An nginx with one server block in front of a gateway."""

    def __init__(self, root, gateway, block, is_first=True, changes=()):
        self.root = root
        parts = root / "phonet-gateway"
        parts.mkdir(parents=True)
        shutil.copy(CLONE / "nginx/fastcgi.params", parts)
        part = (CLONE / "nginx/phonet-gateway.conf").read_text().replace("/var/log/nginx/", f"{root}/")
        (parts / "phonet-gateway.conf").write_text(part)
        http = (CLONE / "nginx/phonet-gateway-http.conf").read_text()
        for old, new in changes:
            assert old in http
            http = http.replace(old, new)
        (parts / "http.conf").write_text(http.replace("/run/phonet-gateway/gateway.socket", f"{gateway.state}/gateway.socket"))
        (root / "passwords").write_text("olena:{PLAIN}secret\n")
        (root / "index.html").write_text("the CRM")
        port = free_port()
        block = block % str(root) if "%s" in block else block
        include = "include phonet-gateway/phonet-gateway.conf;"
        lines = [include, block] if is_first else [block, include]
        self.url = f"http://127.0.0.1:{port}{PREFIX}"
        self.nginx = Nginx(root, "\n".join([
            "include phonet-gateway/http.conf;", "limit_req_zone $server_name zone=crm:1m rate=1r/m;",
            f"server {{ listen 127.0.0.1:{port}; server_name crm.example; root {root};", *lines,
            "location = /signed-in { return 401; } location = /copy { return 200; }",
            "location / { try_files $uri /index.html; } location ~ \\.php$ { return 200 CRM; }", "}"]),
            ("127.0.0.1", port))

    def configuration(self):
        program = shutil.which("nginx", path=os.environ["PATH"] + ":/usr/sbin")
        return subprocess.run([program, "-p", self.root, "-c", "nginx.conf", "-e", "stderr", "-T"], check=True,
                              capture_output=True, text=True).stdout


@pytest.fixture(scope="module")
def gateway():
    # A socket's path may have no more than 107 bytes.
    with tempfile.TemporaryDirectory() as folder:
        gateway = Gateway(Path(folder))
        yield gateway
        gateway.stop()


@pytest.fixture
def front(gateway):
    fronts = []
    with tempfile.TemporaryDirectory() as folder:
        def build(block, **options):
            fronts.append(Front(Path(folder) / str(len(fronts)), gateway, block, **options))
            return fronts[-1]
        yield build
        for made in fronts:
            made.nginx.stop()


def check(text, *options):
    return subprocess.run([os.environ["PHONET_GATEWAY_BINARY"], "check-nginx", *options], input=text,
                          capture_output=True, text=True)


def is_stored(gateway, front):
    talk = Conversation()
    answer = requests.post(f"{front.url}/call", json=talk.dial, allow_redirects=False, timeout=10)
    stored = any(call["uuid"] == talk.uuid for call in gateway.items("/calls"))
    assert not stored or (answer.status_code, answer.json()) == (200, {"status": "ok"})
    return stored


@pytest.mark.parametrize("block", [*HANDED_DOWN.values(), *BEFORE_LOCATIONS.values()], ids=[*HANDED_DOWN, *BEFORE_LOCATIONS])
def test_messages_come_through_a_server_block_that_begins_with_the_include(gateway, front, block):
    crm = front(block)
    for _ in range(3):
        assert is_stored(gateway, crm)
    number = fresh_number()
    gateway.create("/clients", name="Ірина Соколова", phones=[number])
    found = requests.post(f"{crm.url}/customer_data", json={"otherLegNum": number}, timeout=10)
    assert found.json()["name"] == "Ірина Соколова"
    told = check(crm.configuration())
    assert (told.returncode, "Nothing catches" in told.stdout) == (0, True), told.stdout + told.stderr


@pytest.mark.parametrize("block", BEFORE_LOCATIONS.values(), ids=BEFORE_LOCATIONS)
def test_what_stands_above_the_include_catches_messages_and_is_named(gateway, front, block):
    crm = front(block, is_first=False)
    assert not is_stored(gateway, crm)
    told = check(crm.configuration())
    assert told.returncode == 1
    directive = block.split("{")[0].strip().rstrip(";")
    assert f"nginx.conf:" in told.stdout and directive in told.stdout, told.stdout
    assert "first line of the server block" in told.stdout


def test_pages_stay_behind_the_crms_password_and_keep_their_header_fields(front):
    for block, status in (("password", 401), ("addresses", 403)):
        page = requests.get(f"{front(HANDED_DOWN[block]).url}/sign-in", timeout=10)
        assert page.status_code == page.json()["status"] == status and "default-src 'none'" in page.headers["Content-Security-Policy"]
        assert page.headers.get("WWW-Authenticate") == ('Basic realm="CRM"' if status == 401 else None)
    odd = front(HANDED_DOWN["odd values"])
    page = requests.get(f"{odd.url}/sign-in", timeout=10)
    assert page.status_code == 200 and page.headers["Content-Type"] == "text/html; charset=utf-8"
    # Pages are compressed by the gateway's own file, whatever the block says; answers of the API never.
    assert "Content-Encoding" not in requests.get(f"{odd.url}/api/v1/leads", timeout=10).headers
    assert page.headers["Cache-Control"] == "no-store" and "Expires" not in page.headers
    assert "Strict-Transport-Security" not in page.headers


def test_the_line_in_the_file_for_http_tells_browsers_to_come_encrypted(front):
    # This test has no certificate, so the line is for http here.
    crm = front("", changes=[('# https  "max-age=31536000";', 'http  "max-age=31536000";')])
    answers = [requests.get(f"{crm.url}/sign-in", timeout=10), requests.get(f"{crm.url}/api/v1/leads", timeout=10),
               requests.post(f"{crm.url}/call", data=b" " * (256 * 1024 + 1), timeout=10)]
    assert [answer.status_code for answer in answers] == [200, 401, 413]
    assert all(answer.headers["Strict-Transport-Security"] == "max-age=31536000" for answer in answers)


def test_a_lookup_is_tried_again_inside_a_guarded_server_block(gateway, front):
    crm = front(HANDED_DOWN["password and addresses"])
    refused = requests.get(f"{crm.url}/metrics", timeout=10)
    assert refused.status_code in (200, 401, 404)
    assert requests.post(f"{crm.url}/customer_data", data=b" " * (256 * 1024 + 1), timeout=10).status_code == 413


def test_the_check_reads_a_file_and_says_what_is_missing(tmp_path):
    alone = tmp_path / "crm.conf"
    alone.write_text("server { listen 80; server_name crm.example; location / { proxy_pass http://127.0.0.1:1; } }\n")
    told = check("", str(alone))
    assert told.returncode == 1 and "include phonet-gateway/phonet-gateway.conf;" in told.stderr
    assert check("", str(tmp_path / "nothing.conf")).returncode == 1
    alone.write_text("server {\n  return 301 https://other.example;\n  include phonet-gateway/phonet-gateway.conf;\n}\n")
    told = check("", str(alone))
    assert told.returncode == 1 and f"{alone}:2: return 301 https://other.example;" in told.stdout
