"""A person at the pages, without a browser: opens them, fills their forms, sends them."""

import os
import re
import subprocess
from html.parser import HTMLParser

import requests

PASSWORD = "сім синіх вітрил над Дніпром"


class Form:
    """One form of a page: where it goes, and what it would send untouched."""

    def __init__(self, attributes):
        self.id = attributes.get("id")
        self.action = attributes.get("action", "")
        self.fields = []

    def filled(self, typed):
        """The pairs to send; a list or None in the place of a text ticks boxes or leaves a field out."""
        pairs = [(name, value) for name, value in self.fields if name not in typed]
        for name, value in typed.items():
            values = [] if value is None else value if isinstance(value, list) else [value]
            pairs += [(name, str(one)) for one in values]
        return pairs


class Page(HTMLParser):
    """A page as a person reads it: its words, its forms."""

    def __init__(self, response):
        super().__init__()
        self.status = response.status_code
        self.url = response.url
        self.html = response.text
        self.forms = []
        self._text = []
        self._open = []
        self._choice = None
        self._area = None
        self.feed(response.text)
        self.words = " ".join("".join(self._text).split())

    def form(self, action):
        """The form that is sent to an address ending so."""
        found = [form for form in self.forms if form.action.endswith(action)]
        assert found, f"no form goes to {action} on {self.url}"
        return found[0]

    @property
    def problems(self):
        """The fields with a mistake beside them."""
        return set(re.findall(r'id="problem-([^"]+)"', self.html))

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "form":
            self.forms.append(Form(attributes))
            self._open.append(self.forms[-1])
        form = self._open[-1] if self._open else None
        name = attributes.get("name")
        if tag == "select":
            self._choice = (name, [])
        elif tag == "option" and self._choice:
            self._choice[1].append((attributes.get("value", ""), "selected" in attributes))
        elif tag == "textarea":
            self._area = (name, [])
        elif tag == "input" and form and name:
            kind = attributes.get("type", "text")
            if kind not in ("checkbox", "radio") or "checked" in attributes:
                form.fields.append((name, attributes.get("value", "on")))
        self._text.append(" ")

    def handle_endtag(self, tag):
        form = self._open[-1] if self._open else None
        if tag == "form" and self._open:
            self._open.pop()
        elif tag == "select" and self._choice and form:
            name, options = self._choice
            chosen = [value for value, is_chosen in options if is_chosen] or [options[0][0]] if options else []
            form.fields += [(name, value) for value in chosen]
            self._choice = None
        elif tag == "textarea" and self._area and form:
            form.fields.append((self._area[0], "".join(self._area[1]).removeprefix("\n")))
            self._area = None
        self._text.append(" ")

    def handle_data(self, data):
        if self._area:
            self._area[1].append(data)
        self._text.append(data)


class Person:
    """Keeps the cookies of one browser."""

    def __init__(self, gateway):
        self.gateway = gateway
        self.session = requests.Session()

    @classmethod
    def administrator(cls, gateway, name="Олена Гайова", email="olena.haiova@vitryla.example"):
        """Comes by the one-time link of the first run."""
        person = cls(gateway)
        command = [os.environ["PHONET_GATEWAY_BINARY"], "init", "--database",
                   str(gateway.state / "gateway.sqlite"), "--public-url", gateway.root]
        printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        link = re.search(r"http\S+", printed).group(0)
        page = Page(person.session.get(link))
        secret = link.rsplit("/", 1)[-1]
        page = person.send(page, f"/setup/{secret}", name=name, email=email, password=PASSWORD)
        assert page.status == 200, page.words
        return person

    def open(self, path):
        return Page(self.session.get(self.gateway.url + path))

    def send(self, page, action, **typed):
        """Sends a form of the page; follows to where it leads."""
        form = page.form(action)
        body = form.filled(typed)
        return Page(self.session.post(requests.compat.urljoin(page.url, form.action), data=body))
