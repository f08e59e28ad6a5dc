import CallRules

/// One call and the messages Phonet sends about it.
package struct Conversation {
    package var uuid: String
    package var parent: String?
    package var direction: LegDirection
    package var number: String?
    package var `extension`: String?
    package var start: Instant
    /// Of the employee's side; nil: Phonet names no type.
    package var kind: Party.Kind?
    /// Seconds of talk in the CDR of an answered call.
    package var talk = 136

    package init(
        uuid: String = "3f9c1be07d5e4a6c8b21d04fa7c3e915", parent: String? = nil,
        direction: LegDirection = .incoming, number: String? = Company.unknownCaller,
        extension: String? = "101", start: Instant = Company.morning
    ) {
        self.uuid = uuid
        self.parent = parent
        self.direction = direction
        self.number = number
        self.extension = `extension`
        self.start = start
    }

    private var leg: Leg {
        var leg = Leg(uuid: uuid)
        leg.parent = parent
        leg.direction = direction
        leg.number = number
        leg.party = Party(kind: kind, extension: `extension`, name: nil)
        leg.dialAt = start
        leg.line = "+380440000777"
        return leg
    }

    package var dial: Message {
        var leg = leg
        leg.dialSeen = true
        leg.partyAt = start
        return .event(.dial, leg)
    }

    /// Answered nine seconds after the ringing began.
    package var bridge: Message {
        var leg = leg
        leg.bridgeAt = start.advanced(bySeconds: 9)
        leg.partyAt = leg.bridgeAt
        return .event(.bridge, leg)
    }

    package func hangup(answered: Bool, seenAt: Instant = Company.morning) -> Message {
        var leg = leg
        leg.bridgeAt = answered ? start.advanced(bySeconds: 9) : nil
        leg.hangupAt = start.advanced(bySeconds: 145)
        leg.hangupSeenAt = seenAt
        leg.partyAt = leg.hangupAt
        return .event(.hangup, leg)
    }

    package func record(
        answered: Bool, by extension: String? = nil, kind: Party.Kind? = nil,
        transfers: String? = nil
    ) -> Message {
        var leg = Leg(uuid: uuid)
        leg.parent = parent
        leg.direction = direction
        leg.number = number
        leg.line = "+380440000777"
        var record = CallRules.CDR()
        record.endAt = start.advanced(bySeconds: 145)
        record.duration = 145
        record.billSeconds = answered ? talk : 0
        record.disposition = answered ? 0 : 1
        record.transferHistory = transfers
        record.party = Party(
            kind: kind ?? self.kind ?? .user, extension: `extension` ?? self.extension, name: nil)
        leg.record = record
        return .record(leg)
    }
}

extension Message {
    /// The same message about a leg, with the contact's name.
    package func naming(_ name: String) -> Message {
        switch self {
        case .event(let kind, var leg):
            leg.contactName = name
            return .event(kind, leg)
        case .record(var leg):
            leg.contactName = name
            return .record(leg)
        case .pause, .lookup, .unknown: return self
        }
    }
}
