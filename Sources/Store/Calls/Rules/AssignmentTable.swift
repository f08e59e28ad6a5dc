import CallRules

/// Assignments of rule D (table `turn`): who got which lead, and who was skipped and why.
enum AssignmentTable {
    /// Gives back the turn that was spent on a lead that should not be: whoever had it is next again.
    static func takeBack(_ lead: Lead.ID, _ sql: Connection) throws(SQLiteError) {
        try sql.run(
            """
            UPDATE employee SET last_turn = (
                SELECT max(id) FROM turn WHERE employee_id = employee.id AND lead_id IS NOT ?1)
            WHERE last_turn IN (SELECT id FROM turn WHERE lead_id = ?1)
            """, SQLValue(lead))
        try sql.run("DELETE FROM turn WHERE lead_id = ?1", SQLValue(lead))
    }

    /// Stores an assignment in the same transaction, so that the next call sees it.
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
            SQLValue(call), SQLValue(lead), SQLValue(assignment.employee?.id),
            .text(assignment.mode.rawValue), .text(skipped), SQLValue(now))
        guard let chosen = assignment.employee else { return }
        try sql.run(
            "UPDATE employee SET last_turn = ?2 WHERE id = ?1", SQLValue(chosen.id),
            .int(sql.lastInsertedID))
    }
}
