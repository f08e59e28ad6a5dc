"""A minimal model of the rules of calls: the expected database after any messages in any order."""

from dataclasses import dataclass, field

OWNED = ("101", "102")


@dataclass
class Rules:
    """The switches of rule C by direction and outcome, whether it applies to clients too, and rule R's switch."""

    switches: set
    even_if_client: bool
    reopen: bool

    def make(self, direction, outcome, client):
        return (direction, outcome) in self.switches and (self.even_if_client or not client)


@dataclass(eq=False)
class Lead:
    kind: str
    made_by: str = None
    responsible: str = None


@dataclass(eq=False)
class Number:
    text: str
    client: bool
    leads: list

    def newest(self, kind):
        return next((lead for lead in reversed(self.leads) if lead.kind == kind), None)


@dataclass(eq=False)
class Leg:
    """One uuid of Phonet: its possible messages, and those received (`heard`)."""

    uuid: str
    extension: str
    answers: bool
    messages: dict
    heard: set = field(default_factory=set)

    @property
    def is_over(self):
        return bool(self.heard & {"hangup", "record"})

    @property
    def is_bridged(self):
        return self.answers and bool(self.heard & {"bridge", "hangup"})

    @property
    def is_answered(self):
        return self.is_bridged or (self.answers and "record" in self.heard)


@dataclass(eq=False)
class Call:
    direction: str
    number: Number
    legs: list
    root: Leg
    decided: set = field(default_factory=set)
    lead: Lead = None
    has_made: bool = False
    is_erased: bool = False

    @property
    def heard(self):
        return [leg for leg in self.legs if leg.heard]

    def is_of(self, number):
        """Whether the database has the call under this number."""
        return self.number is number and bool(self.heard) and not self.is_erased

    @property
    def is_answered(self):
        return any(leg.is_answered for leg in self.legs)

    @property
    def state(self):
        ended = "record" in self.root.heard
        live = [leg for leg in self.heard if not leg.is_over and (leg.is_bridged or not ended)]
        return "ended" if not live else "talking" if any(leg.is_bridged for leg in live) else "ringing"

    @property
    def outcome(self):
        """None: not decided. Without a record of the root a call is decided after a minute; no sequence lasts that long."""
        if self.is_answered:
            return "answered"
        return "missed" if self.state == "ended" and "record" in self.root.heard else None

    @property
    def employee(self):
        """The extension that answered, or the only one that rang; None when no employee owns it."""
        known = {leg.extension for leg in self.heard if leg.is_answered or not self.is_answered}
        return known.pop() if len(known) == 1 and known <= set(OWNED) else None


class Books:
    def __init__(self, rules):
        self.rules = rules

    def hear(self, call, leg, name):
        begins = not call.heard
        leg.heard.add(name)
        if call.is_erased:
            return
        number = call.number
        if begins:
            lost = number.newest("lost")
            if call.direction == "outgoing" and self.rules.reopen and lost and not number.newest("active"):
                lost.kind = "active"
            call.lead = number.newest("active")
        outcome = call.outcome
        if outcome and outcome not in call.decided:
            call.decided.add(outcome)
            call.lead = call.lead or number.newest("active")
            if number.newest("active") is None and self.rules.make(call.direction, outcome, number.client):
                call.lead, call.has_made = Lead("active", call.root.uuid), True
                number.leads.append(call.lead)
        if outcome and call.has_made:
            call.lead.responsible = call.employee

    def erase(self, number, calls):
        number.client, number.leads = False, []
        for call in calls:
            if call.is_of(number):
                call.is_erased, call.lead = True, None
