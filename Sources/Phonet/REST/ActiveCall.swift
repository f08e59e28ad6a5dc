import CallRules
import JSONText

/// A live call at Phonet (protocol 3.7).
package struct ActiveCall: Hashable, Sendable {
    /// The call's facts in Phonet's list. The uuid is canonical (`CallUUID`); times that Phonet
    /// does not list are nil.
    package let leg: Leg
    /// Whether somebody has answered.
    package let isBridged: Bool
}

extension ActiveCall {
    /// Nil for an entry that is not a live call: a pause, one that was hung up, one without a uuid.
    init?(_ json: JSON) {
        let lastEvent = (json["lastEvent"] ?? json["event"])?.text(most: 40)
        let kind = lastEvent.flatMap(Message.EventKind.init(rawValue:))
        let isBridged = kind == .bridge || json["bridgeAt"]?.time != nil
        guard kind != .hangup,
            case .event(_, let leg) = Event.message(
                json, kind: isBridged ? .bridge : .dial, arrivedAt: nil)
        else { return nil }
        self.init(leg: leg, isBridged: isBridged)
    }

    /// Reads the calls of an answer; of entries with the same uuid only one is kept.
    static func listed(_ answer: JSON) -> Result<[ActiveCall], PhonetError> {
        Listing.items(answer, named: "calls").map { items in
            var seen: Set<String> = []
            return items.compactMap(ActiveCall.init).filter { seen.insert($0.leg.uuid).inserted }
        }
    }
}
