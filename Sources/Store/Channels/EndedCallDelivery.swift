import CallRules
import GRDB

/// A waiting delivery that tells of a call that rings or lasts, although the call has ended since.
struct EndedCallDelivery {
    private let id: Int64
    private let call: Call.ID
    private let notice: NoticeJudge.Waiting

    /// Seconds until it is looked at again while the outcome of the call is not known.
    private static let patienceSeconds = 5

    /// Reads the columns that `DeliveryTable.due` selects; nil: another delivery.
    init?(_ row: Row) throws(UnknownCode) {
        guard let kind: NoticeKind = try row.codeIfPresent("kind"),
            DeliveryTable.urgent.contains(row["news"]), row["address"] != nil,
            row["active"] == true, row["state"] == Call.State.ended.rawValue
        else { return nil }
        id = row["id"]
        call = Call.ID(row["call_id"])
        notice = NoticeJudge.Waiting(
            id: row["notice_id"], kind: kind, employee: Employee.ID(row["person_id"]),
            language: try row.codeIfPresent("language"),
            lead: (row["notice_lead_id"] as Int64?).map(Lead.ID.init),
            dueAt: Instant(milliseconds: row["due_at"]))
    }

    /// Makes it tell the outcome; it is due at once. Puts it off while the outcome is not known, and
    /// drops it when the employee is not to be told or is told otherwise.
    func tell(
        _ snapshot: SettingsSnapshot, at now: Instant, _ transaction: Writer.Transaction
    ) throws {
        let db = transaction.db
        let judge = try NoticeJudge(call, snapshot, at: now, transaction.sql)
        switch try judge?.verdict(on: notice) {
        case .wait?:
            try db.execute(
                sql: "UPDATE delivery SET next_at = ? WHERE id = ?",
                arguments: [now.advanced(bySeconds: EndedCallDelivery.patienceSeconds), id])
        case .send(let news)?:
            guard let judge, !DeliveryTable.urgent.contains(news.rawValue) else {
                return try drop(db)
            }
            guard try NoticeTable.send(notice.id, news, at: now, transaction.sql) else {
                return try drop(db)
            }
            try NoticeTable.say(judge.text(news, notice.language), in: notice.id, transaction.sql)
            let hours = snapshot.noticeHours(of: judge.call.line)
            var due = notice.dueAt
            if case .later(let opening) = hours.departure(of: judge.call.startedAt, at: due) {
                due = opening
            }
            try db.execute(
                sql: "UPDATE delivery SET news = ?, expires_at = ? WHERE id = ?",
                arguments: [news.rawValue, news.pushUntil(due: due, sentAt: now), id])
        case .drop(.tookPart)?: try drop(because: .tookPart, db)
        case .drop?, nil: try drop(db)
        }
    }

    private func drop(
        because reason: DeliveryDropReason = .callEnded, _ db: Database
    ) throws {
        try DeliveryTable.end(id, .dropped, reason.rawValue, details: nil, db)
    }
}
