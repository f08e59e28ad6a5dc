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
    /// By Phonet's clock; nil: not answered, or not known.
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

    static func of(_ call: Call.ID, _ db: Database) throws -> [LegRow] {
        try Row.fetchAll(
            db.cachedStatement(
                sql: "SELECT * FROM leg WHERE call_id = ? ORDER BY dial_at IS NULL, dial_at, uuid"),
            arguments: [call]
        ).map { try LegRow($0) }
    }

    private init(_ row: Row) throws(UnknownCode) {
        uuid = row["uuid"]
        parent = row["parent"]
        direction = try row.codeIfPresent("direction")
        let recordKind: Party.Kind? = try row.codeIfPresent("record_party_kind")
        let isRecorded = recordKind != nil
        partyKind = isRecorded ? recordKind : try row.codeIfPresent("party_kind")
        self.extension = isRecorded ? row["record_extension"] : row["extension"]
        partyName = isRecorded ? row["record_party_name"] : row["party_name"]
        number = row["number"]
        line = row["trunk"]
        dialledAt = row["dial_at"]
        answeredAt = row["bridge_at"]
        endedAt = row["end_at"] ?? row["hangup_at"] ?? row["hangup_seen_at"]
        hasCDR = row["has_record"]
        talkSeconds = row["bill_seconds"]
        disposition = row["disposition"]
        transferHistory = row["transfer_history"]
    }
}
