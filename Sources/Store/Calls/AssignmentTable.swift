import CallRules

/// The ledger of the distribution: who got which lead, and who was passed over and why.
enum AssignmentTable {
    /// Records the turn, so that the next call, however soon, sees it.
    static func insert(
        _ assignment: Assignment, call: Call.ID, lead: Lead.ID, at now: Instant, _ sql: Connection
    ) throws(SQLiteError) {
        var skipped = "["
        for (index, person) in assignment.skipped.enumerated() {
            skipped += index > 0 ? "," : ""
            skipped +=
                "{\"employee_id\":\(person.employee.value),\"why\":\"\(person.why.rawValue)\"}"
        }
        skipped += "]"
        try sql.run(
            """
            INSERT INTO turn (call_id, lead_id, employee_id, mode, skipped, at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            """,
            .int(call.value), .int(lead.value), SQLValue(assignment.employee?.id.value),
            .text(assignment.mode.rawValue), .text(skipped), SQLValue(now))
        guard let chosen = assignment.employee else { return }
        try sql.run(
            "UPDATE employee SET last_turn = ?2 WHERE id = ?1", .int(chosen.id.value),
            .int(sql.lastInsertedID))
    }
}
