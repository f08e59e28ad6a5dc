import CallRules
import JSONText

/// `call.dial`, `call.bridge`, `call.hangup`: what happens to one leg while it lives
/// (protocol 2.3), and the pause switch that rides on them (2.5).
enum Event {
    /// - Parameter arrivedAt: stands in for times Phonet did not send; without it they stay
    ///   unknown.
    static func message(
        _ body: JSON, kind: Message.EventKind, arrivedAt: Instant?
    ) -> Message {
        let fields = LegFields(body: body)
        var direction: LegDirection?
        switch fields.direction {
        case .pause(let on): return .pause(extension: fields.party?.extension, on: on)
        case .strange(let value):
            return .unknown(reason: "\(kind.rawValue) with lgDirection \(value)")
        case .call(let known): direction = known
        case .absent: break
        }
        guard let uuid = fields.uuid else {
            return .unknown(reason: "\(kind.rawValue) without a usable uuid")
        }
        let serverTime = body["serverTime"]?.time
        var leg = Leg(uuid: uuid)
        leg.parent = fields.parent
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
        // Times Phonet told come first: a repeated event must not look like a later one.
        if leg.party != nil {
            leg.partyAt = serverTime ?? told ?? leg.bridgeAt ?? leg.dialAt ?? arrivedAt
        }
        leg.number = fields.outsideLeg?["num"]?.text() ?? body["otherLegNum"]?.text()
        leg.contactName = fields.outsideLeg?["name"]?.text() ?? body["otherLegName"]?.text()
        leg.line = fields.line
        return .event(kind, leg)
    }
}
