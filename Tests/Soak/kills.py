"""W1, F2: everything answered 200 is in the database after kills of the responder under load.

    kills.py [KILLS]   default 500
"""

import os
import random
import signal
import time

from soak import Load, Verdict, company, is_sound, lost, size, until


def main():
    kills, dice, verdict = size(500), random.Random(20260105), Verdict()
    clients, sound, respawn = 8, 0, []
    with company() as gateway, Load(gateway, clients, pause=0.03) as load:
        for _ in range(kills):
            time.sleep(dice.uniform(0.005, 0.5))
            victim, killed = gateway.responder, time.monotonic()
            os.kill(victim, signal.SIGKILL)
            assert until(lambda: gateway.responder != victim, 20)
            assert until(lambda: load.last_stored > killed, 20)
            respawn.append(time.monotonic() - killed)
            # The load pauses during the integrity check, which reads the whole file.
            with load.held():
                sound += is_sound(gateway)
        missing, stored = lost(gateway, load), len(set(load.stored))
        verdict.bar("W1", missing == 0 and sound == kills,
                    f"{kills} kills, {stored} calls answered 200, {missing} lost, sound {sound}/{kills}")
        broken = sum(load.answers.values())
        verdict.bar("F2", broken <= kills * clients and max(respawn) <= 2,
                    f"{broken} requests failed at {kills} kills with {clients} in flight, "
                    f"back after {sorted(respawn)[len(respawn) // 2]:.2f} s, at most {max(respawn):.2f} s")
    verdict.end()


if __name__ == "__main__":
    main()
