"""Headless Chromium driven by clicks and keys."""

import os
from pathlib import Path

from selenium import webdriver
from selenium.common.exceptions import StaleElementReferenceException, WebDriverException
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import Select, WebDriverWait

# The folder for pictures; None: nobody asked for them. They take a third of the time of the story of every page.
PICTURES = Path(os.environ["PICTURES"]).absolute() if os.environ.get("PICTURES") else None


class Missing(AssertionError):
    """The page has no such element, or not yet."""


class Browser:
    """One browser with its own cookies."""

    def __init__(self, root, script=True, width=1280, height=900, dark=False, arguments=()):
        self.root = root
        options = Options()
        options.binary_location = "/usr/bin/chromium"
        for argument in (
            "--headless=new",
            "--no-sandbox",
            "--disable-dev-shm-usage",
            "--disable-gpu",
            "--hide-scrollbars",
            "--no-first-run",
            "--disable-background-networking",
            f"--window-size={width},{height}",
            *arguments,
        ):
            options.add_argument(argument)
        if dark:
            options.add_argument("--force-dark-mode")
        if not script:
            options.add_experimental_option(
                "prefs", {"profile.managed_default_content_settings.javascript": 2})
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        self.driver = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))
        self.driver.set_page_load_timeout(20)
        self.size(width, height)
        self.dark(dark)

    def size(self, width, height=900):
        """Sets the size of the viewport in pixels. A real window cannot be narrower than 500."""
        self.cdp("Emulation.setDeviceMetricsOverride",
                 width=width, height=height, deviceScaleFactor=1, mobile=width < 720)

    def dark(self, dark):
        """Emulates the colour scheme of the operating system."""
        self.cdp("Emulation.setEmulatedMedia", features=[
            {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}])

    def open(self, path):
        self.driver.get(path if path.startswith("http") else f"{self.root}/gateways/phonetapi{path}")
        return self

    @property
    def path(self):
        return self.driver.execute_script("return location.pathname").removeprefix("/gateways/phonetapi")

    @property
    def text(self):
        return self.driver.find_element(By.TAG_NAME, "body").text

    @property
    def title(self):
        return self.one("h1").text

    def all(self, selector):
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def one(self, selector):
        found = self.all(selector)
        if not found:
            raise Missing(f"no {selector} on {self.path}: {self.text[:300]}")
        return found[0]

    def field(self, name):
        """Returns the control with this name, scrolled to the middle, because bars cover the edges of the window."""
        field = self.one(f"main [name='{name}']")
        self.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", field)
        return field

    def type(self, name, text):
        field = self.field(name)
        field.clear()
        field.send_keys(text)
        return self

    def choose(self, name, text):
        Select(self.field(name)).select_by_visible_text(text)
        return self

    def filters(self):
        """Opens the filters of a list."""
        self.one(".filterbar > .drop:not(.period) > summary").click()
        return self

    def tick(self, name, on=True):
        field = self.field(name)
        if field.is_selected() != on:
            field.click()
        return self

    def press(self, words):
        """Clicks the button or link that contains these words and waits for the next page."""
        for element in self.all("main button, main a, main summary, nav button, nav a, header button"):
            if words in element.text and element.is_displayed() and element.get_attribute("aria-hidden") != "true":
                break
        else:
            raise AssertionError(f"nothing to press says “{words}” on {self.path}")
        before = self.driver.find_element(By.TAG_NAME, "html").id
        self.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", element)
        element.click()
        self.wait(lambda: self.driver.find_element(By.TAG_NAME, "html").id != before)
        return self

    def wait(self, condition, seconds=10):
        """Waits until the condition is true; asks again when an element was replaced or is not there yet."""
        def holds(_):
            try:
                return condition()
            except (StaleElementReferenceException, Missing):
                return False
            except WebDriverException as error:
                # What chromedriver says instead of “stale” while a page is being replaced.
                if "does not belong to the document" in str(error):
                    return False
                raise

        WebDriverWait(self.driver, seconds, poll_frequency=0.05).until(holds)

    def picture(self, name):
        """Saves a picture of the window, for people to look at, if they asked for pictures."""
        if PICTURES:
            PICTURES.mkdir(parents=True, exist_ok=True)
            self.driver.save_screenshot(str(PICTURES / name))

    def whole_picture(self, name):
        """The same of the whole page."""
        if PICTURES:
            height = self.driver.execute_script("return document.documentElement.scrollHeight")
            width = self.driver.execute_script("return innerWidth")
            self.size(width, max(height, 600))
            self.picture(name)

    def complaints(self):
        """Returns the messages of the browser's console: script errors and policy violations."""
        # Chromium says of an icon "Download error" when the page is left while it loads. That the icons
        # load is a story of its own.
        return [entry["message"] for entry in self.driver.get_log("browser")
                if "favicon" not in entry["message"] and "icon from the Manifest" not in entry["message"]]

    def cdp(self, command, **parameters):
        return self.driver.execute_cdp_cmd(command, parameters)

    def close(self):
        self.driver.quit()
