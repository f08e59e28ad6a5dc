"""Passwords, and guessing them."""

import concurrent.futures
import statistics
import time

from person import PASSWORD, Person


def test_passwords_are_stored_as_scrypt_and_long_ones_count_to_the_last_character(office):
    stored = {row[0] for row in office.rows("SELECT hash FROM password")}
    assert stored and all(text.startswith("$scrypt$ln=15,r=8,p=3$") for text in stored)
    person = Person(office, "taras@vitryla.example")
    person.sign_in()
    long = "".join(chr(0x430 + i * 7 % 32) for i in range(128))
    try:
        for refused in (long + "x", "ї" * 1000):
            answer = person.send("/me/password", page="/me", old_password=PASSWORD, password=refused)
            assert answer.status_code == 422 and "щонайбільше 128 символів" in answer.text
        assert person.send("/me/password", page="/me", old_password=PASSWORD, password=long).status_code == 303
        assert person.sign_in(long[:-1]).status_code == 422
        assert person.sign_in(long).status_code == 303
    finally:
        assert person.send("/me/password", page="/me", old_password=long, password=PASSWORD).status_code == 303


def test_guesses_are_few_and_the_owner_comes_in_meanwhile(fresh):
    olena = Person(fresh).set_up()
    olena.sign_out()
    guesser = Person(fresh, address="127.0.0.66")
    token = guesser.form_token("/sign-in")

    def guess(email, word):
        fields = {"form_token": token, "email": email, "password": word}
        return guesser.post("/sign-in", fields).status_code

    looked_at = [guess(olena.email, f"guess number {number}") for number in range(40)]
    assert looked_at.count(422) == 10 and set(looked_at) == {422, 429}
    assert guess(olena.email, PASSWORD) == 429
    # The owner still signs in from the usual address, and from any address with the known browser.
    assert Person(fresh).sign_in().status_code == 303
    olena.web.mount("http://", type(olena.web.get_adapter("http://"))("127.0.0.66"))
    assert olena.sign_in().status_code == 303

    spread = Person(fresh, address="127.0.0.67")
    token, guesser = spread.form_token("/sign-in"), spread
    answers = [guess(f"person{number}@vitryla.example", "a common guess") for number in range(58)]
    assert answers.count(422) == 50 and answers.count(429) == 8


def test_an_account_that_exists_takes_no_longer_to_refuse(fresh):
    Person(fresh).set_up()
    times = {"olena.haiova@vitryla.example": [], "nobody.atall@vitryla.example": []}
    person = Person(fresh, address="127.0.0.68")
    token = person.form_token("/sign-in")
    for _ in range(10):
        for email, spent in times.items():
            begun = time.perf_counter()
            answer = person.post("/sign-in", {"form_token": token, "email": email, "password": "a wrong guess"})
            spent.append(time.perf_counter() - begun)
            assert answer.status_code == 422
    known, unknown = (statistics.median(spent) for spent in times.values())
    assert abs(known - unknown) / unknown < 0.25, (known, unknown)


def test_a_rush_at_the_door_keeps_no_webhook_waiting(fresh):
    Person(fresh).set_up()
    people = [Person(fresh, f"person{n}@vitryla.example", address=f"127.0.1.{n + 1}") for n in range(12)]
    tokens = [person.form_token("/sign-in") for person in people]

    def knock(person, token):
        fields = {"form_token": token, "email": person.email, "password": "a common guess"}
        return person.post("/sign-in", fields).status_code

    with concurrent.futures.ThreadPoolExecutor(len(people)) as crowd:
        knocks = [crowd.submit(knock, *pair) for pair in zip(people, tokens) for _ in range(2)]
        waits = []
        while not all(done.done() for done in knocks):
            begun = time.perf_counter()
            assert fresh.post("customer_data", {"otherLegNum": "+380500000099"}).status_code == 200
            waits.append(time.perf_counter() - begun)
    answers = [done.result() for done in knocks]
    assert set(answers) <= {422, 503} and 422 in answers and 503 in answers
    # Less than the time of one password hash: no webhook waited for one.
    assert statistics.median(waits) < 0.1, sorted(waits)[-5:]
