import CallRules

/// Why an attempt did not bring a push to its browser.
package struct DeliveryFailure: Hashable, Sendable {
    /// The cause as programs know it: small Latin letters, digits and `_`.
    package let failure: String
    /// What the push service answered; nil: nothing.
    package let status: Int?
    /// The service may have taken the push though it said nothing, so that another attempt may
    /// repeat it.
    package let mayHaveArrived: Bool

    package init(failure: String, status: Int?, mayHaveArrived: Bool = false) {
        self.failure = failure
        self.status = status
        self.mayHaveArrived = mayHaveArrived
    }
}

/// What came of one attempt to send a push, and what follows.
package enum PushOutcome: Hashable, Sendable {
    /// The service took it.
    case delivered(status: Int)
    /// The service knows no such browser any more: it is removed, and what waits for it is dropped.
    case gone(status: Int)
    /// To be tried again, not before `at`.
    case again(at: Instant, DeliveryFailure)
    /// Not to be tried again.
    case failed(DeliveryFailure)
}
