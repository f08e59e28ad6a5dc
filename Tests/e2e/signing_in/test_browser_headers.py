"""What browsers are told in header fields, and what cannot be put there."""

from urllib.parse import quote, urlencode, urljoin

import pytest
from page_forms import FORMS
from gateway import PREFIX
from person import Person


def hostile_headers(answer):
    policy = answer.headers.get("Content-Security-Policy", "")
    return [
        problem
        for problem, is_there in {
            "no policy": not policy,
            "unsafe policy": "unsafe" in policy,
            "framed": "frame-ancestors 'none'" not in policy,
            "sniffed": answer.headers.get("X-Content-Type-Options") != "nosniff",
        }.items()
        if is_there
    ]

def test_every_page_forbids_browsers_what_pages_do_not_need(office):
    person = Person(office)
    person.sign_in()
    for path in ("/", "/sign-in", "/setup", "/setup/x", "/invitation/x", "/me", "/nowhere", "/sign-out", *FORMS):
        for reader in (person, Person(office)):
            answer = reader.open(path)
            assert hostile_headers(answer) == [], (path, answer.status_code, dict(answer.headers))
            assert answer.headers["Cache-Control"] == "no-store"
            assert "<script>" not in answer.text and " style=" not in answer.text and " onclick" not in answer.text


@pytest.mark.parametrize(
    "back",
    [
        "//evil.example",
        "/\\evil.example",
        "https://evil.example/gateways/phonetapi/me",
        "javascript:alert(1)",
        f"{PREFIX}/me\r\nSet-Cookie: a=b",
        f"{PREFIX}/me%0d%0aSet-Cookie:a=b",
        f"{PREFIX}@evil.example",
        f"{PREFIX}/sign-out",
    ],
)
def test_signing_in_leads_nowhere_else(office, back):
    answer = Person(office).sign_in(**{"return": back})
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"{PREFIX}/"
    assert "a" not in answer.cookies
    assert Person(office).sign_in(**{"return": f"{PREFIX}/me"}).headers["Location"] == f"{PREFIX}/me"


@pytest.mark.parametrize("breaking", ["\r\n", "\n", "\r", "%0d%0a", "\u010d\u010a", "\0\r\n"])
def test_nothing_that_is_asked_for_becomes_a_header_field_or_an_address_elsewhere(office, breaking):
    olena = Person(office)
    olena.sign_in()
    evil = f"{PREFIX}/me{breaking}Evil: 1{breaking}Set-Cookie: evil=1{breaking}{breaking}//evil.example"
    names = ("return", "back", "language", "theme", "from", "to", "search", "phone", "cursor", "format", "name", "view",
             "status", "period", "file", "page", "sort")
    asked = urlencode({name: evil for name in names})
    for reader in (olena, Person(office)):
        token = reader.form_token("/sign-in" if reader is not olena else "/me")
        answers = [reader.open(f"{path}?{asked}") for path in (
            "", "/", "/sign-in", "/me", "/calls", "/calls/export", "/exports/leads", "/exports/calls", "/clients", "/leads",
            "/missed", "/webhook-log", "/audit", "/statistics", "/dialling/1", "/live", "/privacy", "/imports", "/nowhere")]
        answers += [reader.open(f"/{quote(evil)}"), reader.open(f"/calls/{quote(evil)}/recording")]
        answers += [reader.post("/appearance", {"form_token": token, "language": language, "return": evil})
                    for language in ("en", "uk", evil)]
        answers.append(reader.post(f"/appearance?{asked}", {"form_token": token, "theme": evil, "return": evil}))
        for answer in answers:
            assert "Evil" not in answer.headers and "evil" not in answer.cookies, answer.url
            target = urljoin("https://crm.example/", answer.headers.get("Location", ""))
            assert target.startswith("https://crm.example/") or target.startswith(office.root + "/"), target


def test_the_longest_header_fields_fit_through_nginx_both_ways(office):
    olena = Person(office)
    olena.sign_in()
    # nginx takes fields of up to 8 KB each (large_client_header_buffers).
    long = {"User-Agent": "z" * 8000, "Cookie": f"phonet_gateway_visit={'x' * 4000}; other={'y' * 3900}"}
    for path in ("/", "/sign-in", "/me", "/calls", "/statistics", "/calls/export", "/api/v1/openapi.json", "/nowhere"):
        for answer in (olena.open(path), Person(office).open(path), Person(office).open(path, **long)):
            assert answer.status_code < 500 and answer.status_code != 400, (path, answer.status_code)
            assert len("".join(f"{name}: {value}\r\n" for name, value in answer.headers.items())) <= 8 << 10
    assert len(olena.sign_in().headers["Set-Cookie"]) < 1 << 10
