package.path = (debug.getinfo(1).source:match("@?(.*/)") or "./") .. "?.lua;" .. package.path
require("report")
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"

-- The record of a missed incoming call from an unknown number, the only message of its call.
local run, count = os.time(), 0

function request()
    count = count + 1
    return wrk.format(nil, nil, nil, string.format(
        '{"parentUuid":null,"uuid":"%016x%016x","endAt":%d000,"lgDirection":4,'
        .. '"otherLegNum":"+49%05d%06d","otherLegName":"+49%05d%06d",'
        .. '"leg":{"id":7,"type":2,"displayName":"Відділ продажу","ext":"500"},"leg2":null,'
        .. '"billSecs":0,"duration":28,"disposition":1,"transferHistory":null,'
        .. '"audioRecUrl":null,"trunk":"o=380440000777;"}',
        run + 0x100000000, count, run, run % 100000, count, run % 100000, count))
end
