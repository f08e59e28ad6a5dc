"""The third way of the chapter “Join your CRM”: the widget in a CRM of PHP and MariaDB, whose people sign in once."""

import shutil

import pytest
from gateway import CLONE
from lamp import LAMP, block
from phonet import Conversation
from test_widget import IRYNA, NAMES, Joined, hears, inside, told

PAGE = """<?php session_start();
$db = new PDO(getenv('PHONET_DATABASE'), 'root');
if (isset($_GET['as'])) $_SESSION['user'] = $db->query('SELECT id FROM user WHERE login = ' . $db->quote($_GET['as']))->fetchColumn();
header("Content-Security-Policy: default-src 'none'; script-src 'self' {gateway}; frame-src {gateway}; connect-src 'self'");
?><!DOCTYPE html><html lang="uk"><head><meta charset="utf-8"><title>CRM</title><script src="/crm.js"></script>
{widget}</head><body><h1><?= $_GET['card'] ?? 'Контакти' ?></h1></body></html>
"""
LINK = """<?php
require __DIR__ . '/phonet.php';
session_start();
if (empty($_SESSION['user'])) { http_response_code(403); exit; }
echo (new Phonet(getenv('PHONET_URL'), getenv('PHONET_TOKEN')))->signInLink($_SESSION['user'], '/widget');
"""


@pytest.fixture
def crm(tmp_path):
    joined = Joined(tmp_path)
    lamp = LAMP(tmp_path / "lamp")
    root = joined.url.removesuffix("/gateways/phonetapi")
    origin = f"http://crm.phonet.test:{lamp.port}"
    joined.gateway.settings(crm_origins=[origin], client_url_template=f"{origin}/index.php?card={{external_id}}")
    lamp.sql("CREATE TABLE user (id INT PRIMARY KEY, login VARCHAR(20)); INSERT INTO user VALUES (7, 'taras')", "crm")
    shutil.copy(CLONE / "nginx" / "crm" / "phonet.php", lamp.directory / "site")
    widget = block("html", "The widget").replace("/gateways/", f"{root}/gateways/")
    lamp.put("index.php", PAGE.replace("{gateway}", root).replace("{widget}", widget))
    lamp.put("phonet-link.php", LINK)
    lamp.put("crm.js", block("js", "Messages of the widget").replace("https://crm.example", root) +
             "window.told = []; addEventListener('message', (event) => { if (event.data.phonet) told.push([event.origin, event.data]); });")
    token = joined.gateway.run("token", "create", "CRM", "--scope", "crm", "--sign-in").split()[-1]
    lamp.serve(PHONET_URL=joined.gateway.url, PHONET_TOKEN=token, PHONET_DATABASE=lamp.dsn)
    joined.page = f"{origin}/index.php"
    yield joined
    lamp.stop()
    joined.stop()


def test_whoever_is_in_the_crm_is_in_the_widget_and_the_card_opens_by_itself(crm, browser_of):
    browser = browser_of(crm.gateway, arguments=[NAMES])
    browser.open(crm.page)
    hears(browser, "signed-out")
    assert "Увійти" in inside(browser, "return document.body.innerText")
    browser.driver.execute_script("sessionStorage.clear()")
    browser.open(f"{crm.page}?as=taras")
    hears(browser, "ready")
    crm.gateway.post("call", Conversation(number=IRYNA, ext="101").dial)
    browser.wait(lambda: "Contact/7" in [title.text for title in browser.all("h1")])
    hears(browser, "ready")
    # The card's page holds the widget too, and is not opened again by the same call.
    browser.wait(lambda: "Ірина Соколова" in inside(browser, "return document.body.innerText"))
    assert told(browser, "call") == []
