import HTTPClientTypes
import HTTPTypes
import JSONText
import Synchronization

/// A company's account at Phonet, spoken to through its REST API (protocol 3).
///
/// Calls block, and each ends within `timeLimit`, whatever it takes: authorising, waiting for
/// another thread's authorisation, repeating; only a recording goes on after that. Safe from any
/// number of threads.
package final class PhonetAccount: Sendable {
    /// Of one call from here.
    package static let timeLimit = Duration.seconds(10)
    /// Of one connection.
    package static let connectLimit = Duration.seconds(3)
    /// Bytes of one answer.
    package static let bodyLimit = 8 << 20

    let way: PhonetClientConfig
    let server: PhonetServer
    private let key: String
    private let state = Mutex(State())

    private struct State {
        var session: Session?
        var authorisation: Authorisation?
        var authorisations = 0
        var calmUntil = Duration.zero
    }

    /// Nothing is asked yet.
    init(server: PhonetServer, apiKey: String, way: PhonetClientConfig) {
        self.server = server
        key = apiKey
        self.way = way
    }

    /// Asks with the session there is, or a new one; once more with a new one when Phonet refuses
    /// it (403, 401 or 302; protocol 3.2).
    func ask(_ path: String, until deadline: Duration) -> Result<OutgoingResponse, PhonetError> {
        withSession(until: deadline, status: \.head.status.code) { session in
            send(.get, path, session, until: deadline)
        }.flatMap(PhonetAccount.accepted)
    }

    /// Like `ask`, for answers that are JSON.
    func askJSON(_ path: String, until deadline: Duration) -> Result<JSON, PhonetError> {
        ask(path, until: deadline).flatMap(PhonetAccount.json)
    }

    /// What `send` gets with a session; asked a second time when the status says that the session
    /// has ended.
    func withSession<Answer>(
        until deadline: Duration, status: (Answer) -> Int,
        send: (Session) -> Result<Answer, PhonetError>
    ) -> Result<Answer, PhonetError> {
        session(replacing: nil, until: deadline).flatMap { session in
            send(session).flatMap { answer in
                guard PhonetAccount.refusals.contains(status(answer)) else {
                    return .success(answer)
                }
                return self.session(replacing: session, until: deadline).flatMap(send)
            }
        }
    }

    /// Sends a request with a session, and keeps what the answer says about that.
    func send(
        _ method: HTTPRequest.Method, _ path: String, body: [UInt8] = [], _ session: Session,
        until deadline: Duration
    ) -> Result<OutgoingResponse, PhonetError> {
        let sent = send(method, path, body, cookies: session.jar, until: deadline)
        if case .success(let response) = sent {
            keep(response.head, for: session)
        }
        return sent
    }

    private func send(
        _ method: HTTPRequest.Method, _ path: String, _ body: [UInt8], cookies: CookieJar?,
        until deadline: Duration
    ) -> Result<OutgoingResponse, PhonetError> {
        let left = deadline - way.uptime()
        guard left > .zero else { return .failure(.connection(.timedOut)) }
        // The type is expected on GET, too (protocol 3.2).
        var fields: HTTPFields = [.contentType: "application/json", .accept: "application/json"]
        fields[.cookie] = cookies?.field
        let request = OutgoingRequest(
            head: server.head(method, path, fields), body: body,
            addressPolicy: server.addressPolicy,
            limits: OutgoingRequest.Limits(
                connect: min(PhonetAccount.connectLimit, left), start: left, silence: left,
                total: left, body: PhonetAccount.bodyLimit))
        return way.transport(request).map { response in
            if let seconds = response.head.retryAfter { stayAway(seconds) }
            return response
        }.mapError(PhonetError.connection)
    }
}

// MARK: - What answers say

extension PhonetAccount {
    /// Statuses that may mean that the session has ended.
    static let refusals = [401, 403, 302]

    /// Nil for success.
    static func failure(_ status: Int) -> PhonetError? {
        switch status {
        case 200..<300: nil
        case 300..<400: .redirected
        case 401, 403: .accessRefused
        case 429: .tooManyRequests
        case 500..<600: .serverFailed(status)
        default: .unexpectedStatus(status)
        }
    }

    static func accepted(_ response: OutgoingResponse) -> Result<OutgoingResponse, PhonetError> {
        failure(response.head.status.code).map { .failure($0) } ?? .success(response)
    }

    static func json(_ response: OutgoingResponse) -> Result<JSON, PhonetError> {
        do {
            return .success(try JSON.read(response.body, .lenient))
        } catch {
            return .failure(.notJSON)
        }
    }

    /// Keeps what an answer says about its session: new cookies, and that it is valid.
    func keep(_ head: HTTPResponse, for session: Session) {
        let status = head.status.code
        let isSuccess = (200..<300).contains(status)
        guard isSuccess || PhonetAccount.refusals.contains(status) else { return }
        let now = way.uptime()
        state.withLock { state in
            guard state.session?.number == session.number else { return }
            state.session?.provedAt = isSuccess ? now : nil
            // A refusal may bring the cookie of a stranger's session.
            if isSuccess { state.session?.jar.take(head.cookies) }
        }
    }

    private func stayAway(_ seconds: Int) {
        // A day is longer than anybody here would wait.
        let until = way.uptime() + .seconds(min(max(seconds, 0), 86_400))
        state.withLock { $0.calmUntil = until }
    }

    /// For how long Phonet still wants to be left alone.
    var calm: Duration { max(.zero, state.withLock(\.calmUntil) - way.uptime()) }

    /// Whether the session did something in the last `time`.
    func hasProvedSession(within time: Duration) -> Bool {
        let now = way.uptime()
        return state.withLock { state in
            state.session?.provedAt.map { now - $0 <= time } ?? false
        }
    }

    /// Lets go of the session, so that the next call proves the key.
    func forgetSession() {
        state.withLock { $0.session = nil }
    }
}

// MARK: - Authorising (protocol 3.1)

extension PhonetAccount {
    /// A session other than `old`: the one there is, the one another thread is about to get, or a
    /// new one.
    func session(
        replacing old: Session?, until deadline: Duration
    ) -> Result<Session, PhonetError> {
        enum Step {
            case have(Session)
            case wait(Authorisation)
            case authorise(Authorisation, number: Int)
        }
        let step: Step = state.withLock { state in
            if let session = state.session, session.number != old?.number { return .have(session) }
            if let authorisation = state.authorisation { return .wait(authorisation) }
            let authorisation = Authorisation()
            state.authorisation = authorisation
            state.authorisations += 1
            state.session = nil
            return .authorise(authorisation, number: state.authorisations)
        }
        switch step {
        case .have(let session): return .success(session)
        case .wait(let authorisation):
            return authorisation.result(within: deadline - way.uptime())
        case .authorise(let authorisation, let number):
            let result = authorise(until: deadline).map { Session(number: number, jar: $0) }
            state.withLock { state in
                state.session = try? result.get()
                state.authorisation = nil
            }
            authorisation.end(result)
            return result
        }
    }

    private func authorise(until deadline: Duration) -> Result<CookieJar, PhonetError> {
        let body = JSON.object([
            ("domain", .string(server.domain.text)), ("apiKey", .string(key)),
        ])
        let sent = send(
            .post, "/rest/security/authorize", body.bytes, cookies: nil, until: deadline)
        return sent.flatMap { response in
            if [400, 401, 403].contains(response.head.status.code) { return .failure(.keyRefused) }
            return PhonetAccount.accepted(response).flatMap { response in
                var jar = CookieJar()
                jar.take(response.head.cookies)
                return jar.hasSession ? .success(jar) : .failure(.noSessionCookie)
            }
        }
    }
}
