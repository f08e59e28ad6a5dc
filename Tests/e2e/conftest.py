import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).resolve().parents[1] / "cast"))

from gateway import Gateway  # noqa: E402

BASE = {
    "create_lead_on_missed_incoming": False,
    "create_lead_on_missed_incoming_if_client_exists": False,
    "create_lead_on_answered_incoming": False,
    "create_lead_on_answered_incoming_if_client_exists": False,
    "create_lead_on_missed_outgoing": False,
    "create_lead_on_missed_outgoing_if_client_exists": False,
    "create_lead_on_answered_outgoing": False,
    "create_lead_on_answered_outgoing_if_client_exists": False,
    "reopen_status_id": None,
    "call_push_employee_ids": [],
    "push_delay_seconds": 0,
    "notify_missed_lead_responsible": False,
    "notify_missed_client_admins": False,
    "notify_missed_unknown": False,
    "notify_missed_unknown_employee_ids": [],
    "missed_fallback": False,
    "notify_assigned": False,
    "reopened_lead_owner": "keep",
    "distribute_known": False,
    "distribute_former_owner": False,
    "distribution_mode": "off",
    "distribution_employee_ids": [],
    "module_enabled": True,
    "client_url_template": "",
    "lead_url_template": "",
    "new_contact_url_template": "",
}


@pytest.fixture(scope="session")
def running(tmp_path_factory):
    gateway = Gateway(tmp_path_factory.mktemp("gateway"))
    gateway.olena = gateway.create("/employees", name="Олена Гайова", extension="101", role="admin",
                                   email="olena.haiova@vitryla.example")["id"]
    gateway.taras = gateway.create("/employees", name="Тарас Левченко", extension="102")["id"]
    gateway.marko = gateway.create("/employees", name="Марко Дубовик", extension="103")["id"]
    gateway.statuses = {status["name"]: status["id"] for status in gateway.items("/lead-statuses")}
    yield gateway
    gateway.stop()


@pytest.fixture
def gateway(running):
    """The company of the stories (Olena 101, Taras 102, Marko 103) with every rule switched off."""
    running.settings(**BASE)
    return running


@pytest.fixture
def suspicious(tmp_path):
    """A gateway that does not trust this machine's addresses."""
    gateway = Gateway(tmp_path / "state", trusts_loopback=False)
    yield gateway
    gateway.stop()


@pytest.fixture(scope="module")
def running_office(request, tmp_path_factory):
    """The `Office` of the test module, with its Phonet, in a temporary folder."""
    office = request.module.Office(tmp_path_factory.mktemp("office"))
    yield office
    office.stop()


@pytest.fixture
def office(running_office):
    """The module's office. Its Phonet starts each test without faults and must end it without complaints."""
    running_office.phonet.behave()
    yield running_office
    assert running_office.phonet.complaints == []
