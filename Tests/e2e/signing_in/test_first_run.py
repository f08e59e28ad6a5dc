"""The first run: one-time links, the first administrator."""

import re

from gateway import PREFIX
from person import PASSWORD, Person


def test_the_printed_link_makes_the_administrator_once(fresh):
    path = fresh.setup_path()
    assert path
    olena, other = Person(fresh), Person(fresh, "other@vitryla.example")
    assert olena.open("/").headers["Location"] == PREFIX + "/sign-in"
    assert olena.open("/sign-in").headers["Location"] == PREFIX + "/setup"
    assert "phonet-gateway init" in olena.open("/setup").text
    token = other.form_token(path)
    olena.set_up()
    assert "Олена Гайова" in olena.open("/me").text
    late = {"form_token": token, "name": "Інша", "email": other.email, "password": PASSWORD}
    assert other.post(path, late).status_code == 410
    assert len(fresh.items("/employees")) == 1
    # No setup link is printed once somebody can sign in.
    assert "/setup/" not in fresh.run("init")


def test_a_lost_link_is_printed_anew_and_the_old_one_ends(fresh):
    old = fresh.setup_path()
    printed = fresh.run("init", "--public-url", "https://crm.example")
    new = re.search(r"https://crm\.example/gateways/phonetapi(/setup/\S+)", printed)[1]
    assert "https://your CRM/gateways/phonetapi/setup/" in fresh.run("init")
    newest = fresh.run("init").split()[-1].rpartition(PREFIX)[2]
    person = Person(fresh)
    assert [person.open(path).status_code for path in (old, new, newest)] == [410, 410, 200]


def test_an_employee_added_by_command_gets_a_link_and_becomes_the_administrator(fresh):
    printed = fresh.run("employee", "add", "Олена Гайова", "--admin", "--email", "olena@vitryla.example")
    assert printed.startswith("Employee 1: Олена Гайова\n") and "/invitation/" in printed
    olena = Person(fresh, "olena@vitryla.example").accept(printed.split()[-1])
    assert olena.open("/").headers["Location"] == PREFIX + "/settings"
    assert "/invitation/" not in fresh.run("employee", "add", "Марко Дубовик")
