import CallRules

/// What came of one attempt to send a delivery, and what follows.
package enum AttemptResult: Hashable, Sendable {
    /// The service took it. `status` is its answer; nil: the channel has no such number.
    case delivered(status: Int?)
    /// The service no longer knows the address: the address is removed, and what waits for it is
    /// dropped. Nil: the address was removed here during the attempt.
    case gone(status: Int?)
    /// To be tried again, not before `at`.
    case again(at: Instant, DeliveryFailure)
    /// Not to be tried again.
    case failed(DeliveryFailure)

    /// The service's answer; nil: none.
    var status: Int? {
        switch self {
        case .delivered(let status), .gone(let status): status
        case .again(_, let failure), .failed(let failure): failure.status
        }
    }

    /// Nil: it was delivered.
    var failure: DeliveryFailure? {
        switch self {
        case .delivered: nil
        case .gone(let status): .gone(status: status)
        case .again(_, let failure), .failed(let failure): failure
        }
    }
}
