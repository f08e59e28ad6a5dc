"""The pages can be installed as an application, and an address that leads nowhere says so in the person's language."""

import re

import pytest
from gateway import PREFIX, Gateway
from person import Person


@pytest.fixture(scope="module")
def olena(tmp_path_factory):
    gateway = Gateway(tmp_path_factory.mktemp("installing"))
    yield Person(gateway).set_up()
    gateway.stop()


def test_a_browser_finds_a_manifest_whose_icons_load(olena):
    page = olena.open("/calls").text
    root = olena.gateway.root
    manifest = olena.web.get(root + re.search(r'rel="manifest" href="([^"]+)"', page).group(1))
    assert manifest.headers["Content-Type"] == "application/manifest+json"
    shown = manifest.json()
    assert shown["display"] == "standalone" and shown["start_url"] == shown["scope"] == f"{PREFIX}/"
    assert {icon["sizes"] for icon in shown["icons"]} == {"192x192", "512x512"}
    touch = re.search(r'rel="apple-touch-icon" href="([^"]+)"', page).group(1)
    for path in [icon["src"] for icon in shown["icons"]] + [touch]:
        icon = olena.web.get(root + path)
        assert icon.headers["Content-Type"] == "image/png" and icon.content.startswith(b"\x89PNG"), path
    assert "manifest-src 'self'" in olena.open("/calls").headers["Content-Security-Policy"]


def test_an_address_that_leads_nowhere_is_a_page_for_people_and_a_problem_for_programs(olena):
    page = olena.open("/nowhere", Accept="text/html,*/*")
    assert page.status_code == 404 and "Тут нічого немає" in page.text
    program = olena.open("/nowhere", Accept="*/*")
    assert program.status_code == 404 and "json" in program.headers["Content-Type"]


@pytest.mark.parametrize("address, page", [
    ("/lead-sources", "/lead-statuses"), ("/dialling", "/"), ("/settings/webhook-token", "/settings"),
    ("/me/notices", "/me"), ("/missed/32/closing", "/missed"),
])
def test_the_address_of_a_form_leads_to_the_page_with_the_form(olena, address, page):
    led = olena.open(address)
    assert led.status_code == 303 and led.headers["Location"].split("?")[0] == PREFIX + page
