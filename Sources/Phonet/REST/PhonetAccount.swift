import JSONText
import Synchronization

/// A company's account at Phonet, spoken to through its REST API (protocol 3).
///
/// Calls block, and each ends within `timeLimit`, whatever it takes: authorising, waiting for
/// another thread's authorisation, repeating. Safe from any number of threads.
public final class PhonetAccount: Sendable {
    /// Of one call from here.
    public static let timeLimit = Duration.seconds(10)
    /// Of one connection.
    public static let connectLimit = Duration.seconds(3)
    /// Bytes of one answer.
    public static let bodyLimit = 8 << 20

    private let server: PhonetServer
    private let key: String
    private let transport: PhonetTransport
    private let uptime: @Sendable () -> Duration
    private let state = Mutex(State())

    private struct State {
        var session: Session?
        var authorisation: Authorisation?
        var authorisations = 0
    }

    /// Nothing is asked yet.
    init(
        server: PhonetServer, apiKey: String, uptime: @escaping @Sendable () -> Duration,
        transport: @escaping PhonetTransport
    ) {
        self.server = server
        key = apiKey
        self.uptime = uptime
        self.transport = transport
    }

    /// Asks with the session there is, or a new one; once more with a new one when Phonet refuses
    /// it (403, 401 or 302; protocol 3.2). A refused request did nothing, so this is right also for
    /// requests that must not happen twice.
    func ask(
        _ method: PhonetRequest.Method, _ path: String, body: [UInt8] = []
    ) -> Result<PhonetResponse, PhonetTrouble> {
        let deadline = uptime() + PhonetAccount.timeLimit
        return session(replacing: nil, until: deadline).flatMap { session in
            send(method, path, body, session, until: deadline).flatMap { response in
                guard PhonetAccount.refusals.contains(response.status) else {
                    return .success(response)
                }
                return self.session(replacing: session, until: deadline).flatMap {
                    send(method, path, body, $0, until: deadline)
                }
            }
        }.flatMap(PhonetAccount.accepted)
    }

    /// Like `ask`, for answers that are JSON.
    func askJSON(
        _ method: PhonetRequest.Method, _ path: String, body: [UInt8] = []
    ) -> Result<JSON, PhonetTrouble> {
        ask(method, path, body: body).flatMap { response in
            do {
                return .success(try JSON.read(response.body, .lenient))
            } catch {
                return .failure(.notJSON)
            }
        }
    }

    /// Lets go of the session, so that the next call proves the key.
    func forgetSession() {
        state.withLock { $0.session = nil }
    }

    /// Statuses that may mean that the session has ended.
    private static let refusals = [401, 403, 302]

    private static func accepted(
        _ response: PhonetResponse
    ) -> Result<PhonetResponse, PhonetTrouble> {
        switch response.status {
        case 200..<300: .success(response)
        case 300..<400: .failure(.redirected)
        case 401, 403: .failure(.accessRefused)
        case 429: .failure(.tooManyRequests)
        case 500..<600: .failure(.serverFailed(response.status))
        default: .failure(.unexpectedStatus(response.status))
        }
    }

    private func send(
        _ method: PhonetRequest.Method, _ path: String, _ body: [UInt8], _ session: Session,
        until deadline: Duration
    ) -> Result<PhonetResponse, PhonetTrouble> {
        let sent = send(method, path, body, cookies: session.jar, until: deadline)
        if case .success(let response) = sent, (200..<300).contains(response.status) {
            // A refusal may bring the cookie of a stranger's session.
            keep(response.cookies, for: session)
        }
        return sent
    }

    private func send(
        _ method: PhonetRequest.Method, _ path: String, _ body: [UInt8], cookies: CookieJar?,
        until deadline: Duration
    ) -> Result<PhonetResponse, PhonetTrouble> {
        let left = deadline - uptime()
        guard left > .zero else { return .failure(.connection(.timedOut)) }
        // The type is expected on GET, too (protocol 3.2).
        var fields = ["Content-Type": "application/json", "Accept": "application/json"]
        if let cookies { fields["Cookie"] = cookies.field }
        let request = PhonetRequest(
            method: method, server: server, path: path, fields: fields, body: body,
            connectLimit: min(PhonetAccount.connectLimit, left), totalLimit: left,
            bodyLimit: PhonetAccount.bodyLimit)
        return transport(request).mapError(PhonetTrouble.connection)
    }

    private func keep(_ cookies: [String], for session: Session) {
        guard !cookies.isEmpty else { return }
        state.withLock { state in
            guard state.session?.number == session.number else { return }
            state.session?.jar.take(cookies)
        }
    }
}

// MARK: - Authorising (protocol 3.1)

extension PhonetAccount {
    /// A session other than `old`: the one there is, the one another thread is about to get, or a
    /// new one.
    private func session(
        replacing old: Session?, until deadline: Duration
    ) -> Result<Session, PhonetTrouble> {
        enum Way {
            case have(Session)
            case wait(Authorisation)
            case authorise(Authorisation, number: Int)
        }
        let way: Way = state.withLock { state in
            if let session = state.session, session.number != old?.number { return .have(session) }
            if let authorisation = state.authorisation { return .wait(authorisation) }
            let authorisation = Authorisation()
            state.authorisation = authorisation
            state.authorisations += 1
            state.session = nil
            return .authorise(authorisation, number: state.authorisations)
        }
        switch way {
        case .have(let session): return .success(session)
        case .wait(let authorisation):
            return authorisation.result(within: deadline - uptime())
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

    private func authorise(until deadline: Duration) -> Result<CookieJar, PhonetTrouble> {
        let body = JSON.object([
            ("domain", .string(server.domain.text)), ("apiKey", .string(key)),
        ])
        let sent = send(
            .post, "/rest/security/authorize", body.bytes, cookies: nil, until: deadline)
        return sent.flatMap { response in
            if [400, 401, 403].contains(response.status) { return .failure(.keyRefused) }
            return PhonetAccount.accepted(response).flatMap { response in
                var jar = CookieJar()
                jar.take(response.cookies)
                return jar.hasSession ? .success(jar) : .failure(.noSessionCookie)
            }
        }
    }
}
