"""The widget in pages of a CRM at another origin of the same site, with a strict content policy."""

import time

import axe
import pytest
import requests
from crm_site import CRMSite, told
from gateway import CLONE, PREFIX, Gateway, free_port
from phonet import Conversation
from phonet_server import KEY, PhonetServer
from selenium.webdriver.common.by import By

IRYNA = "+380671234567"
NAMES = "--host-resolver-rules=MAP *.phonet.test 127.0.0.1, MAP evil.example 127.0.0.1"


class Joined:
    """A gateway at gateway.phonet.test, Phonet, and the CRM at crm.phonet.test whose pages hold the widget."""

    def __init__(self, folder):
        port = free_port()
        self.url = f"http://gateway.phonet.test:{port}{PREFIX}"
        self.phonet = PhonetServer(gateway=f"http://127.0.0.1:{port}{PREFIX}")
        self.phonet.order("pace", tick=40)
        self.gateway = Gateway(folder / "state", port=port, environment={
            "PHONET_GATEWAY_PUBLIC_URL": f"http://gateway.phonet.test:{port}",
            "PHONET_GATEWAY_PHONET_HOST": self.phonet.host, "PHONET_GATEWAY_PHONET_PLAIN_HTTP": "1"})
        self.crm = CRMSite(self.url)
        self.evil = CRMSite(self.url, host="evil.example")
        self.gateway.settings(crm_origins=[self.crm.origin])
        self.gateway.create("/employees", name="Тарас Левченко", extension="101", external_id="7")
        self.gateway.create("/clients", name="Ірина Соколова", external_id="Contact/7", phones=[IRYNA])

    def connect(self):
        """Calls can be made. From then on messages of other accounts, such as those of `Conversation`, are not believed."""
        self.gateway.settings(phonet_domain=self.phonet.host, phonet_api_key=KEY)
        self.phonet.order("plan", pickUp=80, ring=80, talk=240)

    def link(self):
        answer = self.gateway.api.post(f"{self.gateway.url}/api/v1/employees/by-external-id/7/sign-in-links",
                                       json={"return": "/calls"}, timeout=10)
        assert answer.status_code == 201
        return answer.json()["url"]

    def stop(self):
        self.crm.stop()
        self.evil.stop()
        self.phonet.stop()
        self.gateway.stop()


@pytest.fixture
def joined(tmp_path):
    joined = Joined(tmp_path)
    yield joined
    joined.stop()


@pytest.fixture
def taras(joined, browser_of):
    """A browser on the CRM's page; nobody is signed in at the gateway."""
    browser = browser_of(joined.gateway, arguments=[NAMES])
    return browser.open(joined.crm.origin + "/")


def inside(browser, script):
    """Runs a script in the widget's frame."""
    driver = browser.driver
    driver.switch_to.frame(driver.find_element(By.ID, "phonet-gateway-widget"))
    try:
        return driver.execute_script(script)
    finally:
        driver.switch_to.default_content()


def hears(browser, type, seconds=5, count=1):
    browser.wait(lambda: len(told(browser, type)) >= count, seconds)
    return told(browser, type)[-1]


def enter(joined, browser):
    hears(browser, "signed-out")
    browser.driver.execute_script("phonetGateway.openAs(arguments[0])", joined.link())
    return hears(browser, "ready")


def test_a_person_comes_in_by_a_link_without_a_password_once(joined, taras):
    hears(taras, "signed-out")
    assert "Увійти" in inside(taras, "return document.body.innerText")
    link = joined.link()
    taras.driver.execute_script("phonetGateway.openAs(arguments[0])", link)
    hears(taras, "ready")
    assert requests.get(link.replace("gateway.phonet.test", "127.0.0.1"), timeout=10).status_code == 410
    # A used link, and an address that is no link, sign nobody in or out.
    before = len(told(taras, "signed-out"))
    for url in (link, f"{joined.url}/sign-out", "https://evil.example/gateways/phonetapi/enter/x", "nonsense"):
        taras.driver.execute_script("phonetGateway.openAs(arguments[0])", url)
        before += 1
        hears(taras, "signed-out", count=before)
    taras.open(joined.crm.origin + "/late")
    hears(taras, "ready")
    assert [line for line in taras.complaints() if "410" not in line] == []


def test_the_card_is_there_within_two_seconds_and_the_crm_is_told_with_its_own_ids(joined, taras):
    enter(joined, taras)
    call = Conversation(number=IRYNA, ext="101")
    begun = time.monotonic()
    assert joined.gateway.post("call", call.dial).status_code == 200
    taras.wait(lambda: "Ірина Соколова" in inside(taras, "return document.getElementById('live').innerText"), 2)
    took = time.monotonic() - begun
    assert took < 2, took
    print(f"in the CRM's page after {took:.2f} s")
    ringing = hears(taras, "call")
    assert ringing["state"] == "ringing" and ringing["phone"] == IRYNA and ringing["uuid"] == call.uuid
    assert ringing["client_external_id"] == "Contact/7" and ringing["lead_external_id"] is None
    assert ringing["card_url"].startswith("http")
    frame = taras.one("#phonet-gateway-widget").rect
    assert frame["width"] > 300 and frame["height"] > 150

    # The next page of the CRM is not told again, so that it may open a card on `call`.
    taras.open(joined.crm.origin + "/late")
    hears(taras, "ready")
    time.sleep(1.2)
    assert told(taras, "call") == []
    joined.gateway.post("call", call.bridge)
    assert hears(taras, "call")["state"] == "talking"
    joined.gateway.post("call", call.hangup(True))
    assert hears(taras, "call", count=2)["state"] == "ended"
    time.sleep(1.2)
    assert [one["state"] for one in told(taras, "call")] == ["talking", "ended"]
    assert taras.complaints() == []


def test_a_click_on_a_number_dials_and_says_so(joined, taras):
    joined.connect()
    enter(joined, taras)
    taras.one("#call").click()
    dialled = hears(taras, "dialled")

    def hang_up(call):
        # Phonet makes no second call while the telephone is busy.
        answer = joined.gateway.api.post(f"{joined.gateway.url}/api/v1/calls/{call['uuid']}/hang-up", timeout=10)
        assert answer.status_code in (204, 409), answer.text

    assert dialled["phone"] == IRYNA and len(dialled["uuid"]) == 32
    assert joined.phonet.story.count("makeCall") == 1
    assert "101" in inside(taras, "return document.getElementById('widget-news').innerText")
    hang_up(dialled)
    taras.one("#data").click()
    dialled = hears(taras, "dialled", count=2)
    assert dialled["phone"] == "+380501112233"
    hang_up(dialled)
    inside(taras, """const form = document.getElementById('dialler'); form.elements.phone.value = '0631234500';
        form.requestSubmit();""")
    assert hears(taras, "dialled", count=3)["phone"] == "+380631234500"
    taras.driver.execute_script("phonetGateway.dial('abc')")
    assert hears(taras, "trouble")["text"]
    assert joined.phonet.story.count("makeCall") == 3


def test_without_a_session_a_number_keeps_its_meaning(joined, taras):
    joined.connect()
    hears(taras, "signed-out")
    prevented = taras.driver.execute_script("""
        let prevented = null;
        addEventListener("click", (event) => { prevented = event.defaultPrevented; event.preventDefault(); }, { once: true });
        document.getElementById("call").click();
        return prevented;""")
    assert prevented is False
    taras.driver.execute_script("phonetGateway.dial('0671234567')")
    assert hears(taras, "trouble")["text"]
    assert joined.phonet.story.count("makeCall") == 0


def test_it_comes_back_into_pages_that_empty_their_body(joined, taras):
    enter(joined, taras)
    for act, words in (("empty()", "Порожньо"), ("another()", "Інша сторінка")):
        before = len(told(taras, "ready"))
        taras.driver.execute_script(act)
        taras.wait(lambda words=words: words in taras.text)
        hears(taras, "ready", count=before + 1)
        assert len(taras.all("#phonet-gateway-widget")) == 1
    joined.gateway.post("call", Conversation(number=IRYNA, ext="101").dial)
    assert hears(taras, "call")["state"] == "ringing"


def test_foreign_pages_get_no_frame_and_no_word(joined, browser_of):
    joined.connect()
    browser = browser_of(joined.gateway, arguments=[NAMES])
    # Signed in at the gateway, and on a page of somebody else that loads the script.
    browser.open(joined.link().replace("127.0.0.1", "gateway.phonet.test"))
    browser.wait(lambda: browser.path == "/calls")
    browser.complaints()
    browser.open(joined.evil.origin + "/")
    time.sleep(1)
    assert told(browser) == []
    assert any("frame-ancestors" in line for line in browser.complaints())
    # The CRM may hold the widget, and no other page of the gateway.
    browser.open(joined.crm.origin + "/framed")
    time.sleep(0.5)
    assert any("frame-ancestors" in line for line in browser.complaints())
    # A page that was not asked to hold it is not believed, whatever origin it claims.
    for origin in ("", "https://evil.example", "*", "null"):
        page = requests.get(f"{joined.gateway.url}/widget", params={"origin": origin}, timeout=10)
        assert 'data-origin=""' in page.text, origin
        policy = page.headers["Content-Security-Policy"]
        assert f"frame-ancestors 'self' {joined.crm.origin};" in policy and "evil" not in policy
    # Messages of other frames and windows are ignored, and so are strange ones.
    browser.open(joined.crm.origin + "/")
    hears(browser, "ready")
    browser.driver.execute_script("""
        const frame = document.getElementById("phonet-gateway-widget");
        frame.contentWindow.postMessage({ type: "dial", phone: "0671234567" }, "*");
        frame.contentWindow.postMessage({ phonet: 2, type: "dial", phone: "0671234567" }, "*");
        frame.contentWindow.postMessage({ phonet: 1, type: "reload" }, "*");
        postMessage({ phonet: 1, type: "resize", width: 900, height: 900 }, "*");
        const other = document.createElement("iframe"); other.id = "other"; document.body.append(other);""")
    browser.driver.switch_to.frame("other")
    browser.driver.execute_script("""
        top.document.getElementById("phonet-gateway-widget").contentWindow
            .postMessage({ phonet: 1, type: "dial", phone: "0671234567" }, "*");""")
    browser.driver.switch_to.default_content()
    time.sleep(1)
    assert joined.phonet.story.count("makeCall") == 0
    assert browser.one("#phonet-gateway-widget").rect["height"] < 400


def test_one_question_a_second_for_a_whole_browser_and_presence(joined, taras):
    enter(joined, taras)
    driver = taras.driver
    first = driver.current_window_handle
    for _ in range(2):
        driver.switch_to.new_window("tab")
        taras.open(joined.crm.origin + "/")
        hears(taras, "ready")
    time.sleep(2.5)

    def polls():
        return inside(taras, """return performance.getEntriesByType('resource')
            .filter((one) => one.name.includes('/live?')).length""")

    last = driver.current_window_handle
    counts = {}
    for handle in (first, last):
        driver.switch_to.window(handle)
        counts[handle] = polls()
    begun, before = time.monotonic(), polls()
    time.sleep(3)
    asked = polls() - before
    assert asked <= time.monotonic() - begun + 1.5
    driver.switch_to.window(first)
    still = polls()
    driver.switch_to.window(last)
    time.sleep(2)
    driver.switch_to.window(first)
    assert polls() <= still + 2
    person = joined.gateway.api.get(f"{joined.gateway.url}/api/v1/employees/by-external-id/7", timeout=10).json()
    assert person["online"] is True


def test_how_it_looks(joined, browser_of):
    browser = browser_of(joined.gateway, arguments=[NAMES], width=1366, height=650)
    browser.open(joined.crm.origin + "/")
    hears(browser, "signed-out")
    time.sleep(0.3)
    browser.picture("widget-signed-out.png")
    enter(joined, browser)
    time.sleep(0.3)
    browser.picture("widget-idle.png")
    inside(browser, "document.getElementById('fold').click()")
    time.sleep(0.3)
    browser.picture("widget-folded.png")
    inside(browser, "document.getElementById('fold').click()")
    joined.gateway.post("call", Conversation(number=IRYNA, ext="101").dial)
    hears(browser, "call")
    time.sleep(0.5)
    browser.picture("widget-call.png")
    browser.size(390, 700)
    time.sleep(0.3)
    browser.picture("widget-call-390.png")
    browser.size(1366, 650)
    browser.dark(True)
    browser.open(joined.crm.origin + "/")
    hears(browser, "ready")
    time.sleep(1.5)
    browser.picture("widget-call-dark.png")
    inside(browser, "document.querySelector('#bell summary').click()")
    time.sleep(0.3)
    browser.picture("widget-bell-dark.png")
    browser.dark(False)
    browser.open(f"{joined.url}/widget?origin={joined.crm.origin}")
    assert axe.violations(browser) == []


def test_the_script_is_small_and_plain(joined):
    answer = requests.get(f"{joined.gateway.url}/widget.js", timeout=10)
    assert answer.status_code == 200 and len(answer.content) <= 5 * 1024
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert answer.headers["Content-Type"].startswith("text/javascript")
    for word in ("eval", "innerHTML", "setAttribute(\"style\"", "import("):
        assert word not in answer.text


def test_whoever_signs_in_in_another_tab_is_in_at_once(joined, browser_of):
    browser = browser_of(joined.gateway, arguments=[NAMES])
    browser.open(joined.crm.origin + "/")
    hears(browser, "signed-out")
    first = browser.driver.current_window_handle
    browser.driver.switch_to.new_window("tab")
    browser.open(joined.link())
    browser.wait(lambda: browser.path == "/calls")
    browser.driver.switch_to.window(first)
    hears(browser, "ready")
    browser.driver.switch_to.window(browser.driver.window_handles[-1])
    browser.press("Вийти")
    browser.driver.switch_to.window(first)
    hears(browser, "signed-out", 12, count=2)
