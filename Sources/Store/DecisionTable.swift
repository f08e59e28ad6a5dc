import CallRules

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
            .text(FactsDocument.json(decision.facts)), .int(settingsVersion), SQLValue(now))
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
        return Call.Outcome(rawValue: row.text(0))
    }
}

/// The facts beside a decision as a JSON object, in their order.
enum FactsDocument {
    static func json(_ facts: [Fact]) -> String {
        var text = "{"
        for (index, fact) in facts.enumerated() {
            if index > 0 { text += "," }
            append(fact.name, to: &text)
            text += ":"
            switch fact.value {
            case .none: text += "null"
            case .truth(let truth): text += truth ? "true" : "false"
            case .number(let number): text += String(number)
            case .text(let value): append(value, to: &text)
            }
        }
        return text + "}"
    }

    /// RFC 8259 §7: quotes, backslashes and control characters are escaped.
    static func append(_ value: String, to text: inout String) {
        text += "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\u{00}"..."\u{1F}":
                let hex = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }
}
