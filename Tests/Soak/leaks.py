"""F10: a million mixed requests leak neither memory nor descriptors.

    leaks.py [REQUESTS]   default 1,000,000; needs wrk
"""

import subprocess
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from soak import Verdict, company, descriptors, resident, size

# 60 % events, 25 % lookups, 10 % records, 5 % pages and API (V3).
MIX = """
local n, seed = 0, 0
function setup(thread) seed = seed + 1; thread:set("own", seed) end
request = function()
    n = n + 1
    local uuid, phone = string.format("%d-%d-@ROUND@", own, n), string.format("+38067%07d", n % 9999999)
    local json = {["Content-Type"] = "application/json", ["Authorization"] = "Bearer @TOKEN@"}
    local kind = n % 20
    if kind < 12 then
        return wrk.format("POST", "@PREFIX@/call", json, '{"event":"call.dial","uuid":"' .. uuid ..
            '","dialAt":' .. os.time() .. '123,"lgDirection":4,"leg":{"id":41,"ext":"101"},"otherLegs":[{"num":"' .. phone ..
            '"}],"trunkNum":"+380440000777"}')
    elseif kind < 17 then
        return wrk.format("POST", "@PREFIX@/customer_data", json, '{"otherLegNum":"' .. phone .. '"}')
    elseif kind < 19 then
        return wrk.format("POST", "@PREFIX@/after_call_end", json, '{"uuid":"' .. uuid ..
            '","endAt":' .. os.time() .. '123,"lgDirection":4,"otherLegNum":"' .. phone ..
            '","leg":{"id":41,"type":1,"ext":"101"},"billSecs":0,"duration":145,"disposition":1}')
    elseif n % 40 < 20 then
        return wrk.format("GET", "@PREFIX@/api/v1/calls?limit=50", json)
    else
        return wrk.format("GET", "@PREFIX@/sign-in", {})
    end
end
"""


def open_readers(gateway):
    """Asks for lists and for numbers at the same time, so that each reader of the database that the gateway ever opens
    is open."""
    def ask(number):
        if number % 2:
            return gateway.post("customer_data", {"otherLegNum": f"+38067{number:07}"}).status_code
        return gateway.api.get(f"{gateway.url}/api/v1/calls?limit=200", timeout=20).status_code
    with ThreadPoolExecutor(32) as pool:
        assert set(pool.map(ask, range(2000))) == {200}


def left(gateway):
    """Returns the number of descriptors. Reloads nginx first, which closes its kept connections for lookups."""
    gateway.reload_nginx()
    return descriptors(gateway.responder)


def main():
    requests, verdict = size(1_000_000), Verdict()
    with company() as gateway, tempfile.TemporaryDirectory() as folder:
        pid, done, bad, round = gateway.responder, 0, 0, 0
        samples, early = [], None
        open_readers(gateway)
        while done < requests:
            round += 1
            script = Path(folder) / "mix.lua"
            script.write_text(MIX.replace("@TOKEN@", gateway.token).replace("@PREFIX@", "/gateways/phonetapi")
                              .replace("@ROUND@", str(round)))
            told = subprocess.run(["wrk", "-t2", "-c16", "-d5s", "-s", script, gateway.root], check=True,
                                  capture_output=True, text=True).stdout
            done += int(told.split(" requests in ")[0].split()[-1])
            if "Non-2xx" in told:
                bad += int(told.partition("Non-2xx or 3xx responses: ")[2].split()[0])
            if "Socket errors" in told:
                bad += sum(int(word.strip(",\n")) for word in told.partition("Socket errors: ")[2].split("\n")[0].split()
                           if word.strip(",").isdigit())
            time.sleep(0.5)
            samples.append((done, resident(pid)))
            if done >= requests / 10 and early is None:
                early = samples[-1][1], left(gateway)
        last, remaining = samples[-1][1], left(gateway)
        growth = last / early[0] - 1
        verdict.bar("F10", growth <= 0.05 and remaining <= early[1] and bad == 0 and gateway.responder == pid,
                    f"{done} mixed requests, {bad} failed: {early[0]:.1f} MB after a tenth, {last:.1f} MB at the end "
                    f"({growth:+.1%}), {early[1]} descriptors and {remaining} without nginx's connections")
        verdict.bar("V5", last <= 64, f"{last:.1f} MB resident")
    verdict.end()


if __name__ == "__main__":
    main()
