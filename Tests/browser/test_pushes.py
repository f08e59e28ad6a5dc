"""Pushes in a real browser: the texts of the page, and the notifications of the service worker.

Headless Chromium has no push service, so the test simulates its half of the subscription. The page's script, the form
and the service worker are the real ones; pushes reach the worker through the DevTools protocol.
"""

import json

import axe
import pytest
import reading
from browser import Browser
from gateway import Gateway
from push_server import PushServer
from selenium.common.exceptions import WebDriverException
from test_walk import set_up

PLAYED = """
PushManager.prototype.getSubscription = async () => {
  const kept = localStorage.getItem("subscription");
  if (!kept) return null;
  const fields = JSON.parse(kept);
  return {
    endpoint: fields.endpoint,
    toJSON: () => ({ endpoint: fields.endpoint, keys: { p256dh: fields.p256dh, auth: fields.auth } }),
    unsubscribe: async () => { localStorage.removeItem("subscription"); return true; },
  };
};
PushManager.prototype.subscribe = async function ({ userVisibleOnly, applicationServerKey }) {
  if (!userVisibleOnly || applicationServerKey.length !== 65) throw new Error("refused");
  localStorage.setItem("subscription", %s);
  return this.getSubscription();
};
"""


@pytest.fixture
def office(tmp_path, request):
    """A gateway, a browser and a push service. With the parameter "installed" the browser is the window of the
    installed app, without an address bar."""
    push = PushServer()
    gateway = Gateway(tmp_path / "state", environment={"PHONET_GATEWAY_PUSH_HOST": push.host})
    is_installed = getattr(request, "param", "tab") == "installed"
    browser = Browser(gateway.root, arguments=[f"--app={gateway.root}/gateways/phonetapi/"] if is_installed else [])
    set_up(browser, gateway)
    assert browser.driver.execute_script("return matchMedia('(display-mode: standalone)').matches") == is_installed
    yield gateway, browser, push
    browser.close()
    gateway.stop()
    push.stop()


def allow(browser, setting="granted"):
    browser.cdp("Browser.setPermission", origin=browser.root, permission={"name": "notifications"}, setting=setting)


def state(browser):
    return browser.one("[data-push-state]")


def test_switched_on_tried_out_and_switched_off(office):
    _, browser, push = office
    allow(browser)
    there = push.browser()
    browser.cdp("Page.addScriptToEvaluateOnNewDocument", source=PLAYED % json.dumps(json.dumps(there.subscription)))
    browser.open("/me").wait(lambda: not state(browser).is_displayed())
    assert not browser.all("[data-browser]")
    browser.press("Увімкнути пуші в цьому браузері")
    assert "отримуватиме пуші" in browser.text
    browser.wait(lambda: browser.one("[data-here]").is_displayed())
    assert not browser.one("[data-push-form]").is_displayed()
    browser.press("Надіслати пробний пуш")
    assert there.await_push().news["kind"] == "trial"
    browser.open("/me").wait(lambda: browser.one("[data-here]").is_displayed())
    assert "останній пуш" in browser.text
    assert not axe.violations(browser) and not reading.overflow(browser)
    browser.size(390)
    assert not reading.overflow(browser)
    browser.size(1280)
    browser.press("Вимкнути")
    assert not browser.all("[data-browser]")
    browser.wait(lambda: browser.one("[data-push-form]").is_displayed())
    assert browser.driver.execute_script("return localStorage.getItem('subscription')") is None
    assert not browser.complaints()


def test_whoever_signs_out_gets_no_more_pushes_there(office):
    _, browser, push = office
    allow(browser)
    there = push.browser()
    browser.cdp("Page.addScriptToEvaluateOnNewDocument", source=PLAYED % json.dumps(json.dumps(there.subscription)))
    browser.open("/me").press("Увімкнути пуші в цьому браузері")
    browser.wait(lambda: browser.one("[data-here]").is_displayed())
    browser.press("Вийти")
    assert browser.path == "/sign-in"
    assert browser.driver.execute_script("return localStorage.getItem('subscription')") is None


def test_a_browser_that_blocks_notifications_says_what_to_do(office):
    _, browser, _ = office
    allow(browser, "denied")
    browser.open("/me").wait(lambda: "заборонено" in state(browser).text)
    assert not browser.one("[data-push-form]").is_displayed()


@pytest.mark.parametrize("office", ["tab", "installed"], indirect=True)
def test_the_service_worker_shows_what_comes_and_what_nobody_can_read(office):
    _, browser, _ = office
    allow(browser)
    browser.open("/me").wait(lambda: not state(browser).is_displayed())
    browser.driver.execute_async_script("navigator.serviceWorker.ready.then(arguments[0])")
    browser.cdp("ServiceWorker.enable")
    news = {"title": "Вхідний дзвінок", "body": "Ірина Соколова", "lang": "uk", "tag": "call 1", "silent": False,
            "url": "/gateways/phonetapi/calls/1"}

    def shown():
        return browser.driver.execute_async_script("""
            const done = arguments[0];
            navigator.serviceWorker.ready.then((worker) => worker.getNotifications())
              .then((list) => done(list.map(({ title, body, tag, data }) => ({ title, body, tag, url: data.url }))));""")

    def has_shown(title, data):
        """Delivers the push again until its notification is there: Chromium forgets a notification that somebody
        asks for between its being kept and its being drawn."""
        found = [one for one in shown() if one["title"] == title]
        for number in range(0 if found else 8):
            try:
                browser.cdp("ServiceWorker.deliverPushMessage", origin=browser.root, registrationId=str(number), data=data)
            except WebDriverException:  # no worker has this number
                continue
        return found

    browser.wait(lambda: has_shown(news["title"], json.dumps(news)))
    browser.wait(lambda: has_shown("Phonet", "not for anybody"))
    assert {key: news[key] for key in ("title", "body", "tag", "url")} in shown()
    assert {"title": "Phonet", "body": "", "tag": "", "url": "/gateways/phonetapi/"} in shown()
