import CallRules
import JSONText

/// What each rule decided on each call, and why.
enum DecisionTable {
    static func insert(
        _ decision: Decision, call: Call.ID, settingsVersion: Int64, at now: Instant,
        _ sql: Connection
    ) throws(SQLiteError) {
        // The latest word of a rule at a moment stands: only rule `correct` speaks twice.
        try sql.run(
            """
            INSERT OR REPLACE INTO decision (call_id, rule, moment, result, reason_uk, reason_en,
                facts, settings_version, at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
            """,
            .int(call.value), .text(decision.rule.rawValue), .text(decision.moment.rawValue),
            .text(decision.result.rawValue), .text(decision.reason.uk), .text(decision.reason.en),
            .text(String(decoding: JSON(decision.facts).bytes, as: UTF8.self)),
            .int(settingsVersion), SQLValue(now))
    }

    /// The outcome a lead of this call was made for.
    static func madeLeadFor(_ call: Call.ID, _ sql: Connection) throws(SQLiteError) -> Call.Outcome?
    {
        let row = try sql.rows(
            """
            SELECT moment FROM decision
            WHERE call_id = ?1 AND rule = 'create' AND result = 'created'
            """, .int(call.value))
        guard try row.step() else { return nil }
        defer { row.done() }
        return switch try row.code(0, "decision.moment", Moment.self) {
        case .answered: .answered
        case .missed: .missed
        case .begins, .rings: nil
        }
    }
}

extension JSON {
    /// The facts beside a decision as an object, in their order.
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
