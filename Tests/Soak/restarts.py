"""F1, F2: restarts under load refuse and lose nothing; a killed responder loses only the requests it held.

    restarts.py [RESTARTS]   default 20, then three times as many kills
"""

import os
import signal
import threading
import time

from soak import Conversation, Schedule, Verdict, company, is_sound, read, size, until

RATE = 100


def ends(gateway, count, number, pause, over):
    """Returns the seconds from each signal to the next responder."""
    spans = []
    for _ in range(count):
        time.sleep(pause)
        victim, begun = gateway.responder, time.monotonic()
        os.kill(victim, number)
        assert until(lambda: gateway.responder != victim, 30)
        spans.append(time.monotonic() - begun)
    over.append(spans)


def measure(gateway, count, number, pause):
    stored, over = [], []

    def ask(session):
        talk = Conversation()
        answer = session.post(f"{gateway.url}/call", json=talk.dial, timeout=20)
        if answer.status_code == 200:
            stored.append(talk.uuid)
        return answer.status_code

    schedule = Schedule(RATE, count * (pause + 1), ask).start()
    signals = threading.Thread(target=ends, args=(gateway, count, number, pause, over))
    signals.start()
    schedule.join()
    signals.join()
    lost = len(set(stored) - {row[0] for row in read(gateway, "SELECT uuid FROM call")})
    failed = sum(count for answer, count in schedule.answers.items() if answer != 200)
    return schedule, lost, failed, max(over[0])


def main():
    restarts, verdict = size(20), Verdict()
    with company() as gateway:
        schedule, lost, failed, longest = measure(gateway, restarts, signal.SIGTERM, 2)
        verdict.bar("F1", failed == 0 and lost == 0 and longest <= 10,
                    f"{restarts} restarts at {RATE} events a second: {failed} refused, {lost} lost, "
                    f"at most {longest:.1f} s each; {schedule.figure}")
        kills = restarts * 3
        schedule, lost, failed, longest = measure(gateway, kills, signal.SIGKILL, 5)
        share = failed / sum(schedule.answers.values())
        verdict.bar("F2", share <= 0.001 and lost == 0 and longest <= 1 and is_sound(gateway),
                    f"{kills} kills, one every 5 s: {failed} failed ({share:.2%}), {lost} lost, "
                    f"started again after at most {longest:.2f} s")
    verdict.end()


if __name__ == "__main__":
    main()
