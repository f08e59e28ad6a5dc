import CallRules
import JSONText

/// What a call was when it made its lead, as the decision tells.
struct MadeAt {
    let outcome: Call.Outcome
    /// The extension whose call it was to the rules.
    let `extension`: String?
    /// The extensions that had answered; nil: an older decision, which does not tell.
    let answerers: Set<String>?

    /// The fact that tells the extensions that had answered.
    static func answerers(_ call: Call) -> Fact {
        Fact("answerers", .text(Set(call.answererExtensions).sorted().joined(separator: " ")))
    }
}

/// The decisions of rules on calls.
enum DecisionTable {
    static func insert(
        _ decision: Decision, call: Call.ID, settingsVersion: Int64, at now: Instant,
        _ sql: Connection
    ) throws(SQLiteError) {
        // The latest decision of a rule at a moment replaces the one before: only rule `correct`
        // decides twice.
        try sql.run(
            """
            INSERT OR REPLACE INTO decision (call_id, rule, moment, result, reason_uk, reason_en,
                facts, settings_version, at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
            """,
            SQLValue(call), .text(decision.rule.rawValue), .text(decision.moment.rawValue),
            .text(decision.result.rawValue), .text(decision.reason.uk), .text(decision.reason.en),
            .text(String(decoding: JSON(decision.facts).bytes, as: UTF8.self)),
            .int(settingsVersion), SQLValue(now))
    }

    /// Forgets what was decided about notices at a moment whose rules run again: another direction may
    /// have none.
    static func forgetNotices(
        of call: Call.ID, at moment: Moment, _ sql: Connection
    ) throws(SQLiteError) {
        try sql.run(
            "DELETE FROM decision WHERE call_id = ?1 AND rule = 'notify' AND moment = ?2",
            SQLValue(call), .text(moment.rawValue))
    }

    /// Whether nobody was told that the call was missed because its caller seemed not to wait.
    static func toldNobody(_ call: Call.ID, _ sql: Connection) throws(SQLiteError) -> Bool {
        let row = try sql.rows(
            """
            SELECT 1 FROM decision WHERE call_id = ?1 AND rule = 'notify' AND moment = 'missed'
                AND facts ->> ?2 IS NOT NULL
            """, SQLValue(call), .text("$.\(CallerContact.fact)"))
        defer { row.done() }
        return try row.step()
    }

    /// Whether rule C made no lead for this reason.
    static func keptFromLead(
        _ call: Call.ID, by past: Facts.Past, _ sql: Connection
    ) throws(SQLiteError) -> Bool {
        let row = try sql.rows(
            """
            SELECT 1 FROM decision WHERE call_id = ?1 AND rule = 'create'
                AND json_extract(facts, '$.past') = ?2
            """, SQLValue(call), SQLValue(past))
        defer { row.done() }
        return try row.step()
    }

    /// What the call was when it made its lead; nil: it made none.
    static func madeLead(_ call: Call.ID, _ sql: Connection) throws(SQLiteError) -> MadeAt? {
        let row = try sql.rows(
            """
            SELECT moment, facts ->> '$.extension', facts ->> '$.answerers'
            FROM decision WHERE call_id = ?1 AND rule = 'create' AND result = 'created'
            """, SQLValue(call))
        guard try row.step() else { return nil }
        defer { row.done() }
        let outcome: Call.Outcome
        switch try row.code(0, "decision.moment", Moment.self) {
        case .answered: outcome = .answered
        case .missed: outcome = .missed
        case .begins, .rings: return nil
        }
        return MadeAt(
            outcome: outcome, extension: row.textOrNil(1),
            answerers: row.textOrNil(2).map { Set($0.split(separator: " ").map(String.init)) })
    }
}

extension JSON {
    /// The facts of a decision as an object, in order.
    fileprivate init(_ facts: [Fact]) {
        self = .object(facts.map { ($0.name, JSON($0.value)) })
    }

    private init(_ value: FactValue) {
        self =
            switch value {
            case .none: .null
            case .truth(let truth): .truth(truth)
            case .number(let number): .integer(number)
            case .text(let text): .string(text)
            }
    }
}
