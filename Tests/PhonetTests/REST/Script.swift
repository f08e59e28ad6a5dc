import CallRules
import HTTPClientTypes
import HTTPTypes
import Phonet
import Synchronization

/// A scripted Phonet: its answers, in order, and the requests it received.
final class Script: Sendable {
    typealias Answer = Result<OutgoingResponse, TransportError>
    typealias StreamAnswer = Result<OutgoingStream, TransportError>

    static let key = "EXAMPLEkey0000000000000000000000"

    private let answers: Mutex<[Answer]>
    private let streams: Mutex<[StreamAnswer]>
    private let asked = Mutex<[OutgoingRequest]>([])
    /// The monotonic clock of the account.
    let uptime = Mutex(Duration.zero)
    /// The waits of the account before each retry.
    let waits = Mutex<[Duration]>([])
    private let pause: Duration

    /// - Parameters:
    ///   - streams: the answers to requests for recordings.
    ///   - pause: the time that every answer takes.
    init(_ answers: Answer..., streams: [StreamAnswer] = [], pause: Duration = .zero) {
        self.answers = Mutex(answers)
        self.streams = Mutex(streams)
        self.pause = pause
    }

    var requests: [OutgoingRequest] { asked.withLock { $0 } }

    /// The requests as method and path; an authorisation is `sign in`.
    var story: [String] {
        requests.map { $0.head.path == "/rest/security/authorize" ? "sign in" : "\($0)" }
    }

    /// A client of the company's account, with this script as its Phonet.
    ///
    /// - Parameter chance: the random number of its waits, 0…1; nil: no retries.
    func account(chance: Double? = nil) throws -> PhonetAccount {
        try access(chance: chance)
            .account(domain: "vitryla-demo.phonet.com.ua", apiKey: Script.key).get()
    }

    func access(
        _ extraHosts: [String] = [], plain: Bool = false, chance: Double? = nil
    ) -> PhonetAccess {
        PhonetAccess(
            extraHosts: extraHosts, allowsPlainHTTP: plain,
            uptime: { self.uptime.withLock { $0 } },
            backOff: chance.map { chance in BackOff(pause: { self.wait($0) }, chance: { chance }) },
            stream: { self.answer($0, from: self.streams) },
            transport: { self.answer($0, from: self.answers) })
    }

    private func wait(_ duration: Duration) {
        waits.withLock { $0.append(duration) }
        uptime.withLock { $0 += duration }
    }

    private func answer<Value>(
        _ request: OutgoingRequest, from answers: borrowing Mutex<[Result<Value, TransportError>]>
    ) -> Result<Value, TransportError> {
        asked.withLock { $0.append(request) }
        uptime.withLock { $0 += pause }
        return answers.withLock { $0.isEmpty ? .failure(.badAddress) : $0.removeFirst() }
    }
}

extension OutgoingResponse {
    init(status: Int, cookies: [String], retryAfter: Int? = nil, body: [UInt8] = []) {
        var fields: HTTPFields = [:]
        for cookie in cookies { fields.append(HTTPField(name: .setCookie, value: cookie)) }
        fields[.retryAfter] = retryAfter.map { String($0) }
        self.init(status: status, fields: fields, body: body)
    }
}

extension Script.Answer {
    static func session(_ value: String) -> Self {
        let cookies = ["balancer=b2; Path=/", "JSESSIONID=\(value); Path=/rest; HttpOnly"]
        return .success(OutgoingResponse(status: 200, cookies: cookies))
    }

    static func status(
        _ status: Int, cookies: [String] = [], retryAfter: Int? = nil
    ) -> Self {
        .success(OutgoingResponse(status: status, cookies: cookies, retryAfter: retryAfter))
    }

    static func body(_ text: String, cookies: [String] = []) -> Self {
        .success(OutgoingResponse(status: 200, cookies: cookies, body: Array(text.utf8)))
    }
}

extension Script.StreamAnswer {
    /// A body in chunks, which may end with an error.
    static func sound(
        _ pieces: [String], status: Int = 200, type: String? = "audio/mpeg",
        fields: HTTPFields = [:], failure: TransportError? = nil
    ) -> Self {
        var fields = fields
        fields[.contentType] = type
        return bytes(pieces.map { Array($0.utf8) }, status, fields, failure)
    }

    /// An answer without type and body.
    static func bare(_ status: Int) -> Self { .bytes([], status) }

    static func bytes(
        _ pieces: [[UInt8]], _ status: Int = 200, _ fields: HTTPFields = [:],
        _ failure: TransportError? = nil
    ) -> Self {
        let rest = Mutex(pieces[...])
        return .success(
            OutgoingStream(
                head: HTTPResponse(
                    status: HTTPResponse.Status(code: status), headerFields: fields)
            ) {
                if let piece = rest.withLock({ $0.popFirst() }) { return .success(piece) }
                return failure.map { .failure($0) } ?? .success(nil)
            })
    }
}

extension Result {
    var failure: Failure? {
        if case .failure(let failure) = self { failure } else { nil }
    }
}
