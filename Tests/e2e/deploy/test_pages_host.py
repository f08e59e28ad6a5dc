"""The pages have a host of their own; webhooks and the API stay at the CRM's."""

import pytest
import requests
from gateway import PREFIX, Gateway, free_port
from phonet import Conversation


@pytest.fixture(scope="module")
def hosts(tmp_path_factory):
    port = free_port()
    crm, pages = f"crm.example:{port}", f"phonet.example:{port}"
    gateway = Gateway(tmp_path_factory.mktemp("hosts"), port=port, environment={
        "PHONET_GATEWAY_PUBLIC_URL": f"http://{crm}", "PHONET_GATEWAY_PAGES_URL": f"http://{pages}"})
    yield gateway, crm, pages
    gateway.stop()


def ask(gateway, host, path, method="GET", **arguments):
    """Asks the gateway under one of its names, without following redirects."""
    headers = {"Host": host, **arguments.pop("headers", {})}
    return requests.request(method, gateway.url + path, headers=headers, allow_redirects=False, timeout=10, **arguments)


def test_a_page_asked_at_the_crms_host_is_found_at_its_own(hosts):
    gateway, crm, pages = hosts
    led = ask(gateway, crm, "/calls?employee=3")
    assert led.status_code == 307 and led.headers["Location"] == f"http://{pages}{PREFIX}/calls?employee=3"
    shown = ask(gateway, pages, "/sign-in")
    assert shown.status_code in (200, 303), shown.text
    assert ask(gateway, crm, "/sign-in", "POST", data={"email": "a@b.example"}).status_code == 404


def test_phonet_and_the_api_keep_the_crms_host(hosts):
    gateway, crm, pages = hosts
    call = Conversation()
    assert ask(gateway, crm, "/call", "POST", json=call.dial).status_code == 200
    headers = {"Authorization": f"Bearer {gateway.token}"}
    assert ask(gateway, crm, f"/api/v1/calls/{call.uuid}", headers=headers).status_code == 200
    lead = ask(gateway, crm, "/api/v1/leads", "POST", json={"name": "Вікна"}, headers=headers).json()
    assert lead["card_url"] == f"http://{pages}{PREFIX}/leads/{lead['id']}"
    assert ask(gateway, crm, "/healthz").status_code == 200


def test_a_form_that_a_page_of_the_crm_sends_is_refused(hosts):
    gateway, crm, pages = hosts
    for origin in [f"http://{crm}", "https://evil.example"]:
        answer = ask(gateway, pages, "/appearance", "POST", data={"language": "en"}, headers={"Origin": origin})
        assert answer.status_code == 403, (origin, answer.status_code)
