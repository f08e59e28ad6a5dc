/// A fault that an order can set. The raw value is its name in the order.
package enum Fault: String, CaseIterable, Sendable {
    /// All sessions have ended: 403 once, with the cookie of another session.
    case expired
    case forbidden = "403"
    case unauthorised = "401"
    /// With `Retry-After: 1`.
    case tooManyRequests = "429"
    case failed = "500"
    case notFound = "404"
    /// 302 to an address that records its requests.
    case redirect
    /// The request is carried out, but never answered.
    case hang
    /// The request is carried out, but the end of the answer is missing.
    case truncated
    case html
    case wrongShape = "wrong shape"
    /// An answer of nine megabytes.
    case tooLarge = "too large"
    /// The authorisation is answered 200, with the balancer's cookie only.
    case noCookie = "no cookie"
    /// The request is carried out, but the connection ends in the middle of the answer.
    case brokenOff = "broken off"
}

/// A method of Phonet's REST API (protocol 3). The raw value is its name in an order.
package enum SimulatedEndpoint: String, CaseIterable, Sendable {
    case authorize, users, history, active, makeCall, hangup, recording

    /// The method a request calls, and the uuid in its path; nil: Phonet has no such method.
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
