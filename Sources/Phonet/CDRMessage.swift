import CallRules
import JSONText

/// The full information about one finished leg: the after-call-end webhook, or one row of Phonet's
/// history (protocol 2.6.1). `dialAt` and `bridgeAt`, keys of an event, are read as well (protocol 2.6).
enum CDRMessage {
    /// The record of the leg. `.unknown` with its reason when it names a pause, an unknown direction,
    /// or no uuid.
    static func message(_ body: JSON) -> Message {
        let fields = LegFields(body: body)
        var direction: LegDirection?
        switch fields.direction {
        case .pause: return .unknown(.recordOfPause)
        case .unknown(let value): return .unknown(.recordWithDirection(value))
        case .call(let known): direction = known
        case .absent: break
        }
        guard let uuid = fields.uuid else {
            return .unknown(.recordWithoutUUID)
        }
        var record = CDR()
        // Only what the record says: the caller knows when it arrived.
        record.endAt =
            body["endAt"]?.time ?? body["hangupAt"]?.time ?? body["serverTime"]?.time
        record.billSeconds = body["billSecs"]?.count
        record.duration = body["duration"]?.count
        record.disposition = body["disposition"]?.count
        record.transferHistory = body["transferHistory"]?.text()
        record.recordingURL = body["audioRecUrl"]?.text(most: 2000).flatMap(RecordingLink.written)
        record.party = fields.party
        var leg = Leg(uuid: uuid)
        leg.parent = fields.parent
        leg.namesUnreadableTime = fields.namesUnreadableTime
        leg.direction = direction
        leg.dialAt = body["dialAt"]?.time
        leg.bridgeAt = body["bridgeAt"]?.time
        let outside = fields.outside
        leg.number = body["otherLegNum"]?.text() ?? outside.number
        leg.contactName = ContactName(body["otherLegName"]?.text())?.text ?? outside.name
        leg.line = fields.line
        leg.record = record
        return .record(leg)
    }
}
