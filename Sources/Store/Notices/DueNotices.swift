import CallRules
import CompanyTime
import GRDB

/// Decides whether each due notice is sent or dropped.
struct DueNotices {
    /// The most notices in one transaction, so that webhooks do not wait long for the writer.
    static let batch = 100

    let settings: Settings
    let now: Instant
    let transaction: Writer.Transaction

    private var db: Database { transaction.db }

    /// Sends one batch or drops its notices. A notice that is sent appears on the page and gets a
    /// delivery for each address of its employee.
    ///
    /// - Returns: the number of notices decided.
    func sendOut() throws -> Int {
        let rows = try Row.fetchAll(
            db, sql: DueNotices.due, arguments: [now.milliseconds, DueNotices.batch])
        let minute = settings.companyClock.minuteOfDay(at: now)
        for row in rows {
            guard let notice = try DueNotice(row) else { continue }
            if let reason = try dropReason(notice) {
                try db.execute(
                    sql: "UPDATE notice SET dropped_reason = ? WHERE id = ?",
                    arguments: [reason.rawValue, notice.id])
            } else {
                try db.execute(
                    sql: "UPDATE notice SET sent_at = ? WHERE id = ?",
                    arguments: [now.milliseconds, notice.id])
                try push(notice, atMinute: minute)
            }
        }
        return rows.count
    }

    /// A ringing notice of a call that ended waits until the outcome is known.
    private static let due = """
        SELECT notice.*, call.uuid, call.state, call.outcome, employee.active, choice, quiet_from,
            quiet_until
        FROM notice INDEXED BY notice_due
        JOIN call ON call.id = notice.call_id
        JOIN employee ON employee.id = notice.employee_id
        LEFT JOIN notice_preference ON notice_preference.employee_id = notice.employee_id
        WHERE sent_at IS NULL AND dropped_reason IS NULL AND due_at <= ?
            AND NOT (kind = 'incoming_call' AND state = 'ended' AND outcome IS NULL)
        ORDER BY due_at LIMIT ?
        """

    /// Reason to drop the notice; nil: send it.
    private func dropReason(_ notice: DueNotice) throws -> DropReason? {
        if !notice.isActive { return .inactive }
        if notice.preference.choice == .nothing { return .notWanted }
        guard notice.news == .ringing else { return nil }
        if notice.freshUntil < now { return .tooOld }
        return try isTalking(notice) ? .tookPart : nil
    }

    /// True when the employee is already talking in this call.
    private func isTalking(_ notice: DueNotice) throws -> Bool {
        guard notice.callState == .talking else { return false }
        let legs = try LegTable.legs(of: notice.callID, transaction.sql)
        let call = Call(uuid: notice.callUUID, legs: legs)
        let people = try ExtensionOwner.of(
            call.participantExtensions, at: call.startedAt ?? now, transaction.sql)
        return people[Employee.ID(notice.employeeID)] != nil
    }

    private func push(_ notice: DueNotice, atMinute minute: Int) throws {
        let silencing = notice.preference.silencing(notice.news, atMinute: minute)
        let dropped =
            silencing.map(DeliveryDropReason.init) ?? (notice.freshUntil <= now ? .tooOld : nil)
        try DeliveryTable.insert(
            notice: notice.id, to: Employee.ID(notice.employeeID), notice.news, dropped: dropped,
            at: now, expires: notice.freshUntil, db)
    }
}

/// A due notice, with the facts that decide whether it is sent.
private struct DueNotice {
    let id: Int64
    let employeeID: Int64
    let isActive: Bool
    let callID: Call.ID
    let callUUID: String
    let callState: Call.State
    let news: NoticeNews
    /// From this time on no push is sent.
    let freshUntil: Instant
    let preference: NoticePreference

    /// Nil: the notice waits for the outcome of its call.
    init?(_ row: Row) throws(UnknownCode) {
        let state: Call.State = try row.code("state")
        guard
            let news = NoticeNews(
                try row.code("kind"), state, try row.codeIfPresent("outcome"))
        else { return nil }
        id = row["id"]
        employeeID = row["employee_id"]
        isActive = row["active"]
        callID = Call.ID(row["call_id"])
        callUUID = row["uuid"]
        callState = state
        self.news = news
        // The age of a ringing notice counts from when it was formed, without `push_delay_seconds`.
        let start: Int64 = row[news == .ringing ? "formed_at" : "due_at"]
        freshUntil = Instant(milliseconds: start).advanced(bySeconds: news.freshSeconds)
        preference = try NoticePreference(row)
    }
}
