import CallRules
import GRDB

/// A leg as stored; its CDR wins over its events.
package struct LegRow: Hashable, Sendable {
    /// Canonical.
    package let uuid: String
    /// Canonical uuid of the call it belongs to; nil: its own.
    package let parent: String?
    /// Nil until a message names it.
    package let direction: LegDirection?
    /// The employee's side; nil: not known.
    package let partyKind: Party.Kind?
    /// The internal number of the employee's side; nil: not known.
    package let `extension`: String?
    /// The name of the employee's side at Phonet; nil: not known.
    package let partyName: String?
    /// The outside number as Phonet wrote it.
    package let number: String?
    /// The company's own number; nil: not known.
    package let line: String?
    /// When ringing started, by Phonet's clock; nil: not known.
    package let dialledAt: Instant?
    /// A person answered.
    package let isAnswered: Bool
    /// By Phonet's clock; nil: nobody answered, or not known.
    package let answeredAt: Instant?
    /// By Phonet's clock; nil while the leg goes on.
    package let endedAt: Instant?
    /// A CDR of the leg has come.
    package let hasCDR: Bool
    /// Seconds of talk; nil: not known.
    package let talkSeconds: Int?
    /// The disposition of the CDR (protocol 2.10); nil: no CDR names one.
    package let disposition: Int?
    /// Internal numbers in order, `"101 > 103"`; nil: not transferred.
    package let transferHistory: String?
    /// Address of its recording at Phonet; never sent to a browser or the CRM.
    package let recordingURL: String?
    /// The result of the last attempt to play its recording; nil: no attempt yet.
    package let lastTry: RecordingFacts.Try?
    /// Why the last attempt to play its recording failed; nil: it did not fail, or there was none.
    package let recordingError: RecordingError?

    static func of(_ call: Call.ID, _ db: Database) throws -> [LegRow] {
        try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT leg.*, finding AS recording_finding, trouble AS recording_trouble,
                        trouble_details AS recording_trouble_details,
                        trouble_uk AS recording_trouble_uk, trouble_en AS recording_trouble_en
                    FROM leg LEFT JOIN recording ON leg_uuid = uuid
                    WHERE call_id = ? ORDER BY dial_at IS NULL, dial_at, uuid
                    """),
            arguments: [call]
        ).map { try LegRow($0) }
    }

    private init(_ row: Row) throws(UnknownCode) {
        let leg = try Leg(row)
        uuid = leg.uuid
        parent = leg.parent
        direction = leg.direction
        partyKind = leg.partyKnown?.kind
        self.extension = leg.partyKnown?.extension
        partyName = leg.partyKnown?.name
        number = leg.number
        line = leg.line
        dialledAt = leg.dialAt
        isAnswered = leg.isAnswered
        answeredAt = leg.answeredAt
        endedAt = leg.endAt
        hasCDR = leg.record != nil
        talkSeconds = leg.record?.billSeconds
        disposition = leg.record?.disposition
        transferHistory = leg.record?.transferHistory
        recordingURL = leg.record?.recordingURL
        lastTry = try row.codeIfPresent("recording_finding")
        recordingError = try RecordingTable.failure(row)
    }

    /// Whether the leg's recording can be played at `now`.
    package func recording(at now: Instant) -> RecordingState {
        RecordingFacts(
            state: endedAt == nil ? .talking : .ended, isAnswered: isAnswered, endedAt: endedAt,
            hasCDR: hasCDR, hasAddress: isAnswered && recordingURL != nil, lastTry: lastTry
        ).recording(at: now)
    }
}

extension CallDetail {
    /// The answered legs with a recording, in the order of their answers.
    package var recordings: [LegRow] {
        legs.filter { $0.isAnswered && $0.recordingURL != nil }
            .sorted {
                ($0.answeredAt ?? .distantFuture, $0.uuid != call.recordingLeg ? 1 : 0)
                    < ($1.answeredAt ?? .distantFuture, $1.uuid != call.recordingLeg ? 1 : 0)
            }
    }

    /// The leg whose recording a uuid means: its own, else the first of the call. Nil: none.
    ///
    /// - Parameter uuid: in any spelling.
    package func recording(of uuid: String) -> LegRow? {
        let canonical = CallUUID.canonical(uuid)
        return recordings.first { $0.uuid == canonical } ?? recordings.first
    }
}

extension Leg {
    /// A row of `leg`.
    fileprivate init(_ row: Row) throws(UnknownCode) {
        self.init(uuid: row["uuid"])
        parent = row["parent"]
        direction = try row.codeIfPresent("direction")
        dialAt = row["dial_at"]
        bridgeAt = row["bridge_at"]
        pickUpAt = row["pick_up_at"]
        hangupAt = row["hangup_at"]
        hangupSeenAt = row["hangup_seen_at"]
        recordSeenAt = row["record_seen_at"]
        if let kind: Party.Kind = try row.codeIfPresent("party_kind") {
            party = Party(kind: kind, extension: row["extension"], name: row["party_name"])
        }
        number = row["number"]
        line = row["trunk"]
        guard row["has_record"] else { return }
        var told = CallRules.CDR()
        told.endAt = row["end_at"]
        told.billSeconds = row["bill_seconds"]
        told.duration = row["duration"]
        told.disposition = row["disposition"]
        told.transferHistory = row["transfer_history"]
        told.recordingURL = row["recording_url"]
        if let kind: Party.Kind = try row.codeIfPresent("record_party_kind") {
            told.party = Party(
                kind: kind, extension: row["record_extension"], name: row["record_party_name"])
        }
        record = told
    }
}
