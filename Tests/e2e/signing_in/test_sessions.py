"""Sessions: cookies, roles, the end of a session."""

import requests
from gateway import PREFIX, Gateway
from person import PASSWORD, Person

NEW_PASSWORD = "кінь скрепка батарейка"


def test_the_cookie_is_out_of_reach_changes_at_each_sign_in_and_dies_on_the_server(office):
    person = Person(office)
    answer = person.sign_in()
    cookie = next(line for line in answer.raw.headers.getlist("Set-Cookie") if line.startswith("phonet_gateway="))
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie
    first = person.session
    assert len(first) >= 32
    assert person.sign_in().status_code == 303 and person.session != first
    second = person.session
    assert person.open("/me").status_code == 200
    assert person.sign_out().headers["Location"].startswith(PREFIX + "/sign-in")
    for dead in (first, second, "x" * 43):
        answer = requests.get(f"{office.url}/me", cookies={"phonet_gateway": dead}, allow_redirects=False)
        assert answer.status_code == 303
    hashes = {row[0] for row in office.rows("SELECT hash FROM session")}
    assert all(len(value) == 32 for value in hashes)


def test_behind_https_cookies_are_the_hosts_alone_and_the_hosts_other_ports_stay_as_they_are(tmp_path):
    gateway = Gateway(tmp_path / "state", environment={"PHONET_GATEWAY_PUBLIC_URL": "https://crm.example"})
    try:
        answer = requests.get(f"{gateway.url}/setup")
        cookie = answer.headers["Set-Cookie"]
        assert cookie.startswith("__Host-") and "; Secure" in cookie and "; Path=/;" in cookie
        for path in ("/setup", "/nowhere", "/api/v1/leads", "/healthz"):
            assert "Strict-Transport-Security" not in requests.get(gateway.url + path).headers
    finally:
        gateway.stop()


def test_another_role_is_in_force_at_once_and_the_end_of_being_active_ends_the_sessions(office):
    taras = Person(office, "taras@vitryla.example")
    assert taras.sign_in().status_code == 303

    def change(**fields):
        answer = office.api.patch(f"{office.url}/api/v1/employees/{office.taras}", json=fields)
        assert answer.status_code == 200

    for role, settings in (("admin", 200), ("supervisor", 403), ("employee", 403)):
        change(role=role)
        assert taras.open("/me").status_code == 200
        assert taras.open("/settings").status_code == settings
    change(active=False)
    assert taras.open("/me").status_code == 303
    assert taras.sign_in().status_code == 422
    change(active=True)
    olena = next(person["id"] for person in office.items("/employees") if person["role"] == "admin")
    for change in ({"role": "employee"}, {"active": False}):
        assert office.api.patch(f"{office.url}/api/v1/employees/{olena}", json=change).status_code == 409


def test_a_changed_password_signs_out_everywhere_else(office):
    here, there = (Person(office, "taras@vitryla.example") for _ in range(2))
    here.sign_in(), there.sign_in()
    wrong = here.send("/me/password", page="/me", old_password="не той", password=NEW_PASSWORD)
    assert wrong.status_code == 422 and NEW_PASSWORD not in wrong.text
    overheard = requests.Session()
    overheard.cookies.update(here.web.cookies)
    assert overheard.get(f"{office.url}/me", allow_redirects=False).status_code == 200
    assert here.send("/me/password", page="/me", old_password=PASSWORD, password=NEW_PASSWORD).status_code == 303
    assert overheard.get(f"{office.url}/me", allow_redirects=False).status_code == 303
    assert (here.open("/me").status_code, there.open("/me").status_code) == (200, 303)
    assert there.sign_in().status_code == 422
    assert there.sign_in(NEW_PASSWORD).status_code == 303
    assert here.send("/me/sessions", page="/me").status_code == 303
    assert there.open("/me").status_code == 303
    here.send("/me/password", page="/me", old_password=NEW_PASSWORD, password=PASSWORD)
