import CallRules
import GRDB

/// A decision as stored.
package struct DecisionRow: Hashable, Sendable {
    package let rule: Rule
    package let moment: Moment
    package let result: Decision.Result
    package let reason: LocalizedText
    /// A JSON object: the facts the rule saw.
    package let factsDocument: String
    /// The version of the settings it was made with.
    package let settingsVersion: Int64
    /// When the rule decided.
    package let at: Instant

    static func of(_ call: Call.ID, _ db: Database) throws -> [DecisionRow] {
        try Row.fetchAll(
            db.cachedStatement(sql: "SELECT * FROM decision WHERE call_id = ? ORDER BY id"),
            arguments: [call]
        ).map { try DecisionRow($0) }
    }

    /// The decisions that changed a lead, in order; at most twenty.
    static func changes(of lead: Lead.ID, _ db: Database) throws -> [DecisionRow] {
        try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT decision.* FROM call JOIN decision ON decision.call_id = call.id
                    WHERE call.lead_id = ? AND decision.result IN (
                        'created', 'assigned', 'corrected', 'reopened')
                    ORDER BY decision.id LIMIT 20
                    """),
            arguments: [lead]
        ).map { try DecisionRow($0) }
    }

    private init(_ row: Row) throws(UnknownCode) {
        rule = try row.code("rule")
        moment = try row.code("moment")
        result = try row.code("result")
        reason = LocalizedText(uk: row["reason_uk"], en: row["reason_en"])
        factsDocument = row["facts"]
        settingsVersion = row["settings_version"]
        at = row["at"]
    }
}
