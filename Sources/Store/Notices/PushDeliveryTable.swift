import CallRules
import GRDB

/// Notices on their way to browsers.
enum PushDeliveryTable {
    /// An end of the program in the midst of so many attempts is taken for no chance any more.
    static let mostCutOffs = 5

    /// The pushes to send now, put down as being sent. What has become stale is dropped.
    static func take(
        atMost limit: Int, _ settings: Settings, at now: Instant, _ db: Database
    ) throws -> [PushDelivery] {
        var deliveries: [PushDelivery] = []
        while deliveries.count < limit {
            let rows = try Row.fetchAll(
                db, sql: due, arguments: [now.milliseconds, limit - deliveries.count])
            if rows.isEmpty { break }
            for row in rows {
                if let reason = staleness(row, at: now) {
                    try end(row["id"], .dropped, because: reason, db)
                } else {
                    deliveries.append(try start(row, settings, at: now, db))
                }
            }
        }
        return deliveries
    }

    /// What is news for a minute only comes first.
    private static let due = """
        SELECT push_delivery.id, push_delivery.news, push_delivery.expires_at,
            push_delivery.subscription_id, owner.active, notice.kind, call.uuid AS call_uuid, call.state,
            lead.id AS lead_id, lead.name AS lead_name, client.name AS client_name,
            client.company, call.contact_name, call.phone, call.raw_number, call.answered_at,
            answerer.name AS answerer
        FROM (
            SELECT id FROM push_delivery WHERE state = 'waiting' AND next_at <= ?
            ORDER BY news NOT IN ('ringing', 'trial'), next_at, id LIMIT ?) AS chosen
        JOIN push_delivery ON push_delivery.id = chosen.id
        LEFT JOIN push_subscription ON push_subscription.id = push_delivery.subscription_id
        LEFT JOIN employee AS owner ON owner.id = push_subscription.employee_id
        LEFT JOIN notice ON notice.id = push_delivery.notice_id
        LEFT JOIN call ON call.id = notice.call_id
        LEFT JOIN client ON client.id = call.client_id
        LEFT JOIN lead ON lead.id = coalesce(notice.lead_id, call.lead_id)
        LEFT JOIN employee AS answerer ON answerer.id = call.employee_id
        """

    private static func staleness(_ row: Row, at now: Instant) -> String? {
        if row["subscription_id"] == nil { return "removed" }
        if row["active"] == false { return "inactive" }
        if Instant(milliseconds: row["expires_at"]) <= now { return "too_old" }
        let isRinging = row["news"] == NoticeNews.ringing.rawValue
        return isRinging && row["state"] == Call.State.ended.rawValue ? "call_ended" : nil
    }

    private static func start(
        _ row: Row, _ settings: Settings, at now: Instant, _ db: Database
    ) throws -> PushDelivery {
        let id: Int64 = row["id"]
        let before = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT coalesce(max(number), 0) AS attempts,
                        count(*) FILTER (WHERE trouble IS NOT 'cut_off') AS tries
                    FROM push_attempt WHERE delivery_id = ?
                    """), arguments: [id])
        let attempt = (before?["attempts"] ?? 0) + 1
        try db.execute(
            sql: "UPDATE push_delivery SET state = 'sending' WHERE id = ?", arguments: [id])
        try db.execute(
            sql: "INSERT INTO push_attempt (delivery_id, number, started_at) VALUES (?, ?, ?)",
            arguments: [id, attempt, now.milliseconds])
        let subscription = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT push_subscription.*, employee.language FROM push_subscription
                    JOIN employee ON employee.id = push_subscription.employee_id
                    WHERE push_subscription.id = ?
                    """), arguments: [row["subscription_id"] as Int64?])
        guard let subscription else { throw StoreError.unavailable(what: "a browser is gone") }
        let language = try subscription.codeIfPresent("language", Language.self)
        return PushDelivery(
            id: id, attempt: attempt, tries: (before?["tries"] ?? 0) + 1,
            subscription: PushSubscriptionRow(subscription),
            expiresAt: Instant(milliseconds: row["expires_at"]),
            language: language ?? settings.language,
            content: try PushedNotice(row).map(PushDelivery.Content.notice) ?? .trial)
    }

    /// What came of an attempt. One that was reported on already, or whose push is gone with its
    /// notice, changes nothing.
    static func finish(
        _ delivery: PushDelivery, _ outcome: PushOutcome, at now: Instant, _ db: Database
    ) throws {
        let (status, failure): (Int?, DeliveryFailure?) =
            switch outcome {
            case .delivered(let status), .gone(let status): (status, nil)
            case .again(_, let failure), .failed(let failure): (failure.status, failure)
            }
        try db.execute(
            sql: """
                UPDATE push_attempt SET ended_at = ?, status = ?, trouble = ?
                WHERE delivery_id = ? AND number = ? AND ended_at IS NULL
                """,
            arguments: [now.milliseconds, status, failure?.failure, delivery.id, delivery.attempt])
        guard db.changesCount > 0 else { return }
        switch outcome {
        case .delivered:
            try end(delivery.id, .delivered, because: nil, db)
            try PushSubscriptionTable.noteDelivery(delivery.subscription.id, at: now, db)
        case .gone:
            try end(delivery.id, .failed, because: "gone", db)
            try db.execute(
                sql: "DELETE FROM push_subscription WHERE id = ?",
                arguments: [delivery.subscription.id])
        case .failed(let failure):
            try end(delivery.id, .failed, because: failure.failure, db)
            try PushSubscriptionTable.note(failure, delivery.subscription.id, db)
        case .again(let next, let failure):
            try db.execute(
                sql: """
                    UPDATE push_delivery SET state = 'waiting', next_at = ?,
                        possibly_repeated = possibly_repeated OR ? WHERE id = ?
                    """,
                arguments: [next.milliseconds, failure.mayHaveArrived, delivery.id])
            try PushSubscriptionTable.note(failure, delivery.subscription.id, db)
        }
    }

    /// Whatever was being sent when the program ended is sent again, marked, because its service
    /// may have taken it.
    static func recover(at now: Instant, _ db: Database) throws -> Int {
        try db.execute(
            sql: """
                UPDATE push_attempt SET ended_at = ?, trouble = 'cut_off' WHERE ended_at IS NULL
                    AND delivery_id IN (SELECT id FROM push_delivery WHERE state = 'sending')
                """, arguments: [now.milliseconds])
        try db.execute(
            sql: """
                UPDATE push_delivery SET state = 'failed', reason = 'cut_off'
                WHERE state = 'sending' AND ? <= (SELECT count(*) FROM push_attempt
                    WHERE delivery_id = push_delivery.id AND trouble = 'cut_off')
                """, arguments: [mostCutOffs])
        try db.execute(
            sql: """
                UPDATE push_delivery SET state = 'waiting', next_at = ?, possibly_repeated = 1
                WHERE state = 'sending'
                """, arguments: [now.milliseconds])
        return db.changesCount
    }

    private enum End: String {
        case delivered, failed, dropped
    }

    private static func end(
        _ id: Int64, _ end: End, because reason: String?, _ db: Database
    ) throws {
        try db.execute(
            sql: "UPDATE push_delivery SET state = ?, reason = ? WHERE id = ?",
            arguments: [end.rawValue, reason, id])
    }
}
