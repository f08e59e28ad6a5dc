"""Phonet's messages about a call."""

import itertools
import random
import time

_numbers = itertools.count(1_000_000)
# A fixed seed, so that a failure can be repeated.
_uuids = random.Random(20_260_105)


def fresh_number():
    """Returns an unused outside number."""
    return f"+38067{next(_numbers)}"


def fresh_uuid():
    """Returns an unused uuid of a call."""
    return f"{_uuids.getrandbits(128):032x}"


class Conversation:
    def __init__(self, direction="incoming", number=None, ext="101", parent=None, uuid=None, start=None):
        self.uuid = uuid or fresh_uuid()
        self.parent = parent
        self.direction = {"internal": 1, "outgoing": 2, "incoming": 4}[direction]
        self.number = number if number is not None else fresh_number()
        self.ext = ext
        self._start = start

    @property
    def start(self):
        """When it began to ring, in milliseconds: `start`, else when its first message is made.
        Nobody gets a notice of a call of long ago."""
        if self._start is None:
            self._start = int(time.time() * 1000)
        return self._start

    def _event(self, name, **more):
        return {
            "event": name,
            "accountDomain": "vitryla-demo.phonet.com.ua",
            "uuid": self.uuid,
            "parentUuid": self.parent,
            "dialAt": self.start,
            "bridgeAt": None,
            "lgDirection": self.direction,
            "leg": {"id": 41, "ext": self.ext, "displayName": "Олена Гайова"},
            "leg2": None,
            "otherLegs": [{"id": None, "name": None, "num": self.number, "companyName": None, "url": ""}],
            "trunkNum": "+380440000777",
            "trunkName": "+380440000777",
            **more,
        }

    @property
    def dial(self):
        return self._event("call.dial")

    @property
    def bridge(self):
        return self._event("call.bridge", bridgeAt=self.start + 9_000, serverTime=self.start + 9_004)

    def hangup(self, answered):
        bridged = self.start + 9_000 if answered else None
        return self._event("call.hangup", bridgeAt=bridged, serverTime=self.start + 145_000)

    def record(self, answered, ext=None, transfers=None):
        return {
            "parentUuid": self.parent,
            "uuid": self.uuid,
            "endAt": self.start + 145_000,
            "lgDirection": self.direction,
            "otherLegNum": self.number,
            "otherLegName": self.number,
            "leg": {"id": 41, "type": 1, "displayName": "Олена Гайова", "ext": ext or self.ext},
            "leg2": None,
            "billSecs": 136 if answered else 0,
            "duration": 145,
            "disposition": 0 if answered else 1,
            "transferHistory": transfers,
            "audioRecUrl": None,
            "trunk": "o=380440000777;",
        }
