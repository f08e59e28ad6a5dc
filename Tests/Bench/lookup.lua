package.path = (debug.getinfo(1).source:match("@?(.*/)") or "./") .. "?.lua;" .. package.path
require("report")
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"

-- A lookup of a random client's number, as Phonet sends it before an incoming call rings.
local clients = tonumber(os.getenv("CLIENTS"))
math.randomseed(os.time())

function request()
    return wrk.format(nil, nil, nil, string.format(
        '{"otherLegNum":"+38067%07d","trunkNum":"+380440000777"}', math.random(1, clients)))
end
