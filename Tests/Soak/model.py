"""Z3: after any messages, repeats, kills, reconciliations and erasures the database equals a small model.

    model.py [SEQUENCES]   default 10,000; the same ones each run
"""

import time
import traceback
from functools import partial

from call_model import Books, Call, Lead, Leg, Number, Rules
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as some
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from model_office import KINDS, Office
from phonet import Conversation, fresh_number
from soak import Verdict, size

EVERY = {(direction, outcome) for direction in ("incoming", "outgoing") for outcome in ("answered", "missed")}
COMPANIES = (
    Rules(EVERY, even_if_client=False, reopen=True),
    Rules(EVERY, even_if_client=True, reopen=False),
    Rules({("incoming", "missed"), ("outgoing", "answered")}, even_if_client=False, reopen=True),
)
KNOWN = some.sampled_from(("nobody", "nobody", "client", "active", "lost", "won"))
# An index of a call, leg, message or number; it wraps around.
PLACE = some.integers(0, 3)
EXTENSIONS = ("101", "102", "777")
STEPS = 8
# Slow steps happen in one of this many sequences.
RARITY = {"kill": 25, "compare": 50, "erase": 250}


def leg(talk, answers):
    messages = {"dial": talk.dial, "hangup": talk.hangup(answers), "record": talk.record(answers)}
    return Leg(talk.uuid, talk.ext, answers, messages | ({"bridge": talk.bridge} if answers else {}))


def nth(things, place):
    return things[place % len(things)]


def expected(call):
    return call.state, call.outcome, call.employee, call.has_made, len(call.heard)


def same(said, wanted):
    assert said == wanted, f"the books say {said}, the model {wanted}"


class Sequence(RuleBasedStateMachine):
    """A few calls of two unused numbers."""

    finished = 0

    def __init__(self, office, rules):
        super().__init__()
        self.office = office
        self.books = Books(rules)
        self.calls = []
        self.numbers = []

    @initialize(known=some.tuples(KNOWN, KNOWN), rare=some.integers(0, 249))
    def begin(self, known, rare):
        self.allowed = {what for what, rarity in RARITY.items() if rare % rarity == rarity // 2}
        for kind in known:
            number = Number(fresh_number(), kind == "client", [Lead(kind)] if kind in KINDS else [])
            if kind != "nobody":
                self.office.know(kind, number.text)
            self.numbers.append(number)

    @precondition(lambda self: len(self.calls) < 3)
    @rule(number=PLACE, direction=some.sampled_from(("incoming", "outgoing")), answers=some.booleans(),
          extension=some.sampled_from(EXTENSIONS), name=PLACE)
    def call(self, number, direction, answers, extension, name):
        """A new call, of which any message may arrive first."""
        number = nth(self.numbers, number)
        only = leg(Conversation(direction, number.text, extension), answers)
        self.calls.append(Call(direction, number, [only], only))
        self.hear(self.calls[-1], only, name)

    @precondition(lambda self: len(self.calls) < 3)
    @rule(number=PLACE, winner=some.sampled_from((None, 0, 1)), extensions=some.permutations(EXTENSIONS), name=PLACE)
    def group(self, number, winner, extensions, name):
        """A group call to two phones; of its parent leg Phonet sends at most a record."""
        number, parent = nth(self.numbers, number), Conversation().uuid
        members = [leg(Conversation("incoming", number.text, extension, parent=parent), place == winner)
                   for place, extension in enumerate(extensions[:2])]
        talk = Conversation("incoming", number.text, extensions[winner or 0], uuid=parent)
        root = Leg(parent, talk.ext, winner is not None, {"record": talk.record(winner is not None)})
        self.calls.append(Call("incoming", number, [*members, root], root))
        self.hear(self.calls[-1], members[0], name)

    @precondition(lambda self: self.calls)
    @rule(call=PLACE, messages=some.lists(some.tuples(PLACE, PLACE), min_size=1, max_size=3))
    def tell(self, call, messages):
        """Posts messages of a call, new or repeated."""
        call = nth(self.calls, call)
        for part, name in messages:
            self.hear(call, nth(call.legs, part), name)

    @precondition(lambda self: self.calls)
    @rule(call=PLACE)
    def again(self, call):
        """Posts all received messages of a call again."""
        for part in nth(self.calls, call).heard:
            for name in sorted(part.heard):
                self.office.post(name, part.messages[name])

    @precondition(lambda self: self.calls and "kill" in self.allowed)
    @rule(call=PLACE, part=PLACE, name=PLACE)
    def kill(self, call, part, name):
        """Kills the responder while it handles a message, which is then sent again."""
        self.allowed.discard("kill")
        call = nth(self.calls, call)
        self.hear(call, nth(call.legs, part), name, kill=True)

    @precondition(lambda self: self.calls and "compare" in self.allowed)
    @rule()
    def compare(self):
        """Reconciles with a history that has the record of every leg of every call."""
        self.allowed.discard("compare")
        told = [(call, part) for call in self.calls for part in call.legs]
        self.office.compare([part.messages["record"] for _, part in told])
        for call, part in told:
            self.books.hear(call, part, "record")

    @precondition(lambda self: self.calls and "erase" in self.allowed)
    @rule(call=PLACE)
    def erase(self, call):
        """Erases the number of a call."""
        self.allowed.discard("erase")
        number = nth(self.calls, call).number
        if number.client or number.leads or any(one.is_of(number) for one in self.calls):
            self.office.erase(number.text)
            self.books.erase(number, self.calls)

    def hear(self, call, part, name, kill=False):
        name = nth(list(part.messages), name)
        (self.office.post_and_kill if kill else self.office.post)(name, part.messages[name])
        self.books.hear(call, part, name)

    @invariant()
    def the_books_agree(self):
        for number in self.numbers:
            ids, leads = self.office.leads(number.text)
            same(leads, [(lead.kind, lead.made_by, lead.responsible) for lead in number.leads])
            ours = [call for call in self.calls if call.is_of(number)]
            same(self.office.count(number.text), (len(ours), number.client))
            for call in ours:
                lead = ids[number.leads.index(call.lead)] if call.lead else None
                same(self.office.call(call.root.uuid), (*expected(call), lead, number.text))
        for call in self.calls:
            if call.is_erased:
                *said, phone = self.office.call(call.root.uuid)
                same((*said, phone[:4]), (*expected(call), None, "+999"))

    def teardown(self):
        Sequence.finished += 1


def divergence(office, rules, sequences, number):
    """Returns the difference and the shortest sequence that shows it; empty when there is none."""
    office.set(rules)
    chosen = settings(max_examples=sequences, stateful_step_count=STEPS, deadline=None, database=None,
                      report_multiple_bugs=False, suppress_health_check=list(HealthCheck),
                      phases=(Phase.generate, Phase.shrink))
    try:
        run_state_machine_as_test(seed(number)(partial(Sequence, office, rules)), settings=chosen)
        return ""
    except AssertionError:
        return traceback.format_exc()


def main():
    sequences, verdict, begun = size(10_000), Verdict(), time.monotonic()
    with Office.open() as office:
        share = -(-sequences // len(COMPANIES))
        found = [divergence(office, rules, share, number) for number, rules in enumerate(COMPANIES)]
        seconds, sound = time.monotonic() - begun, office.is_sound
    print("".join(found), end="")
    done = ", ".join(f"{count} {what}" for what, count in office.done.items())
    verdict.bar("Z3", not any(found) and sound, f"{Sequence.finished} sequences in {seconds:.0f} s, {done}: "
                f"{sum(map(bool, found))} of {len(COMPANIES)} companies diverge from the model")
    verdict.end()


if __name__ == "__main__":
    main()
