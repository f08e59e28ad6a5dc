import CallRules

/// One request that Phonet would make.
public struct Posted: Hashable, Sendable {
    /// The webhook it goes to; the raw value is the last step of its path.
    public enum Endpoint: String, CaseIterable, Sendable {
        case customerData = "customer_data"
        case call
        case afterCallEnd = "after_call_end"
    }

    public let endpoint: Endpoint
    /// JSON, UTF-8.
    public let body: [UInt8]
    /// When Phonet makes it.
    public let at: Instant
    /// Seconds that pass in the call's life between the request before and this one.
    public let pause: Int
    /// What happens, in a few English words.
    public let caption: String
}
