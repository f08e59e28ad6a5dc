import CallRules

/// How a push service should handle a message (RFC 8030 §5.2 to §5.4).
package struct PushEnvelope: Hashable, Sendable {
    /// Seconds the service keeps the message for a browser that is offline; after them, retries end too.
    package let ttl: Int
    /// Whether it wakes a sleeping device.
    package let urgency: Urgency
    /// A newer message replaces a waiting one with the same topic; nil: it replaces none.
    package let topic: PushTopic?

    /// The values of RFC 8030 §5.3 in use. The raw value is that of the header field.
    package enum Urgency: String, Sendable {
        case normal, high
    }

    /// The envelope of a notice.
    ///
    /// The outcome of a call replaces its ringing. A lead has another topic, so a lead and a
    /// call never replace each other.
    ///
    /// - Parameter call: the uuid of the call; the push service sees only a hash.
    package init(_ kind: NoticeKind, call: String) {
        switch kind {
        case .incomingCall:
            self.init(ttl: 60, urgency: .high, topic: PushTopic("call \(call)"))
        case .missedCall:
            self.init(ttl: 12 * 3600, urgency: .normal, topic: PushTopic("call \(call)"))
        case .leadAssigned:
            self.init(ttl: 12 * 3600, urgency: .normal, topic: PushTopic("lead \(call)"))
        }
    }

    /// The envelope of a trial, which an employee sends to their own browser.
    package static let trial = PushEnvelope(ttl: 60, urgency: .high, topic: nil)

    private init(ttl: Int, urgency: Urgency, topic: PushTopic?) {
        self.ttl = ttl
        self.urgency = urgency
        self.topic = topic
    }
}
