/// One decoded item of a Phonet webhook: the only form in which the wire reaches the rules and the
/// store.
package enum Message: Hashable, Sendable {
    /// A user event of one leg (protocol 2.3).
    case event(EventKind, Leg)
    /// The CDR of one leg (protocol 2.6.1).
    case record(Leg)
    /// An employee switched their own pause on or off (`lgDirection` 32 / 64, protocol 2.5).
    case pause(extension: String?, on: Bool)
    /// "Who is this number?" (protocol 2.2).
    case lookup(number: String?)
    /// Readable and stored, but not understood.
    case unknown(UnknownReason)

    /// The user events, in the order in which a call has them.
    package enum EventKind: String, CaseIterable, Sendable {
        case dial = "call.dial"
        case bridge = "call.bridge"
        case hangup = "call.hangup"
    }
}

/// A decoded webhook payload.
package enum Decoded: Hashable, Sendable {
    /// At least one message; those not understood are `.unknown` with their reason.
    case messages([Message])
    /// The body is in no known encoding.
    case unreadable(UnreadableReason)
}
