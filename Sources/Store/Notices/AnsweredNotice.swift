import CallRules
import GRDB

/// What an employee who answers a notice, by a button under it, acts on.
package struct AnsweredNotice: Hashable, Sendable {
    /// The number of the call.
    package let number: PhoneNumber
    /// The lead and the client of the call; nil: none.
    package let leadID: Lead.ID?
    package let clientID: Client.ID?
    /// The open case of the number; nil: none is open.
    package let openCase: MissedCase.ID?
}

extension Store {
    /// The call of a notice to this employee; nil: there is no such notice.
    package func answered(
        notice id: Int64, by employee: Employee.ID
    ) throws(StoreError) -> AnsweredNotice? {
        try read { db in
            let row = try Row.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT call.phone, call.raw_number, call.lead_id, call.client_id,
                            (SELECT id FROM missed_case
                                WHERE missed_case.phone = call.phone AND state = 'open') AS open_case
                        FROM notice JOIN call ON call.id = notice.call_id
                        WHERE notice.id = ? AND notice.employee_id = ?
                        """), arguments: [id, employee])
            return row.map { row in
                AnsweredNotice(
                    number: PhoneNumber(row["phone"] ?? row["raw_number"]),
                    leadID: (row["lead_id"] as Int64?).map(Lead.ID.init),
                    clientID: (row["client_id"] as Int64?).map(Client.ID.init),
                    openCase: (row["open_case"] as Int64?).map(MissedCase.ID.init))
            }
        }
    }
}
