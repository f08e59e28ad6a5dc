import CallRules
import GRDB

/// A leg as stored; what its record says beats what its events said.
package struct LegRow: Hashable, Sendable {
    /// Canonical.
    package let uuid: String
    /// The uuid of the leg it belongs to.
    package let parent: String?
    package let direction: LegDirection?
    package let partyKind: Party.Kind?
    package let `extension`: String?
    package let partyName: String?
    /// The outside number as Phonet wrote it.
    package let number: String?
    package let line: String?
    package let dialledAt: Instant?
    package let answeredAt: Instant?
    package let endedAt: Instant?
    package let hasCDR: Bool
    package let talkSeconds: Int?
    package let disposition: Int?
    package let transferHistory: String?

    static func of(_ call: Call.ID, _ db: Database) throws -> [LegRow] {
        try Row.fetchAll(
            db.cachedStatement(
                sql: "SELECT * FROM leg WHERE call_id = ? ORDER BY dial_at IS NULL, dial_at, uuid"),
            arguments: [call.value]
        ).map { try LegRow($0) }
    }

    private init(_ row: Row) throws {
        func instant(_ column: String) -> Instant? {
            (row[column] as Int64?).map(Instant.init)
        }
        uuid = row["uuid"]
        parent = row["parent"]
        direction = try row.codeIfPresent("direction")
        let recordKind = try row.codeIfPresent("record_party_kind", Party.Kind.self)
        let isRecorded = recordKind != nil
        partyKind = try recordKind ?? row.codeIfPresent("party_kind")
        self.extension = isRecorded ? row["record_extension"] : row["extension"]
        partyName = isRecorded ? row["record_party_name"] : row["party_name"]
        number = row["number"]
        line = row["trunk"]
        dialledAt = instant("dial_at")
        answeredAt = instant("bridge_at")
        endedAt = instant("end_at") ?? instant("hangup_at") ?? instant("hangup_seen_at")
        hasCDR = row["has_record"]
        talkSeconds = row["bill_seconds"]
        disposition = row["disposition"]
        transferHistory = row["transfer_history"]
    }
}
