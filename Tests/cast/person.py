"""A user of the pages without a browser: opens pages, fills in forms, sends them."""

import re
from html.parser import HTMLParser

import requests
from gateway import PREFIX

PASSWORD = "вареники з вишнями"


class Form:
    """One form of a page: its action, and the fields it sends unchanged."""

    def __init__(self, attributes):
        self.id = attributes.get("id")
        self.action = attributes.get("action", "")
        self.fields = []

    def filled(self, typed):
        """Returns the pairs to send; `typed` replaces values: a list ticks boxes, None omits a field."""
        pairs = [(name, value) for name, value in self.fields if name not in typed]
        for name, value in typed.items():
            values = [] if value is None else value if isinstance(value, list) else [value]
            pairs += [(name, str(one)) for one in values]
        return pairs


class Page(HTMLParser):
    """A parsed page: its text and its forms."""

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
        """Returns the form whose action ends with this text."""
        found = [form for form in self.forms if form.action.endswith(action)]
        assert found, f"no form goes to {action} on {self.url}"
        return found[0]

    @property
    def problems(self):
        """The names of the fields with a validation message."""
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
    """A user with a browser without scripts: cookies, pages, forms."""

    def __init__(self, gateway, email="olena.haiova@vitryla.example", password=PASSWORD, address="127.0.0.1"):
        self.gateway = gateway
        self.email = email
        self.password = password
        self.web = requests.Session()
        # Every address of 127.0.0.0/8 is this machine, so users can have different source addresses.
        self.web.mount("http://", _From(address))

    def open(self, path, **headers):
        """Requests the page at `path`, without the prefix; does not follow redirects."""
        return self.web.get(self.gateway.url + path, headers=headers, allow_redirects=False, timeout=20)

    def send(self, path, page=None, headers=None, **fields):
        """Posts these fields to `path` with the form token of `page`; without `page`, of the page at `path`."""
        token = self.form_token(page or path)
        return self.post(path, {"form_token": token, **fields}, headers)

    def post(self, path, fields, headers=None):
        return self.web.post(
            self.gateway.url + path, data=fields, headers=headers, allow_redirects=False, timeout=60
        )

    def read(self, path):
        """Opens the page at `path` and parses it."""
        return Page(self.web.get(self.gateway.url + path, timeout=20))

    def fill(self, page, action, **typed):
        """Fills in and sends a form of a parsed page; returns the page it redirects to."""
        form = page.form(action)
        address = requests.compat.urljoin(page.url, form.action)
        return Page(self.web.post(address, data=form.filled(typed), timeout=60))

    def form_token(self, page):
        shown = self.web.get(self.gateway.url + page, timeout=20).text
        found = re.search(r'name="form_token" value="([0-9a-f]+)"', shown)
        assert found, f"{page} has no form"
        return found[1]

    def set_up(self, name="Олена Гайова"):
        """Creates the first administrator with the printed setup link."""
        path = self.gateway.setup_path()
        answer = self.send(path, name=name, email=self.email, password=self.password)
        assert answer.status_code == 303, answer.text
        return self

    def accept(self, link):
        """Chooses the password with an invitation link."""
        answer = self.send(link.rpartition(PREFIX)[2].strip(), password=self.password)
        assert answer.status_code == 303, answer.text
        return self

    def sign_in(self, password=None, **fields):
        return self.send("/sign-in", email=self.email, password=password or self.password, **fields)

    def sign_out(self):
        return self.send("/sign-out", page="/me")

    @property
    def session(self):
        return self.web.cookies.get("phonet_gateway")


class _From(requests.adapters.HTTPAdapter):
    """Connects from one address of this machine."""

    def __init__(self, address):
        self.address = address
        super().__init__()

    def init_poolmanager(self, *arguments, **options):
        super().init_poolmanager(*arguments, source_address=(self.address, 0), **options)
