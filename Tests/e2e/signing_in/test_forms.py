"""Forms from other sites."""

import itertools

from page_forms import FORMS
from person import PASSWORD, Person


def test_no_form_from_elsewhere_is_accepted(office):
    person = Person(office)
    person.sign_in()
    token = person.form_token("/me")
    fields = {"email": person.email, "password": PASSWORD, "name": "Х", "language": "en", "confirm": "1"}
    right = {"form_token": token, **fields}
    before = office.rows("SELECT count(*) FROM audit_entry"), office.rows("SELECT version FROM setting")
    attacks = {
        "no token": (fields, {}),
        "wrong token": ({**fields, "form_token": "0" * len(token)}, {}),
        "cross-site": (right, {"Sec-Fetch-Site": "cross-site"}),
        "same-site": (right, {"Sec-Fetch-Site": "same-site"}),
        "foreign origin": (right, {"Origin": "https://evil.example"}),
        "opaque origin": ({**fields, "form_token": "0" * len(token)}, {"Origin": "null"}),
        "text/plain": ("&".join(f"{k}={v}" for k, v in right.items()).encode(), {"Content-Type": "text/plain"}),
    }
    accepted = []
    for path, (name, (body, headers)) in itertools.product(FORMS, attacks.items()):
        answer = person.post(path, body, headers)
        if answer.status_code not in (403, 404, 405):
            accepted.append((path, name, answer.status_code))
    assert accepted == []
    for path in FORMS:
        person.web.get(office.url + path, params=right, allow_redirects=False)
    assert person.open("/me").status_code == 200
    assert before == (office.rows("SELECT count(*) FROM audit_entry"), office.rows("SELECT version FROM setting"))


def test_a_stranger_cannot_sign_a_browser_in_with_a_form_of_their_own(office):
    victim, attacker = Person(office), Person(office)
    stolen = attacker.form_token("/sign-in")
    victim.open("/sign-in")
    fields = {"form_token": stolen, "email": attacker.email, "password": PASSWORD}
    assert victim.post("/sign-in", fields).status_code == 403
    assert victim.session is None
