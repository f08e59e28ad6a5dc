"""A CRM that reads the feed of events into tables of its own."""

import requests

# What only mirrors other records makes no event of its own; a receiver takes it from those.
MIRRORED = {"legs", "legs_cut", "decisions", "notifications", "recording_state", "url", "card_url", "call_uuid",
            "client_external_id", "lead_external_id", "employee_external_id", "responsible_external_id",
            "admin_external_ids", "online", "last_seen_at"}
LISTS = {"call": "/calls", "lead": "/leads", "client": "/clients", "employee": "/employees",
         "missed": "/missed-calls"}


def own(body):
    """Returns a record without what it only mirrors."""
    return {name: value for name, value in body.items() if name not in MIRRORED}


class Mirror:
    def __init__(self, gateway):
        self.gateway, self.cursor, self.records, self.seqs = gateway, 0, {}, []

    def take(self, event):
        """Keeps the record of an event unless it is strictly older than what is known."""
        for kind in LISTS:
            body = event["data"].get(kind)
            if body is None:
                continue
            key = kind, body.get("uuid") or body["id"]
            if key not in self.records or body["version"] >= self.records[key]["version"]:
                self.records[key] = body

    def read(self):
        """Reads the feed to its end. Returns false when the gateway did not answer."""
        while True:
            try:
                answer = self.gateway.api.get(f"{self.gateway.url}/api/v1/events",
                                              params={"after": self.cursor, "limit": 500}, timeout=10)
                page = answer.json()
            except (requests.RequestException, ValueError):
                return False
            if answer.status_code != 200:
                return False
            for event in page["items"]:
                self.seqs.append(event["data"]["seq"])
                self.take(event)
            self.cursor = page["next_after"]
            if not page["more"]:
                return True

    def differences(self):
        """Returns the keys under which the tables differ from what GET shows."""
        truth = {}
        for kind, path in LISTS.items():
            for item in self.gateway.items(path):
                truth[kind, item.get("uuid") or item["id"]] = own(item)
        mine = {key: own(body) for key, body in self.records.items() if "deleted" not in body}
        return sorted(str(key) for key in truth.keys() | mine.keys() if truth.get(key) != mine.get(key))
