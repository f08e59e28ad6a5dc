import CallRules
import HTTPClientTypes
import HTTPTypes
import JSONText
import Synchronization

/// A client for the REST API of one Phonet account (protocol 3).
///
/// Calls block for at most `timeLimit`, including authorisation and retries; only the stream of a
/// recording continues after that. Thread-safe.
package final class PhonetAccount: Sendable {
    /// Time limit of one call of this API.
    package static let timeLimit = Duration.seconds(10)
    /// Time limit for connecting.
    package static let connectLimit = Duration.seconds(3)
    /// The longest answer in bytes.
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

    /// Sends nothing until the first call.
    init(server: PhonetServer, apiKey: String, way: PhonetClientConfig) {
        self.server = server
        key = apiKey
        self.way = way
    }

    /// Sends a request with the current session, or a new one; once more with a new one when Phonet
    /// refuses it (403, 401 or 302; protocol 3.2).
    func ask(_ path: String, until deadline: Duration) -> Result<OutgoingResponse, PhonetError> {
        withSession(until: deadline, status: \.head.status.code) { session in
            send(.get, path, session, until: deadline)
        }.flatMap(PhonetAccount.accepted)
    }

    /// Like `ask`, for answers that are JSON.
    func askJSON(_ path: String, until deadline: Duration) -> Result<JSON, PhonetError> {
        ask(path, until: deadline).flatMap(PhonetAccount.json)
    }

    /// Calls `send` with a session; a second time with a new one when the status says that the
    /// session has ended.
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

    /// Sends a request with a session, and keeps new cookies of the answer.
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
        // Phonet expects a content type on GET as well (protocol 3.2).
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
        }.mapError { .connection(ConnectionError($0)) }
    }
}

// MARK: - Answers

extension PhonetAccount {
    /// Status codes that may mean that the session has ended.
    static let refusals = [401, 403, 302]

    /// The error that a status code means; nil: success.
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

    /// Keeps the new cookies of an answer, and stores when the session worked.
    func keep(_ head: HTTPResponse, for session: Session) {
        let status = head.status.code
        let isSuccess = (200..<300).contains(status)
        guard isSuccess || PhonetAccount.refusals.contains(status) else { return }
        let now = way.uptime()
        state.withLock { state in
            guard state.session?.number == session.number else { return }
            state.session?.provedAt = isSuccess ? now : nil
            // A refusal may bring the cookie of an unauthorised session.
            if isSuccess { state.session?.jar.take(head.cookies) }
        }
    }

    private func stayAway(_ seconds: Int) {
        // A longer Retry-After counts as a day.
        let until = way.uptime() + .seconds(min(max(seconds, 0), 86_400))
        state.withLock { $0.calmUntil = until }
    }

    /// The time that is left of Phonet's `Retry-After`; zero: none.
    var calm: Duration { max(.zero, state.withLock(\.calmUntil) - way.uptime()) }

    /// True when the session worked within the last `time`.
    func hasProvedSession(within time: Duration) -> Bool {
        let now = way.uptime()
        return state.withLock { state in
            state.session?.provedAt.map { now - $0 <= time } ?? false
        }
    }

    /// Drops the session, so that the next call authorises with the key.
    func forgetSession() {
        state.withLock { $0.session = nil }
    }
}

// MARK: - Authorising (protocol 3.1)

extension PhonetAccount {
    /// A session other than `old`: the current one, the one another thread is getting, or a new
    /// one.
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
