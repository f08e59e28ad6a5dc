"""“Check connection” tries what is typed, without saving or losing it."""

import pytest
from gateway import PREFIX, Gateway, free_port
from phonet_server import KEY, PhonetServer
from test_walk import set_up


@pytest.fixture
def joined(tmp_path):
    """A gateway that nobody has connected, and a Phonet."""
    port = free_port()
    phonet = PhonetServer(gateway=f"http://127.0.0.1:{port}{PREFIX}")
    gateway = Gateway(tmp_path / "state", port=port, environment={
        "PHONET_GATEWAY_PHONET_HOST": phonet.host, "PHONET_GATEWAY_PHONET_PLAIN_HTTP": "1"})
    yield gateway, phonet
    phonet.stop()
    gateway.stop()


@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without scripts"])
def test_what_is_typed_is_checked_and_stays_typed(joined, browser_of, script):
    gateway, phonet = joined
    olena = browser_of(gateway, script=script)
    set_up(olena, gateway)
    olena.open("/settings")

    def typed(name):
        return olena.field(name).get_attribute("value")

    olena.type("phonet_domain", phonet.host).type("phonet_api_key", "не той ключ")
    olena.type("leads_before_connection_days", "3").press("Перевірити")
    assert "З’єднатися не вдалося" in olena.one("#connection-check").text
    olena.type("phonet_api_key", KEY).press("Перевірити")
    check = olena.one("#connection-check").text
    assert "З’єднання працює" in check and "ще не збережено" in check, check
    assert (typed("phonet_domain"), typed("phonet_api_key"), typed("leads_before_connection_days")) == (phonet.host, KEY, "3")
    assert gateway.get("/settings")["phonet_domain"] == ""
    if script:
        assert olena.one(".savebar .state").is_displayed()
    # Enter saves; it does not check.
    olena.driver.execute_script("document.querySelector('.savebar button.primary').click()")
    if olena.all("[name='password_again']"):
        olena.type("password_again", "вареники з вишнями").press("Далі")
    olena.wait(lambda: gateway.get("/settings")["phonet_domain"] == phonet.host)
    assert gateway.get("/settings")["leads_before_connection_days"] == 3
