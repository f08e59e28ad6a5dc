import CallRules

/// One webhook request of Phonet.
package struct Posted: Hashable, Sendable {
    /// The webhook; the raw value is the last component of the path.
    package enum Endpoint: String, CaseIterable, Sendable {
        case customerData = "customer_data"
        case call
        case afterCallEnd = "after_call_end"
    }

    /// The webhook address it is posted to.
    package let endpoint: Endpoint
    /// JSON, UTF-8.
    package let body: [UInt8]
    /// The time at which Phonet sends it.
    package let at: Instant
    /// Seconds between the request before and this one.
    package let pause: Int
    /// What it reports, in a few English words.
    package let caption: String
}
