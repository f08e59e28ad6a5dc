import CallRules
import JSONText

/// Reads the events `call.dial`, `call.bridge` and `call.hangup` of one leg (protocol 2.3), and the
/// pause switch, which has the same form (protocol 2.5).
enum Event {
    /// - Parameter arrivedAt: used for times Phonet did not send; nil: they stay unknown.
    static func message(
        _ body: JSON, kind: Message.EventKind, arrivedAt: Instant?
    ) -> Message {
        let fields = LegFields(body: body)
        var direction: LegDirection?
        switch fields.direction {
        case .pause(let on): return .pause(extension: fields.party?.extension, on: on)
        case .unknown(let value): return .unknown(.eventWithDirection(kind, value))
        case .call(let known): direction = known
        case .absent: break
        }
        guard let uuid = fields.uuid else {
            return .unknown(.eventWithoutUUID(kind))
        }
        let serverTime = body["serverTime"]?.time
        var leg = Leg(uuid: uuid)
        leg.parent = fields.parent
        leg.namesUnreadableTime = fields.namesUnreadableTime
        leg.direction = direction
        leg.dialAt = body["dialAt"]?.time
        leg.bridgeAt = body["bridgeAt"]?.time
        let told: Instant?
        switch kind {
        case .dial:
            told = leg.dialAt
            leg.dialAt = told ?? serverTime ?? arrivedAt
            leg.dialSeen = true
        case .bridge:
            told = leg.bridgeAt
            leg.bridgeAt = told ?? serverTime ?? arrivedAt
        case .hangup:
            told = body["hangupAt"]?.time
            leg.hangupAt = told ?? serverTime
            leg.hangupSeenAt = arrivedAt
        }
        leg.party = fields.party
        // Times that Phonet sent take precedence over the time of arrival: a repeated event must
        // not look like a later one.
        if leg.party != nil {
            leg.partyAt = serverTime ?? told ?? leg.bridgeAt ?? leg.dialAt ?? arrivedAt
        }
        let outside = fields.outside
        leg.number = outside.number ?? body["otherLegNum"]?.text()
        leg.contactName = outside.name ?? ContactName(body["otherLegName"]?.text())?.text
        leg.line = fields.line
        return .event(kind, leg)
    }
}
