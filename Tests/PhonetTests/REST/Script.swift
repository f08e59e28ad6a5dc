import CallRules
import Phonet
import Synchronization

/// What Phonet will answer, in order, and what it was asked.
final class Script: Sendable {
    typealias Answer = Result<PhonetResponse, ConnectionTrouble>

    static let key = "EXAMPLEkey0000000000000000000000"

    private let answers: Mutex<[Answer]>
    private let asked = Mutex<[PhonetRequest]>([])
    /// What the account takes for the time.
    let uptime = Mutex(Duration.zero)
    private let pause: Duration

    /// - Parameter pause: how long every answer takes.
    init(_ answers: Answer..., pause: Duration = .zero) {
        self.answers = Mutex(answers)
        self.pause = pause
    }

    var requests: [PhonetRequest] { asked.withLock { $0 } }

    /// The questions as method and path; an authorisation is `sign in`.
    var story: [String] {
        requests.map { $0.path == "/rest/security/authorize" ? "sign in" : "\($0)" }
    }

    /// Olena's company, with this script as its Phonet.
    func account() throws -> PhonetAccount {
        try access().account(domain: "vitryla-demo.phonet.com.ua", apiKey: Script.key).get()
    }

    func access(_ extraHosts: [String] = [], plain: Bool = false) -> PhonetAccess {
        PhonetAccess(
            extraHosts: extraHosts, allowsPlainHTTP: plain,
            uptime: { self.uptime.withLock { $0 } }, transport: { self.answer($0) })
    }

    private func answer(_ request: PhonetRequest) -> Answer {
        asked.withLock { $0.append(request) }
        uptime.withLock { $0 += pause }
        return answers.withLock { $0.isEmpty ? .failure(.notSent) : $0.removeFirst() }
    }
}

extension Script.Answer {
    static func session(_ value: String) -> Self {
        let cookies = ["balancer=b2; Path=/", "JSESSIONID=\(value); Path=/rest; HttpOnly"]
        return .success(PhonetResponse(status: 200, cookies: cookies))
    }

    static func status(_ status: Int, cookies: [String] = []) -> Self {
        .success(PhonetResponse(status: status, cookies: cookies))
    }

    static func body(_ text: String, cookies: [String] = []) -> Self {
        .success(PhonetResponse(status: 200, cookies: cookies, body: Array(text.utf8)))
    }
}

extension Result {
    var failure: Failure? {
        if case .failure(let failure) = self { failure } else { nil }
    }
}
