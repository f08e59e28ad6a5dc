/// Why a push service gave no answer. The raw value is the cause as programs know it.
package enum NoResponse: String, Error, CaseIterable, Sendable {
    /// No such host, or nobody there.
    case unreachable
    /// The host is at none but private addresses, to which nothing is sent.
    case addressRefused = "address_refused"
    /// The connection could not be made safe.
    case notTrusted = "not_trusted"
    case timedOut = "timed_out"
    /// The connection ended before the answer, or the answer was none.
    case brokenOff = "broken_off"
    /// Nothing was sent.
    case notSent = "not_sent"

    /// Whether the service may have taken the push all the same.
    var mayHaveArrived: Bool {
        switch self {
        case .timedOut, .brokenOff: true
        case .unreachable, .addressRefused, .notTrusted, .notSent: false
        }
    }

    /// Whether another attempt would end the same.
    var isFinal: Bool {
        switch self {
        case .addressRefused: true
        case .unreachable, .notTrusted, .timedOut, .brokenOff, .notSent: false
        }
    }
}
