/// Reason the service of a channel gave no answer. The raw value is the code stored for
/// `DeliveryFailure.noResponse`.
package enum NoResponse: String, Error, CaseIterable, Sendable {
    /// The host's name did not resolve, or no connection could be made.
    case unreachable
    /// The host has private addresses only, to which nothing is sent.
    case addressRefused = "address_refused"
    /// The certificate was refused or TLS failed.
    case notTrusted = "not_trusted"
    /// The time limit passed before the answer.
    case timedOut = "timed_out"
    /// The connection ended before the answer, or the answer was not HTTP.
    case brokenOff = "broken_off"
    /// Nothing was sent.
    case notSent = "not_sent"

    /// True when the service may have accepted the message although it did not answer.
    package var mayHaveArrived: Bool {
        switch self {
        case .timedOut, .brokenOff: true
        case .unreachable, .addressRefused, .notTrusted, .notSent: false
        }
    }

    /// True when another attempt would fail in the same way.
    package var isFinal: Bool {
        switch self {
        case .addressRefused: true
        case .unreachable, .notTrusted, .timedOut, .brokenOff, .notSent: false
        }
    }
}
