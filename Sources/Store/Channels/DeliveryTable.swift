import CallRules
import Foundation
import GRDB

/// The tables `delivery` and `delivery_attempt`: messages to addresses, and the attempts to send
/// them.
enum DeliveryTable {
    /// A delivery fails after this many attempts that were interrupted by a restart: it may be the
    /// cause of the restarts.
    static let maxCutOffs = 5

    /// Adds one delivery of a notice for each address the employee has, in every channel by which the
    /// employee wants notices of its kind.
    ///
    /// - Parameters:
    ///   - dropped: why it is not sent; nil: it waits from now on.
    ///   - expires: the time from which it is not sent any more.
    static func insert(
        notice: Int64, to employee: Employee.ID, _ news: NoticeNews, dropped: DeliveryDropReason?,
        at now: Instant, expires: Instant, _ db: Database
    ) throws {
        let state: DeliveryState = dropped == nil ? .waiting : .dropped
        for channel in ChannelKind.allCases {
            try db.cachedStatement(
                sql: """
                    INSERT OR IGNORE INTO delivery (channel, notice_id, address, news, state, next_at,
                        expires_at, reason, created_at)
                    SELECT ?2, ?3, id, ?4, ?5, ?6, ?7, ?8, ?6 FROM (\(channel.addresses.ofEmployee))
                    WHERE NOT EXISTS (SELECT 1 FROM unwanted_notice JOIN notice
                        ON notice.kind = unwanted_notice.kind
                        WHERE unwanted_notice.employee_id = ?1 AND channel = ?2 AND notice.id = ?3)
                    """
            ).execute(arguments: [
                employee, channel.rawValue, notice, news.rawValue, state.rawValue, now, expires,
                dropped?.rawValue,
            ])
        }
    }

    /// The deliveries that one transaction looks at, at most: webhooks wait for it.
    private static let batch = 100

    /// Which deliveries are to be sent now, in the order in which they are taken. The conditions have the
    /// arguments `times`.
    enum Due: CaseIterable {
        /// News that expire within a minute (`NoticeNews.ringingSeconds`).
        case urgent
        case now
        /// Made before the clock was set back, and due later than any pause: nobody knows how long it has
        /// lasted.
        case ofTheFuture

        func condition(by channel: ChannelKind) -> String {
            let waiting = """
                state = 'waiting' AND event_seq IS NULL AND channel = '\(channel.rawValue)'
                """
            return switch self {
            case .urgent:
                "\(waiting) AND news IN ('ringing', 'talking', 'trial') AND next_at <= ?1"
            case .now: "\(waiting) AND next_at <= ?1"
            case .ofTheFuture: "\(waiting) AND next_at > ?2 AND created_at > ?3"
            }
        }

        fileprivate var index: String { self == .urgent ? "delivery_urgent" : "delivery_due" }
    }

    /// Longer than the pause before any attempt, but for one that a service asked for.
    private static let longestPauseSeconds = 600

    static func times(at now: Instant) -> StatementArguments {
        [
            now, now.advanced(bySeconds: longestPauseSeconds),
            now.advanced(bySeconds: Instant.clockToleranceSeconds),
        ]
    }

    /// Some of the deliveries to send now by one channel, stored as being sent. Expired deliveries are dropped. Those
    /// about a call that has ended meanwhile tell how it ended.
    ///
    /// - Returns: the deliveries, and whether others were dropped: then there may be more.
    static func take(
        by channel: ChannelKind, atMost limit: Int, _ snapshot: SettingsSnapshot, at now: Instant,
        _ transaction: Writer.Transaction
    ) throws -> (deliveries: [Delivery], hasDropped: Bool) {
        let db = transaction.db
        var deliveries: [Delivery] = []
        var seen = 0
        for due in Due.allCases {
            while deliveries.count < limit, seen < batch {
                let rows = try Row.fetchAll(
                    db.cachedStatement(sql: select(due, by: channel)),
                    arguments: times(at: now) + [min(limit - deliveries.count, batch - seen)])
                if rows.isEmpty { break }
                seen += rows.count
                for row in rows {
                    if try waits(row, snapshot, at: now, db) { continue }
                    if let ended = try EndedCallDelivery(row) {
                        try ended.tell(snapshot, at: now, transaction)
                    } else if let reason = dropReason(row, at: now) {
                        try end(row["id"], .dropped, reason.rawValue, details: nil, db)
                    } else if let address = row["address"] as Int64? {
                        deliveries.append(
                            try start(row, to: address, snapshot, at: now, db))
                    }
                }
            }
        }
        return (deliveries, seen > deliveries.count)
    }

    /// Puts off what may not go out before work begins, and drops what may not go out at all.
    ///
    /// - Returns: whether the delivery is not to be sent now.
    private static func waits(
        _ row: Row, _ snapshot: SettingsSnapshot, at now: Instant, _ db: Database
    ) throws -> Bool {
        guard row["call_uuid"] != nil else { return false }
        let id: Int64 = row["id"]
        switch snapshot.noticeHours(of: row["trunk"]).departure(of: row["started_at"], at: now) {
        case .now: return false
        case .never:
            try end(id, .dropped, DeliveryDropReason.outsideHours.rawValue, details: nil, db)
        case .later(let opening):
            let until = (try row.codeIfPresent("news") as NoticeNews?)?
                .pushUntil(due: opening, sentAt: opening)
            try db.execute(
                sql:
                    "UPDATE delivery SET next_at = ?2, expires_at = max(expires_at, ?3) WHERE id = ?1",
                arguments: [id, opening, until ?? opening])
        }
        return true
    }

    private static func select(_ due: Due, by channel: ChannelKind) -> String {
        """
        SELECT delivery.id, delivery.channel, delivery.news, delivery.expires_at, delivery.address,
            person.id AS person_id, person.active, person.language, notice.kind,
            notice.id AS notice_id, notice.due_at, notice.lead_id AS notice_lead_id, notice.call_id,
            call.uuid AS call_uuid, call.state, call.trunk, call.started_at,
            lead.id AS lead_id, lead.name AS lead_name, client.name AS client_name,
            client.company, call.contact_name, call.phone, call.raw_number, call.answered_at,
            answerer.id AS answerer_id, answerer.name AS answerer
        FROM (
            SELECT id FROM delivery INDEXED BY \(due.index) WHERE \(due.condition(by: channel))
            ORDER BY next_at, id LIMIT ?4) AS chosen
        JOIN delivery ON delivery.id = chosen.id
        LEFT JOIN notice ON notice.id = delivery.notice_id
        LEFT JOIN employee AS person
            ON person.id = coalesce(notice.employee_id, delivery.employee_id)
        LEFT JOIN call ON call.id = notice.call_id
        LEFT JOIN client ON client.id = call.client_id
        LEFT JOIN lead ON lead.id = coalesce(notice.lead_id, call.lead_id)
        LEFT JOIN employee AS answerer ON answerer.id = call.employee_id
        """
    }

    static let urgent = Set(NoticeNews.allCases.filter(\.isUrgent).map(\.rawValue))

    private static func dropReason(_ row: Row, at now: Instant) -> DeliveryDropReason? {
        if row["address"] == nil { return .removed }
        if row["active"] == false { return .inactive }
        if (row["expires_at"] as Instant) <= now { return .tooOld }
        guard urgent.contains(row["news"]) else { return nil }
        let hasAnswered =
            row["answered_at"] != nil && row["answerer_id"] as Int64? == row["person_id"]
        return hasAnswered ? .tookPart : nil
    }

    private static func start(
        _ row: Row, to address: Int64, _ snapshot: SettingsSnapshot, at now: Instant,
        _ db: Database
    ) throws -> Delivery {
        let id: Int64 = row["id"]
        let (attempt, tries) = try begin(id, at: now, db)
        return Delivery(
            id: id, channel: try row.code("channel"), attempt: attempt, tries: tries,
            address: address, employeeID: row["person_id"], expiresAt: row["expires_at"],
            language: try row.codeIfPresent("language") ?? snapshot.settings.language,
            noticeID: row["notice_id"], content: try Delivery.Content(row, snapshot.lines))
    }

    /// Stores that an attempt begins.
    ///
    /// - Returns: its number, and how many attempts there were with it, without those that a restart
    ///   interrupted, since somebody last had it sent again.
    static func begin(
        _ id: Int64, at now: Instant, _ db: Database
    ) throws -> (attempt: Int, tries: Int) {
        let before = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT coalesce(max(number), 0) AS attempts,
                        count(*) FILTER (WHERE failure IS NOT 'cut_off' AND number > tries_from)
                            AS tries
                    FROM delivery_attempt JOIN delivery ON delivery.id = delivery_id
                    WHERE delivery_id = ?
                    """), arguments: [id])
        let attempt = (before?["attempts"] ?? 0) + 1
        try db.execute(
            sql: "UPDATE delivery SET state = 'sending' WHERE id = ?", arguments: [id])
        try db.execute(
            sql: "INSERT INTO delivery_attempt (delivery_id, number, started_at) VALUES (?, ?, ?)",
            arguments: [id, attempt, now])
        return (attempt, (before?["tries"] ?? 0) + 1)
    }

    /// Stores the result of an attempt. Nothing changes when the attempt has a result already, or
    /// the delivery was deleted with its notice.
    static func finish(
        _ delivery: Delivery, _ result: AttemptResult, _ exchange: Exchange?, at now: Instant,
        _ db: Database
    ) throws {
        let failure = result.failure
        try db.execute(
            sql: """
                UPDATE delivery_attempt SET ended_at = ?, status = ?, failure = ?, details = ?,
                    milliseconds = ?
                WHERE delivery_id = ? AND number = ? AND ended_at IS NULL
                """,
            arguments: [
                now, result.status, failure?.code.rawValue, failure?.details,
                exchange?.milliseconds, delivery.id, delivery.attempt,
            ])
        guard db.changesCount > 0 else { return }
        if delivery.channel == .webhook {
            try db.execute(
                sql: "UPDATE delivery SET answer = ? WHERE id = ?",
                arguments: [exchange?.answer.map { Data($0) }, delivery.id])
        }
        switch result {
        case .delivered: try end(delivery.id, .delivered, nil, details: nil, db)
        case .gone, .failed:
            try end(delivery.id, .failed, failure?.code.rawValue, details: failure?.details, db)
        case .again(let next, let failure):
            try db.execute(
                sql: """
                    UPDATE delivery SET state = 'waiting', next_at = ?,
                        possibly_repeated = possibly_repeated OR ? WHERE id = ?
                    """,
                arguments: [next, failure.mayHaveArrived, delivery.id])
            if delivery.channel == .webhook {
                try WebhookDeliveryTable.foldReturned(delivery.id, db)
            }
        }
        try noteAtAddress(of: delivery, result, at: now, db)
    }

    /// Stores the result with the address, unless the address was removed during the attempt.
    private static func noteAtAddress(
        of delivery: Delivery, _ result: AttemptResult, at now: Instant, _ db: Database
    ) throws {
        let address = try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT address FROM delivery WHERE id = ?"),
            arguments: [delivery.id])
        guard let address else { return }
        let table = delivery.channel.addresses
        switch result {
        case .delivered: try table.noteDelivery(address, at: now, db)
        case .gone: try table.remove(address, at: now, db)
        case .failed(let failure), .again(_, let failure):
            try table.note(failure, address, at: now, db)
        }
        if table == .endpoints { try WebhookEndpointTable.noteLast(delivery.id, at: address, db) }
    }

    /// Sets deliveries that were being sent when the program ended back to waiting, marked as
    /// possibly repeated, because the service may have accepted them.
    ///
    /// - Returns: the number of deliveries that wait again.
    static func resume(at now: Instant, _ db: Database) throws -> Int {
        try db.execute(
            sql: """
                UPDATE delivery_attempt SET ended_at = ?, failure = 'cut_off' WHERE ended_at IS NULL
                    AND delivery_id IN (SELECT id FROM delivery WHERE state = 'sending')
                """, arguments: [now])
        try db.execute(
            sql: """
                UPDATE delivery SET state = 'failed', reason = 'cut_off'
                WHERE state = 'sending' AND event_seq IS NULL AND ? <= (SELECT count(*) FROM delivery_attempt
                    WHERE delivery_id = delivery.id AND failure = 'cut_off')
                """, arguments: [maxCutOffs])
        // What was to be tried once, while somebody looked on.
        try db.execute(
            sql: """
                UPDATE delivery SET state = 'failed', reason = 'cut_off'
                WHERE state = 'sending' AND event_type = 'test'
                """)
        let events = try Int64.fetchAll(
            db,
            sql: """
                SELECT id FROM delivery INDEXED BY delivery_sending
                WHERE state = 'sending' AND event_seq IS NOT NULL
                """)
        try db.execute(
            sql: """
                UPDATE delivery SET state = 'waiting', next_at = ?, possibly_repeated = 1
                WHERE state = 'sending'
                """, arguments: [now])
        let count = db.changesCount
        for event in events { try WebhookDeliveryTable.foldReturned(event, db) }
        return count
    }

    static func end(
        _ id: Int64, _ state: DeliveryState, _ reason: String?, details: String?, _ db: Database
    ) throws {
        try db.execute(
            sql: "UPDATE delivery SET state = ?, reason = ?, details = ? WHERE id = ?",
            arguments: [state.rawValue, reason, details, id])
    }
}
