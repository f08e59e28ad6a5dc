"""Signing in through the CRM: links and JWTs, through a real nginx."""

import concurrent.futures
import time
import uuid

import jwt
import pytest
import requests
from gateway import PREFIX, Gateway
from person import Person


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """A gateway with Olena, an administrator, and Taras, an employee whom the CRM knows as u/taras."""
    gateway = Gateway(tmp_path_factory.mktemp("office"))
    Person(gateway).set_up()
    gateway.create("/employees", name="Тарас Левченко", extension="102", external_id="u/taras")
    gateway.crm = requests.Session()
    token = gateway.run("token", "create", "CRM", "--scope", "crm", "--sign-in").split()[-1]
    gateway.crm.headers["Authorization"] = f"Bearer {token}"
    yield gateway
    gateway.stop()


def link(gateway, **body):
    answer = gateway.crm.post(f"{gateway.url}/api/v1/employees/by-external-id/u/taras/sign-in-links", json=body, timeout=10)
    assert answer.status_code == 201, answer.text
    assert set(answer.json()) == {"url", "expires_at"}
    return answer.json()["url"]


def test_a_link_lets_in_once_and_leads_to_its_page(office):
    url = link(office, **{"return": "/leads"})
    assert requests.head(url, timeout=10).status_code == 204
    script = {"Sec-Fetch-Mode": "cors", "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Dest": "empty"}
    assert requests.get(url, headers=script, timeout=10).status_code == 403
    taras = requests.Session()
    landed = taras.get(url, timeout=10)
    assert landed.status_code == 200 and landed.url == f"{office.url}/leads"
    late = requests.get(url, timeout=10)
    assert late.status_code == 410 and "/sign-in" in late.text

    ended = office.crm.delete(f"{office.url}/api/v1/employees/by-external-id/sessions", params={"external_id": "u/taras"}, timeout=10)
    assert ended.status_code == 204
    assert taras.get(f"{office.url}/leads", timeout=10).url.startswith(f"{office.url}/sign-in")


def test_of_twenty_at_the_same_instant_one_enters(office):
    url = link(office)
    with concurrent.futures.ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(lambda _: requests.get(url, allow_redirects=False, timeout=20).status_code, range(20)))
    assert sorted(answers) == [303] + [410] * 19


def test_the_link_is_in_no_log_of_nginx_and_in_no_answer_to_a_repetition(office):
    url = link(office)
    secret = url.rsplit("/", 1)[-1]
    again = office.crm.post(f"{office.url}/api/v1/employees/by-external-id/u/taras/sign-in-links", json={},
                            headers={"Idempotency-Key": "one"}, timeout=10)
    more = office.crm.post(f"{office.url}/api/v1/employees/by-external-id/u/taras/sign-in-links", json={},
                           headers={"Idempotency-Key": "one"}, timeout=10)
    assert again.json()["url"] != more.json()["url"]
    requests.get(url, timeout=10)
    kept = [file for file in office.state.rglob("*") if file.is_file() and secret.encode() in file.read_bytes()]
    assert kept == []


def test_jwts_of_pyjwt(office):
    def claims(**more):
        return {"sub": "u/taras", "jti": str(uuid.uuid4()), "exp": int(time.time()) + 50, "aud": office.root, **more}

    def enter(token, **more):
        return requests.get(f"{office.url}/sso", params={"jwt": token, **more}, allow_redirects=False, timeout=10)

    secret = office.api.post(f"{office.url}/api/v1/sso-secret", timeout=10).json()["secret"]
    assert office.crm.post(f"{office.url}/api/v1/sso-secret", timeout=10).status_code == 403
    good = jwt.encode(claims(), secret, algorithm="HS256")
    entered = enter(good, **{"return": "/calls"})
    assert entered.status_code == 303 and entered.headers["Location"] == f"{PREFIX}/calls"
    aud = [office.root + "/", office.url, f"{office.url}/"]
    for spelling in aud:
        assert enter(jwt.encode(claims(aud=spelling, iat=int(time.time())), secret, algorithm="HS256")).status_code == 303
    refused = {
        "again": good,
        "late": jwt.encode(claims(exp=int(time.time()) - 60), secret, algorithm="HS256"),
        "for an hour": jwt.encode(claims(exp=int(time.time()) + 3600), secret, algorithm="HS256"),
        "of another gateway": jwt.encode(claims(aud="https://other.example"), secret, algorithm="HS256"),
        "without jti": jwt.encode({k: v for k, v in claims().items() if k != "jti"}, secret, algorithm="HS256"),
        "none": jwt.encode(claims(), None, algorithm="none"),
        "HS384": jwt.encode(claims(), secret, algorithm="HS384"),
        "another secret": jwt.encode(claims(), secret[:-1] + "x" * 2, algorithm="HS256"),
        "nobody": jwt.encode(claims(sub="u/nobody"), secret, algorithm="HS256"),
    }
    answers = {name: enter(token) for name, token in refused.items()}
    assert {name: answer.status_code for name, answer in answers.items()} == dict.fromkeys(refused, 403)
    assert enter(good, **{"return": "//evil.example"}).status_code == 422
    assert office.api.delete(f"{office.url}/api/v1/sso-secret", timeout=10).status_code == 204
    assert enter(jwt.encode(claims(), secret, algorithm="HS256")).status_code == 403
