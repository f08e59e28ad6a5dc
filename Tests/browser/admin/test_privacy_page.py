"""The privacy page: an inquiry about one number and its erasure, in a browser."""

import axe
import reading
from browser import Browser
from test_walk import missed_call, set_up

NUMBER = "+380500000047"


def looked_at(browser, name):
    """Returns accessibility violations and overflows at both widths, light and dark, and saves screenshots."""
    found = []
    for width in (1280, 390):
        for dark in (False, True):
            browser.size(width)
            browser.dark(dark)
            found += [f"{name} {width}: {one}" for one in axe.violations(browser, only_colours=dark)]
            found += [f"{name} {width} too wide: {one}" for one in reading.overflow(browser)]
            browser.whole_picture(f"{name}-{width}{'-dark' if dark else ''}.png")
    browser.size(1280)
    return found


def test_a_number_is_found_and_erased(fresh):
    browser = Browser(fresh.root)
    set_up(browser, fresh)
    fresh.settings(create_lead_on_missed_incoming=True)
    fresh.create("/clients", name="Ганна Шевчук", phones=[NUMBER, "+380500000048"])
    fresh.create("/leads", name="Ганна", phones=[NUMBER])
    for _ in range(3):
        missed_call(fresh, "101", NUMBER)
    browser.open("/privacy").type("number", "050 000 00 47")
    browser.press("Знайти все")
    browser.wait(lambda: "Прибрати номер" in browser.text)
    assert "Ганна Шевчук" in browser.text and "1 інший номер" in browser.text
    found = looked_at(browser, "privacy-number")
    browser.one("input[value=erase]").click()
    browser.type("digits", "0048")
    browser.press("Виконати назавжди")
    browser.wait(lambda: browser.all("#problem-digits"))
    # The only message in the console is the refused request itself.
    assert len(browser.complaints()) == 1
    browser.type("digits", "0047")
    browser.press("Виконати назавжди")
    browser.wait(lambda: "номера немає" in browser.text, 30)
    found += looked_at(browser, "privacy-erased")
    browser.open("/privacy")
    assert "стерто" in browser.text and "0047" not in browser.text
    found += looked_at(browser, "privacy")
    browser.open("/calls?period=all")
    assert "номер стерто" in browser.text
    found += browser.complaints()
    browser.close()
    assert not found, "\n".join(found)
