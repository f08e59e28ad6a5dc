"""Secrets in logs and files."""

from urllib.parse import quote

import requests
from gateway import PREFIX
from person import PASSWORD, Person


def test_no_secret_stands_in_a_log_or_in_the_database(fresh):
    setup = fresh.setup_path()
    olena = Person(fresh).set_up()
    olena.open(setup)
    link = fresh.run("employee", "add", "Тарас Левченко", "--email", "taras@vitryla.example").split()[-1]
    taras = Person(fresh, "taras@vitryla.example")
    taras.open(link.rpartition(PREFIX)[2])
    taras.accept(link)
    taras.sign_in("a mistyped пароль")
    taras.sign_in()
    # Cause errors of nginx as well: a body over the limit, and a request without a responder.
    invitation = link.rpartition(PREFIX)[2]
    taras.post(invitation, b"x" * 300_000)
    secrets = [setup.rpartition("/")[2], link.rpartition("/")[2], PASSWORD, "a mistyped пароль"]
    secrets += [person.session for person in (olena, taras)]
    secrets += [person.web.cookies.get("phonet_gateway_device") for person in (olena, taras)]
    fresh.stop()
    assert all(secrets)
    files = [file for file in fresh.state.rglob("*") if file.is_file()]
    assert len(files) > 3
    for file in files:
        content = file.read_bytes()
        for secret in secrets:
            for spelling in (secret, requests.utils.quote(secret)):
                assert spelling.encode() not in content, (file, secret)
    printed = "".join(line for line in fresh.printed if "/setup/" not in line)
    assert not any(secret in printed for secret in secrets)
    for name in ("gateway.sqlite", "api-token"):
        assert (fresh.state / name).stat().st_mode & 0o077 == 0
