import CallRules
import JSONText
import Phonet

/// A company's account at the simulated Phonet: the part of the REST API that the gateway uses
/// (protocol 3), as a state machine without clock and network.
///
/// The active calls, the history and the webhooks depend on its calls and on the time that callers pass.
package struct SimulatedAccount: Sendable {
    /// The domain that an authorisation must name; also the host of recordings.
    package let domain: String
    /// The scheme of recordings' addresses: `https` or `http`.
    package let scheme: String
    /// The API key that an authorisation must send.
    package let key: String
    /// The list of users; makeCall accepts only their extensions.
    package var users = SimulatedUser.staff
    /// The last thousand requests.
    package private(set) var received: [SimulatedRequest] = []
    /// The errors in the received requests, in English.
    package internal(set) var complaints: [String] = []
    /// The requests that arrived at the address of a redirect.
    package private(set) var elsewhere: [SimulatedRequest] = []
    /// The courses of the next calls of makeCall; `DialPlan()` when the list is empty.
    package var plans: [DialPlan] = []
    /// Milliseconds for one second of such a call.
    package var tick = 1000
    /// Number of requests for a recording that are answered 404, as if it were not ready.
    package var unreadyRecordings = 0
    /// Calls that enter the history one by one, each after a page of the history was read.
    package var latecomers: [SimulatedCall] = []
    /// The share of webhooks that are lost, 0…1.
    package var lostShare = 0.0

    /// Number of changes of the faults; a `hang` lasts until the next change.
    private(set) var changes = 0
    var calls: [SimulatedCall] = []
    var pending: [Posted] = []
    var random: SeededRandom
    private var misfortunes: [SimulatedEndpoint: Misfortune] = [:]
    private var sessions: Set<String> = []
    private var sessionsSoFar = 0

    private struct Misfortune {
        let fault: Fault
        var timesLeft: Int?
    }

    private static let maxReceived = 1000

    /// An account without calls.
    ///
    /// - Parameters:
    ///   - domain: the Phonet domain in the gateway's settings.
    ///   - seed: determines the ids of calls and which webhooks are lost.
    package init(
        domain: String = "vitryla-demo.phonet.com.ua",
        key: String = "EXAMPLEkey0000000000000000000000", scheme: String = "https",
        seed: UInt64 = 1
    ) {
        self.domain = domain
        self.key = key
        self.scheme = scheme
        random = SeededRandom(seed: seed)
    }

    /// Sets a fault of an endpoint, for `times` requests or until the next change; nil ends the fault.
    /// `.expired` happens once.
    package mutating func misbehave(
        _ fault: Fault?, at endpoint: SimulatedEndpoint, times: Int? = nil
    ) {
        changes += 1
        misfortunes[endpoint] = fault.map {
            Misfortune(fault: $0, timesLeft: $0 == .expired ? 1 : times)
        }
    }

    /// The fault of an endpoint, if any.
    package func fault(at endpoint: SimulatedEndpoint) -> Fault? { misfortunes[endpoint]?.fault }

    /// Removes faults, recorded requests, sessions and plans; calls stay.
    package mutating func behave() {
        changes += 1
        misfortunes = [:]
        received = []
        complaints = []
        elsewhere = []
        sessions = []
        plans = []
        unreadyRecordings = 0
        latecomers = []
        lostShare = 0
    }

    /// Like `behave`, and removes every call.
    package mutating func reset() {
        behave()
        calls = []
        pending = []
    }

    /// Answers one request that arrived at `now`.
    package mutating func answer(
        _ request: SimulatedRequest, at now: Instant
    ) -> SimulatedResponse {
        if request.path.hasPrefix("/elsewhere/") {
            elsewhere.append(request)
            return SimulatedResponse(.list([]))
        }
        received.append(request)
        if received.count > SimulatedAccount.maxReceived { received.removeFirst() }
        guard let (endpoint, uuid) = SimulatedEndpoint.asked(by: request) else {
            complain(request, "there is no such method")
            return SimulatedResponse(status: 404)
        }
        check(request, at: endpoint)
        guard let fault = strike(endpoint) else {
            return answer(request, at: endpoint, uuid, now: now)
        }
        return befall(fault, request) { $0.answer(request, at: endpoint, uuid, now: now) }
    }

    mutating func complain(_ request: SimulatedRequest, _ offence: String) {
        complaints.append("\(request): \(offence)")
    }

    private mutating func strike(_ endpoint: SimulatedEndpoint) -> Fault? {
        guard let misfortune = misfortunes[endpoint] else { return nil }
        if let left = misfortune.timesLeft {
            misfortunes[endpoint]?.timesLeft = left - 1
            if left <= 1 { misfortunes[endpoint] = nil }
        }
        return misfortune.fault
    }

    private mutating func befall(
        _ fault: Fault, _ request: SimulatedRequest,
        otherwise: (inout SimulatedAccount) -> SimulatedResponse
    ) -> SimulatedResponse {
        typealias Field = SimulatedResponse.Field
        switch fault {
        case .expired:
            sessions = []
            let untrusted = Field(name: "Set-Cookie", value: "JSESSIONID=STRANGER; Path=/")
            return SimulatedResponse(status: 403, fields: [untrusted])
        case .forbidden: return SimulatedResponse(status: 403)
        case .unauthorised: return SimulatedResponse(status: 401)
        case .tooManyRequests:
            return SimulatedResponse(
                status: 429, fields: [Field(name: "Retry-After", value: "1")])
        case .failed: return SimulatedResponse(status: 500)
        case .notFound: return SimulatedResponse(status: 404)
        case .redirect:
            // Another name of the same machine counts as another host.
            let port = domain.drop { $0 != ":" }
            let address = "http://localhost\(port)/elsewhere/login"
            return SimulatedResponse(
                status: 302, fields: [Field(name: "Location", value: address)])
        case .hang:
            var response = otherwise(&self)
            response.ending = .never
            return response
        case .truncated:
            var response = otherwise(&self)
            response.body.removeLast(min(20, response.body.count))
            return response
        case .brokenOff:
            var response = otherwise(&self)
            if response.body.isEmpty { response.body = [UInt8](repeating: 0x20, count: 10) }
            response.ending = .brokenOff
            return response
        case .html:
            return SimulatedResponse(
                status: 200, fields: [Field(name: "Content-Type", value: "text/html")],
                body: Array("<!doctype html><title>Вхід</title>".utf8))
        case .wrongShape: return SimulatedResponse(.object([("error", .string("maintenance"))]))
        case .tooLarge:
            let spaces = [UInt8](repeating: 0x20, count: 9 << 20)
            return SimulatedResponse(
                status: 200, fields: [Field(name: "Content-Type", value: "application/json")],
                body: [UInt8(ascii: "[")] + spaces + [UInt8(ascii: "]")])
        case .noCookie:
            return SimulatedResponse(.object([]), fields: [SimulatedAccount.balancer])
        }
    }

    private mutating func answer(
        _ request: SimulatedRequest, at endpoint: SimulatedEndpoint, _ uuid: String, now: Instant
    ) -> SimulatedResponse {
        let isOpen = endpoint == .authorize || endpoint == .recording
        guard isOpen || knows(request) else { return SimulatedResponse(status: 403) }
        return switch endpoint {
        case .authorize: authorise(request)
        case .users: SimulatedResponse(.list(users.map(\.listing)))
        case .history: history(request, at: now)
        case .active: active(at: now)
        case .makeCall: makeCall(request, at: now)
        case .hangup: hangUp(uuid, at: now)
        case .recording: recording(uuid, request, at: now)
        }
    }
}

// MARK: - Sessions (protocol 3.1, 3.2)

extension SimulatedAccount {
    /// The balancer's cookie is set before the session's.
    private static let balancer = SimulatedResponse.Field(
        name: "Set-Cookie", value: "balancer=b2; Path=/")

    private func knows(_ request: SimulatedRequest) -> Bool {
        request.cookies["JSESSIONID"].map(sessions.contains) ?? false
    }

    private mutating func authorise(_ request: SimulatedRequest) -> SimulatedResponse {
        guard request.fields["content-type"] == "application/json" else {
            return SimulatedResponse(status: 415)
        }
        guard case .object(let asked)? = try? JSON.read(request.body, .strict) else {
            complain(request, "no JSON")
            return SimulatedResponse(status: 400)
        }
        let names = asked.pairs.map(\.name).sorted()
        let json = JSON.object(asked)
        guard names == ["apiKey", "domain"], json["domain"] == .string(domain) else {
            complain(request, "\(names) for another domain than \(domain)")
            return SimulatedResponse(status: 400)
        }
        guard json["apiKey"] == .string(key) else { return SimulatedResponse(status: 403) }
        sessionsSoFar += 1
        let digits = String(sessionsSoFar, radix: 16, uppercase: true)
        let session = String(repeating: "0", count: max(0, 32 - digits.count)) + digits
        sessions.insert(session)
        let cookie = SimulatedResponse.Field(
            name: "Set-Cookie", value: "JSESSIONID=\(session); Path=/rest; HttpOnly")
        return SimulatedResponse(
            .object([]), fields: [SimulatedAccount.balancer, cookie])
    }
}
