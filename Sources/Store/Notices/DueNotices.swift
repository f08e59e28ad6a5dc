import CallRules
import CompanyTime
import GRDB

/// Decides whether each due notice is sent or dropped, by what is true now.
struct DueNotices {
    /// The most notices in one transaction, and its longest time, so that webhooks do not wait long for the
    /// writer: a notice makes a delivery for each browser of its employee.
    static let batch = 100
    static let longest = Duration.milliseconds(10)

    let snapshot: SettingsSnapshot
    let now: Instant
    /// The monotonic clock.
    let uptime: @Sendable () -> Duration
    let transaction: Writer.Transaction

    private var db: Database { transaction.db }
    private var settings: Settings { snapshot.settings }

    /// Sends one batch or drops its notices. A notice that is sent appears on the page and gets a
    /// delivery for each address of its employee.
    ///
    /// - Returns: the number of notices decided.
    func release() throws -> Int {
        var rows = try Row.fetchAll(
            db, sql: DueNotices.due, arguments: [now.milliseconds, DueNotices.batch])
        let future = now.advanced(bySeconds: Instant.clockToleranceSeconds)
        rows += try Row.fetchAll(
            db, sql: DueNotices.ofTheFuture,
            arguments: [future.milliseconds, DueNotices.batch - rows.count])
        let minute = settings.companyClock.minuteOfDay(at: now)
        var judges: [Call.ID: NoticeJudge] = [:]
        var decided = 0
        let end = uptime() + DueNotices.longest
        for row in rows where decided == 0 || uptime() < end {
            let notice = try DueNotice(row)
            let judge =
                try judges[notice.callID]
                ?? NoticeJudge(notice.callID, snapshot, at: now, transaction.sql)
            judges[notice.callID] = judge
            switch try verdict(on: notice, judge) {
            case .wait: continue
            case .drop(let reason):
                try NoticeTable.drop(notice.waiting.id, because: reason, transaction.sql)
            case .send(let news):
                switch departure(of: judge?.call) {
                case .now: try send(notice, news, judge, atMinute: minute)
                case .later(let opening):
                    try NoticeTable.postpone(notice.waiting.id, until: opening, transaction.sql)
                case .never:
                    try NoticeTable.drop(
                        notice.waiting.id, because: .outsideHours, transaction.sql)
                }
            }
            decided += 1
        }
        return decided
    }

    private static let due = waiting("due_at <= ?1")
    /// Formed before the clock was set back: nobody knows how long their pause has lasted.
    private static let ofTheFuture = waiting("due_at > ?1 AND formed_at > ?1")

    /// A ringing notice of a call that ended waits until the outcome is known.
    private static func waiting(_ condition: String) -> String {
        """
        SELECT notice.*, employee.active, employee.language, choice, quiet_from, quiet_until
        FROM notice INDEXED BY notice_due
        JOIN call ON call.id = notice.call_id
        JOIN employee ON employee.id = notice.employee_id
        LEFT JOIN notice_preference ON notice_preference.employee_id = notice.employee_id
        WHERE sent_at IS NULL AND dropped_reason IS NULL AND \(condition)
            AND NOT (kind = 'incoming_call' AND state = 'ended' AND outcome IS NULL)
        ORDER BY due_at LIMIT ?2
        """
    }

    private func verdict(
        on notice: DueNotice, _ judge: NoticeJudge?
    ) throws -> NoticeVerdict {
        if !notice.isActive { return .drop(.inactive) }
        if notice.preference.choice == .nothing { return .drop(.notWanted) }
        // An internal call has no notices; one that became internal tells nobody anything.
        return try judge?.verdict(on: notice.waiting) ?? .drop(.stale)
    }

    /// Judged again when the notice is due, by the hours in force now.
    private func departure(of call: Call?) -> NoticeHours.Departure {
        snapshot.noticeHours(of: call?.line).departure(of: call?.startedAt, at: now)
    }

    private func send(
        _ notice: DueNotice, _ news: NoticeNews, _ judge: NoticeJudge?, atMinute minute: Int
    ) throws {
        let waiting = notice.waiting
        guard try NoticeTable.send(waiting.id, news, at: now, transaction.sql) else {
            return try NoticeTable.drop(waiting.id, because: .alreadyTold, transaction.sql)
        }
        if let judge {
            try NoticeTable.say(
                judge.text(news, waiting.language), in: waiting.id, transaction.sql)
        }
        let expires = news.pushUntil(due: waiting.dueAt, sentAt: now)
        let silencing = notice.preference.silencing(news, atMinute: minute)
        let dropped = silencing.map(DeliveryDropReason.init) ?? (expires <= now ? .tooOld : nil)
        try DeliveryTable.insert(
            notice: waiting.id, to: waiting.employee, news, dropped: dropped, at: now,
            expires: expires, db)
    }
}

/// A due notice, with the facts about its employee that decide whether it is sent.
private struct DueNotice {
    let waiting: NoticeJudge.Waiting
    let callID: Call.ID
    let isActive: Bool
    let preference: NoticePreference

    init(_ row: Row) throws(UnknownCode) {
        waiting = NoticeJudge.Waiting(
            id: row["id"], kind: try row.code("kind"), employee: Employee.ID(row["employee_id"]),
            language: try row.codeIfPresent("language"),
            lead: (row["lead_id"] as Int64?).map(Lead.ID.init),
            dueAt: Instant(milliseconds: row["due_at"]))
        callID = Call.ID(row["call_id"])
        isActive = row["active"]
        preference = try NoticePreference(row)
    }
}
