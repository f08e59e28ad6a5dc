import CallRules

/// How a push service shall handle a message (RFC 8030 §5.2 to §5.4).
package struct PushEnvelope: Hashable, Sendable {
    /// How long it waits for a browser that is away, in seconds. Also how long it makes sense to
    /// try again.
    package let ttl: Int
    /// Whether a device that sleeps is woken for it.
    package let urgency: Urgency
    /// Which waiting message it replaces.
    package let topic: PushTopic?

    /// Those of RFC 8030 §5.3 we need; the raw value is as its field writes it.
    package enum Urgency: String, Sendable {
        case normal, high
    }

    /// The envelope of a notice.
    ///
    /// What became of a call replaces its ringing. The lead it brought is another matter, so that
    /// nobody is told of the one instead of the other.
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

    /// What somebody sends to the browser before them, to see whether it comes.
    package static let trial = PushEnvelope(ttl: 60, urgency: .high, topic: nil)

    private init(ttl: Int, urgency: Urgency, topic: PushTopic?) {
        self.ttl = ttl
        self.urgency = urgency
        self.topic = topic
    }
}
