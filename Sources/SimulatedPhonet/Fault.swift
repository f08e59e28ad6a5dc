/// What the simulated Phonet does wrong on demand; the raw value is its name for people.
package enum Fault: String, CaseIterable, Sendable {
    /// Every session has ended: 403 once, with the cookie of a stranger's session.
    case expired
    case forbidden = "403"
    case unauthorised = "401"
    /// With `Retry-After: 1`.
    case tooManyRequests = "429"
    case failed = "500"
    case notFound = "404"
    /// 302 to an address that records who comes.
    case redirect
    /// The thing asked for is done, and no answer comes.
    case hang
    /// The thing asked for is done, and the answer lacks its end.
    case truncated
    case html
    case wrongShape = "wrong shape"
    /// Nine megabytes.
    case tooLarge = "too large"
    /// 200 to the authorisation, with the balancer's cookie alone.
    case noCookie = "no cookie"
    /// The thing asked for is done, and the connection ends in the middle of the answer.
    case brokenOff = "broken off"
}

/// A method of Phonet's REST API (protocol 3); the raw value is its name for people.
package enum SimulatedEndpoint: String, CaseIterable, Sendable {
    case authorize, users, history, active, makeCall, hangup, recording

    /// What a request asks for, and the uuid in its path; nil for what Phonet does not know.
    static func asked(by request: SimulatedRequest) -> (endpoint: Self, uuid: String)? {
        let path = request.path
        switch (request.method, path) {
        case ("POST", "/rest/security/authorize"): return (.authorize, "")
        case ("GET", "/rest/users"): return (.users, "")
        case ("GET", "/rest/calls/company.api"): return (.history, "")
        case ("GET", "/rest/calls/active/v3"): return (.active, "")
        case ("POST", "/rest/user/makeCall"): return (.makeCall, "")
        default: break
        }
        guard request.method == "GET" else { return nil }
        for (endpoint, start, end) in [
            (Self.hangup, "/rest/calls/active/", "/hangup"),
            (.recording, "/rest/public/calls/", "/audio"),
        ] where path.hasPrefix(start) && path.hasSuffix(end) {
            return (endpoint, String(path.dropFirst(start.count).dropLast(end.count)))
        }
        return nil
    }
}
