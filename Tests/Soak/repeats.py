"""W4, W7: events repeated many times, many at once and with unreadable ones between them, count once.

    repeats.py [EVENTS]   default 5,000
"""

import random
from concurrent.futures import ThreadPoolExecutor

from soak import Conversation, Verdict, company, is_sound, read, size

POISON = (b"{\"event\":\"call.dial\",", b"\xff\xfe", b"[" * 500, b"--cut\r\n\r\n", b"hello")


def main():
    events, dice, verdict = size(5000), random.Random(20260105), Verdict()
    with company() as gateway:
        gateway.settings(notify_missed_unknown=True, notify_missed_unknown_employee_ids=[1])
        talks = [Conversation() for _ in range(events // 2)]
        posts = [post for talk in talks for event in (("call", talk.dial), ("after_call_end", talk.record(False)))
                 for post in [event] * dice.randint(2, 20)]
        good = len(posts)
        posts += [("call", dice.choice(POISON)) for _ in range(good // 10)]
        dice.shuffle(posts)
        with ThreadPoolExecutor(20) as pool:
            answers = list(pool.map(lambda post: (isinstance(post[1], bytes), gateway.post(*post).status_code), posts))
        calls, distinct = read(gateway, "SELECT count(*), count(DISTINCT uuid) FROM call")[0]
        leads = read(gateway, "SELECT count(*) FROM lead")[0][0]
        notices = read(gateway, "SELECT count(*) FROM notice WHERE kind = 'lead_assigned' OR kind = 'missed_call'")[0][0]
        each = read(gateway, "SELECT max(n) FROM (SELECT count(*) AS n FROM notice GROUP BY call_id, kind, employee_id)")
        verdict.bar("W4", calls == distinct == leads == len(talks) and notices >= calls and each[0][0] == 1
                    and is_sound(gateway),
                    f"{len(talks) * 2} events sent {good} times, 20 at once: {calls} calls, {leads} leads, each notice once")
        refused = [status for is_poison, status in answers if is_poison]
        taken = [status for is_poison, status in answers if not is_poison]
        kept = read(gateway, "SELECT count(*) FROM webhook_message WHERE status = 'failed' AND reasons <> ''")[0][0]
        verdict.bar("W7", set(refused) == {400} and set(taken) == {200} and kept == len(refused),
                    f"{len(refused)} poisoned messages among {good}: refused once, kept with their reason: {kept}; "
                    "the others all taken")
    verdict.end()


if __name__ == "__main__":
    main()
