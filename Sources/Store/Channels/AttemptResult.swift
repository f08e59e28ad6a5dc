import CallRules

/// What is known of one exchange with a service, for people who look for an error.
package struct Exchange: Hashable, Sendable {
    /// How long it took.
    package let milliseconds: Int
    /// The start of the answer, at most 512 bytes; nil: it is not kept, or there was none.
    package let answer: [UInt8]?

    package init(milliseconds: Int, answer: [UInt8]?) {
        self.milliseconds = milliseconds
        self.answer = answer
    }
}

/// The result of one attempt to send a delivery.
package enum AttemptResult: Hashable, Sendable {
    /// The service accepted the message. `status` is the status of its answer; nil: the channel has
    /// no status numbers.
    case delivered(status: Int?)
    /// The service no longer knows the address: the address is removed, and waiting deliveries to
    /// it are dropped. Nil: the gateway removed the address during the attempt.
    case gone(status: Int?)
    /// Failed; will be tried again, not before `at`.
    case again(at: Instant, DeliveryFailure)
    /// Failed; will not be tried again.
    case failed(DeliveryFailure)

    /// The status of the service's answer; nil: none.
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
