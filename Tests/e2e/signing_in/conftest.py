import pytest
from gateway import Gateway
from person import Person


@pytest.fixture
def fresh(tmp_path):
    """A gateway without an administrator."""
    gateway = Gateway(tmp_path / "state")
    yield gateway
    gateway.stop()


@pytest.fixture(scope="package")
def office(tmp_path_factory):
    """A gateway with an administrator, Olena, and an employee, Taras."""
    gateway = Gateway(tmp_path_factory.mktemp("office"))
    gateway.olena = Person(gateway).set_up()
    taras = gateway.create("/employees", name="Тарас Левченко", extension="102", email="taras@vitryla.example")
    gateway.taras = taras["id"]
    link = gateway.run("employee", "invite", str(gateway.taras)).split()[-1]
    Person(gateway, "taras@vitryla.example").accept(link)
    yield gateway
    gateway.stop()
