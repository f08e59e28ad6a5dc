import CallRules
import Dispatch
import HTTPClientTypes
import Phonet
import Synchronization

/// A stand-in for Phonet: it accepts every authorisation, and answers `makeCall` and hang-up with
/// a set answer.
final class DialledPhonet: Sendable {
    typealias Answer = Result<OutgoingResponse, TransportError>

    static let uuid = "c5d8e6a1407b4d1e9f3a72b6058c4de2"

    private let answer = Mutex<Answer>(.body(#"{"uuid":"\#(DialledPhonet.uuid)"}"#))
    private let asked = Mutex<[OutgoingRequest]>([])
    private let isSlow = Mutex(false)
    /// Signalled at each `makeCall` of a slow Phonet, which then waits for `mayAnswer`.
    let wasAsked = DispatchSemaphore(value: 0)
    let mayAnswer = DispatchSemaphore(value: 0)

    /// The bodies of the `makeCall` requests, in order.
    var calls: [String] {
        asked.withLock { $0 }.filter { ($0.head.path ?? "").hasSuffix("/makeCall") }
            .map { String(decoding: $0.body, as: UTF8.self) }
    }

    /// The paths of the hang-up requests.
    var hangUps: [String] {
        asked.withLock { $0 }.compactMap(\.head.path).filter { $0.hasSuffix("/hangup") }
    }

    func localize(_ answer: Answer) { self.answer.withLock { $0 = answer } }
    func beSlow() { isSlow.withLock { $0 = true } }

    var access: PhonetAccess {
        PhonetAccess(
            extraHosts: [], allowsPlainHTTP: false, uptime: { .zero },
            transport: { self.answer(to: $0) })
    }

    private func answer(to request: OutgoingRequest) -> Answer {
        let path = request.head.path ?? ""
        if path.hasSuffix("/authorize") {
            let session = "JSESSIONID=00112233445566778899AABBCCDDEEFF"
            return .success(OutgoingResponse(status: 200, fields: [.setCookie: session]))
        }
        asked.withLock { $0.append(request) }
        switch path {
        case "/rest/user/makeCall":
            if isSlow.withLock({ $0 }) {
                wasAsked.signal()
                mayAnswer.wait()
            }
            return answer.withLock { $0 }
        case "/rest/calls/active/v3": return .body("[]")
        default: return answer.withLock { $0 }
        }
    }
}

extension DialledPhonet.Answer {
    static func body(_ text: String) -> Self {
        .success(OutgoingResponse(status: 200, body: Array(text.utf8)))
    }

    static func status(_ status: Int) -> Self { .success(OutgoingResponse(status: status)) }
}
