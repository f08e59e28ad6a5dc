import CallRules

/// One request that Phonet would make.
package struct Posted: Hashable, Sendable {
    /// The webhook it goes to; the raw value is the last step of its path.
    package enum Endpoint: String, CaseIterable, Sendable {
        case customerData = "customer_data"
        case call
        case afterCallEnd = "after_call_end"
    }

    package let endpoint: Endpoint
    /// JSON, UTF-8.
    package let body: [UInt8]
    /// When Phonet makes it.
    package let at: Instant
    /// Seconds that pass in the call's life between the request before and this one.
    package let pause: Int
    /// What happens, in a few English words.
    package let caption: String
}
