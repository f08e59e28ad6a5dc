import CallRules
import GRDB

/// A notice as stored.
package struct NoticeRow: Hashable, Sendable {
    package let id: Int64
    package let kind: NoticeKind
    package let employeeID: Employee.ID
    /// The employee's current name.
    package let employeeName: String
    /// Canonical uuid of the call.
    package let callUUID: String
    /// The lead of the notice; nil: none.
    package let leadID: Lead.ID?
    /// In the employee's language.
    package let text: String
    /// When the rules formed it.
    package let formedAt: Instant
    /// The earliest time to send it.
    package let dueAt: Instant
    /// When it was shown on the page and its deliveries were added; nil: not yet, or dropped.
    package let sentAt: Instant?
    /// When the employee saw or opened it; nil: not yet.
    package let seenAt: Instant?
    /// Reason it is not sent; nil: it was sent or waits.
    package let droppedReason: DropReason?
}

/// Which notices to list; nil means any.
package struct NoticeFilter: Hashable, Sendable {
    package var employeeID: Employee.ID?
    /// Uuid of any leg of the call, in any spelling.
    package var callUUID: String?
    package var kind: NoticeKind?

    package init() {}
}

extension Store {
    /// Notices, the latest first; of a viewer who oversees nobody only their own.
    package func notices(
        _ filter: NoticeFilter, _ page: Pagination, seenBy viewer: Viewer
    ) throws(StoreError) -> Page<NoticeRow> {
        try read { db in
            var conditions: [SQL] = []
            if !viewer.oversees, let me = viewer.employee {
                conditions.append("notice.employee_id = \(me.value)")
            }
            if let person = filter.employeeID {
                conditions.append("notice.employee_id = \(person.value)")
            }
            if let kind = filter.kind { conditions.append("notice.kind = \(kind.rawValue)") }
            if let text = filter.callUUID {
                // No call has an empty uuid.
                let uuid = CallUUID.canonical(text) ?? ""
                conditions.append(
                    """
                    notice.call_id IN (SELECT id FROM call WHERE uuid = \(uuid)
                        UNION SELECT call_id FROM leg WHERE uuid = \(uuid))
                    """)
            }
            if let after = page.after { conditions.append("notice.id < \(after.id)") }
            let rows = try NoticeRow.list(conditions, limit: page.limit + 1, db)
            return Page(rows, limit: page.limit) { Cursor(id: $0.id) }
        }
    }
}

extension NoticeRow {
    /// The latest first.
    static func list(_ conditions: [SQL], limit: Int, _ db: Database) throws -> [NoticeRow] {
        try SQLRequest<Row>(
            literal: """
                SELECT notice.*, call.uuid AS call_uuid,
                    (SELECT name FROM employee WHERE id = notice.employee_id) AS employee_name
                FROM notice JOIN call ON call.id = notice.call_id
                WHERE \(conditions.allHold) ORDER BY notice.id DESC LIMIT \(limit)
                """, cached: true
        ).fetchAll(db).map { try NoticeRow($0) }
    }

    private init(_ row: Row) throws(UnknownCode) {
        kind = try row.code("kind")
        id = row["id"]
        employeeID = Employee.ID(row["employee_id"])
        employeeName = row["employee_name"] ?? ""
        callUUID = row["call_uuid"]
        leadID = (row["lead_id"] as Int64?).map { Lead.ID($0) }
        text = row["text"]
        formedAt = Instant(milliseconds: row["formed_at"])
        dueAt = Instant(milliseconds: row["due_at"])
        sentAt = (row["sent_at"] as Int64?).map(Instant.init)
        seenAt = (row["seen_at"] as Int64?).map(Instant.init)
        droppedReason = try row.codeIfPresent("dropped_reason")
    }
}
