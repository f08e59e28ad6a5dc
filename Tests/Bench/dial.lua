package.path = (debug.getinfo(1).source:match("@?(.*/)") or "./") .. "?.lua;" .. package.path
require("report")
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"

-- An incoming call starts to ring: each time a new call from an unknown number.
local run, count = os.time(), 0

function request()
    count = count + 1
    return wrk.format(nil, nil, nil, string.format(
        '{"event":"call.dial","accountDomain":"bench.phonet.com.ua","uuid":"%016x%016x",'
        .. '"parentUuid":null,"dialAt":%d000,"bridgeAt":null,"lgDirection":4,'
        .. '"leg":{"id":41,"ext":"101","displayName":"Олена Гайова"},"leg2":null,'
        .. '"otherLegs":[{"id":null,"name":null,"num":"+48%05d%06d","companyName":null,'
        .. '"url":null}],"trunkNum":"+380440000777","trunkName":"+380440000777"}',
        run, count, run, run % 100000, count))
end
