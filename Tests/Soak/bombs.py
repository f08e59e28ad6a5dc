"""Z2: JSON bombs are refused at once and cost little CPU and memory.

    bombs.py [TIMES]   default 100 of each
"""

import time

from soak import Verdict, company, processor_seconds, size

DEEP = {f"{levels} levels of {sign}": sign.encode() * levels for levels in (33, 320, 5000, 100_000) for sign in "[{"}
DEEP |= {f"{levels} named levels": b'{"a":' * levels for levels in (33, 320, 5000, 40_000)}
STRANGE = {
    "100,000 keys": b"{" + b",".join(b'"%d":1' % number for number in range(20_000)) + b"}",
    "one key again and again": b"{" + b",".join([b'"a":1'] * 20_000) + b"}",
    "half a surrogate": b'{"event":"\\ud800"}',
    "a number beyond range": b'{"dialAt":1e999,"x":' + b"9" * 50_000 + b"}",
    "NUL": b'{"uuid":"\\u0000"}\x00',
    "a mark": b"\xef\xbb\xbf{}",
    "no UTF-8": b'{"a":"\xff\xfe"}',
    "a text without end": b'{"a":"' + b"x" * 200_000,
}


def main():
    times, verdict = size(100), Verdict()
    with company() as gateway:
        pid, answers, dearest = gateway.responder, {}, ("", 0)
        for name, body in (DEEP | STRANGE).items():
            spent, statuses = processor_seconds(pid), set()
            for _ in range(times):
                statuses.add(gateway.post("call", body).status_code)
                statuses.add(gateway.api.post(f"{gateway.url}/api/v1/clients", data=body, timeout=20,
                                              headers={"Content-Type": "application/json"}).status_code)
            cost = (processor_seconds(pid) - spent) / times / 2 * 1000
            answers[name] = statuses
            if name in DEEP:
                dearest = max(dearest, (name, cost), key=lambda each: each[1])
            if not statuses <= {200, 400, 413, 422}:
                print(name, statuses)
        time.sleep(0.1)
        refused = all(answers[name] == {400} for name in DEEP)
        fine = all(statuses <= {200, 400, 413, 422} for statuses in answers.values())
        verdict.bar("Z2", refused and fine and dearest[1] <= 5 and gateway.responder == pid,
                    f"{len(answers)} bombs, {times} times each at a webhook and the API: deep ones all 400 {refused}, "
                    f"the others no harm {fine}; the dearest deep one took {dearest[1]:.2f} ms ({dearest[0]})")
    verdict.end()


if __name__ == "__main__":
    main()
