import CallRules
import Foundation
import GRDB

/// Notices whose moment has come.
struct DueNotices {
    /// So many share a transaction, so that a crowd does not hold up messages of Phonet's.
    static let batch = 100

    let settings: Settings
    let now: Instant
    let transaction: Writer.Transaction

    private var db: Database { transaction.db }

    /// Sends a batch out: into the page, and on their way to browsers; or drops them.
    ///
    /// - Returns: how many were decided.
    func sendOut() throws -> Int {
        let rows = try Row.fetchAll(
            db, sql: DueNotices.due, arguments: [now.milliseconds, DueNotices.batch])
        let minute = minuteOfDay
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

    /// One that tells of a ringing call which hung up waits for the outcome (product.md §5, N).
    private static let due = """
        SELECT notice.*, call.uuid, call.state, call.outcome, employee.active, employee.extension,
            choice, quiet_from, quiet_until
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

    /// Whoever is in the conversation needs no word of its ringing.
    private func isTalking(_ notice: DueNotice) throws -> Bool {
        guard notice.callState == .talking, let `extension` = notice.extension else { return false }
        let legs = try LegTable.legs(of: notice.callID, transaction.sql)
        return Call(uuid: notice.callUUID, legs: legs).participantExtensions.contains(`extension`)
    }

    private func push(_ notice: DueNotice, atMinute minute: Int) throws {
        let silencing = notice.preference.silencing(notice.news, atMinute: minute)?.rawValue
        let reason = silencing ?? (notice.freshUntil <= now ? "too_old" : nil)
        try db.execute(
            sql: """
                INSERT OR IGNORE INTO push_delivery (notice_id, subscription_id, news, state,
                    next_at, expires_at, reason, created_at)
                SELECT ?1, id, ?2, ?3, ?4, ?5, ?6, ?4 FROM push_subscription WHERE employee_id = ?7
                """,
            arguments: [
                notice.id, notice.news.rawValue, reason == nil ? "waiting" : "dropped",
                now.milliseconds, notice.freshUntil.milliseconds, reason, notice.employeeID,
            ])
    }

    /// Where the company is.
    private var minuteOfDay: Int {
        var calendar = Calendar(identifier: .gregorian)
        if let zone = TimeZone(identifier: settings.timezone) { calendar.timeZone = zone }
        let date = Date(timeIntervalSince1970: Double(now.milliseconds) / 1000)
        let parts = calendar.dateComponents([.hour, .minute], from: date)
        return (parts.hour ?? 0) * 60 + (parts.minute ?? 0)
    }
}

/// One of them, with what decides about it.
private struct DueNotice {
    let id: Int64
    let employeeID: Int64
    let isActive: Bool
    let `extension`: String?
    let callID: Call.ID
    let callUUID: String
    let callState: Call.State
    let news: NoticeNews
    /// When it stops being worth a push.
    let freshUntil: Instant
    let preference: NoticePreference

    /// Nil for a notice that waits for the outcome of its call.
    init?(_ row: Row) throws(UnknownCode) {
        let state: Call.State = try row.code("state")
        guard
            let news = NoticeNews(
                try row.code("kind"), state, try row.codeIfPresent("outcome"))
        else { return nil }
        id = row["id"]
        employeeID = row["employee_id"]
        isActive = row["active"]
        `extension` = row["extension"]
        callID = Call.ID(row["call_id"])
        callUUID = row["uuid"]
        callState = state
        self.news = news
        // Ringing ages from its beginning, whatever the pause before notices go out.
        let start: Int64 = row[news == .ringing ? "formed_at" : "due_at"]
        freshUntil = Instant(milliseconds: start).advanced(bySeconds: news.freshSeconds)
        preference = try NoticePreference(row)
    }
}
