import CallRules
import Foundation
import GRDB

/// The rows of `delivery` that go to webhook endpoints. Results of attempts are stored by
/// `DeliveryTable`, as for every channel.
enum WebhookDeliveryTable {
    /// Requests to one endpoint at the same time.
    static let atOnce = 4

    /// The deliveries that one transaction looks at, at most: webhooks of Phonet wait for it.
    private static let batch = 100

    /// Requests to an endpoint that may begin now. Only what is being sent is counted, not what ever was.
    private static let free = """
        iif(asks_one, 1, \(atOnce)) - (SELECT count(*) FROM delivery INDEXED BY delivery_sending
            WHERE state = 'sending' AND address = webhook_endpoint.id AND event_seq IS NOT NULL)
        """

    /// The deliveries to send now, stored as being sent: for each endpoint that is on at most `atOnce`,
    /// one of a record, the older first. An endpoint that fails outright gets one.
    ///
    /// - Parameter pause: seconds before the first attempt.
    /// - Returns: the deliveries, and whether there may be more.
    static func take(
        _ settings: Settings, firstPause pause: Int, at now: Instant, _ db: Database
    ) throws -> (deliveries: [Delivery], hasMore: Bool) {
        try WebhookEndpointTable.switchOffFailing(at: now, db)
        var deliveries: [Delivery] = []
        var seen = 0
        let endpoints = try Row.fetchAll(
            db.cachedStatement(
                sql: "SELECT id, url, \(free) AS free FROM webhook_endpoint WHERE is_on = 1"))
        for endpoint in endpoints {
            var free: Int = endpoint["free"]
            while free > 0 {
                guard seen < batch else { return (deliveries, true) }
                let rows = try Row.fetchAll(
                    db.cachedStatement(sql: due), arguments: [endpoint["id"], now, free])
                if rows.isEmpty { break }
                seen += rows.count
                for row in rows {
                    if (row["expires_at"] as Instant) <= now {
                        try DeliveryTable.end(
                            row["id"], .dropped, DeliveryDropReason.tooOld.rawValue, details: nil,
                            db)
                    } else if let first = firstTry(row, pause: pause), first > now {
                        try db.execute(
                            sql: "UPDATE delivery SET next_at = ? WHERE id = ?",
                            arguments: [first, row["id"] as Int64])
                    } else {
                        deliveries.append(try start(row, endpoint, settings, at: now, db))
                        free -= 1
                    }
                }
            }
        }
        return (deliveries, false)
    }

    /// When a delivery may be tried first; nil: it was queued without a pause, or again.
    private static func firstTry(_ row: Row, pause: Int) -> Instant? {
        let (due, made): (Instant, Instant) = (row["next_at"], row["created_at"])
        return pause > 0 && due == made ? made.advanced(bySeconds: pause) : nil
    }

    /// The ids of all that waits.
    static func waiting(_ db: Database) throws -> [Int64] {
        try Int64.fetchAll(
            db,
            sql: """
                SELECT delivery.id FROM webhook_endpoint CROSS JOIN delivery INDEXED BY delivery_due_event
                    ON address = webhook_endpoint.id AND event_seq IS NOT NULL AND state = 'waiting'
                """)
    }

    /// Moves the times of deliveries that still wait.
    static func move(
        _ ids: some Sequence<Int64>, bySeconds seconds: Int, _ db: Database
    ) throws {
        for id in ids {
            try db.cachedStatement(
                sql: """
                    UPDATE delivery SET next_at = next_at - ?1, expires_at = expires_at - ?1
                    WHERE id = ?2 AND state = 'waiting'
                    """
            ).execute(arguments: [Int64(seconds) * 1000, id])
        }
    }

    /// ?1 the endpoint, ?2 now, ?3 how many. One record has one delivery at a time, the oldest that waits.
    private static let due = """
        SELECT * FROM delivery AS own
        WHERE address = ?1 AND event_seq IS NOT NULL AND state = 'waiting' AND next_at <= ?2
            AND NOT EXISTS (SELECT 1 FROM delivery AS other
                WHERE other.address = ?1 AND other.event_seq IS NOT NULL
                    AND other.record_kind = own.record_kind AND other.record_id = own.record_id
                    AND (other.state = 'waiting' OR other.state = 'sending')
                    AND (other.state = 'sending' OR other.event_seq < own.event_seq))
        ORDER BY next_at, event_seq LIMIT ?3
        """

    /// Whether something waits for an endpoint that is on and may be sent another request. While an
    /// endpoint hangs, nothing is due for it, however much waits.
    static func isDue(at now: Instant, _ db: Database) throws -> Bool {
        try Bool.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT EXISTS (SELECT 1 FROM webhook_endpoint
                        CROSS JOIN delivery ON address = webhook_endpoint.id
                            AND event_seq IS NOT NULL AND state = 'waiting' AND next_at <= ?
                        WHERE is_on = 1 AND \(free) > 0)
                    """), arguments: [now]) ?? false
    }

    /// When the next delivery after `now` is due; nil: none.
    static func nextDue(after now: Instant, _ db: Database) throws -> Instant? {
        try Instant.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT min((SELECT min(next_at) FROM delivery
                        WHERE address = webhook_endpoint.id AND event_seq IS NOT NULL
                            AND state = 'waiting' AND next_at > ?))
                    FROM webhook_endpoint WHERE is_on = 1
                    """), arguments: [now])
    }

    private static func start(
        _ row: Row, _ endpoint: Row, _ settings: Settings, at now: Instant, _ db: Database
    ) throws -> Delivery {
        let id: Int64 = row["id"]
        let address = WebhookEndpoint.ID(endpoint["id"])
        let (attempt, tries) = try DeliveryTable.begin(id, at: now, db)
        return Delivery(
            id: id, channel: .webhook, attempt: attempt, tries: tries, address: address.value,
            employeeID: nil, expiresAt: row["expires_at"], language: settings.language,
            noticeID: nil,
            content: .event(
                WebhookContent(
                    seq: row["event_seq"], type: try row.code("event_type"), url: endpoint["url"],
                    secrets: try WebhookEndpointTable.secrets(of: address, at: now, db))))
    }

    /// Begins to send a trial event to an endpoint, on or off.
    static func startTrial(
        _ endpoint: WebhookEndpoint, event seq: Int64, _ settings: Settings, at now: Instant,
        _ db: Database
    ) throws -> Delivery {
        try db.execute(
            sql: """
                INSERT INTO delivery (channel, address, news, state, next_at, expires_at, created_at,
                    event_seq, event_type, record_kind, record_id)
                VALUES ('webhook', ?1, 'event', 'sending', ?2, ?3, ?2, ?4, ?5, ?6, ?1)
                """,
            arguments: [
                endpoint.id, now, EventType.test.webhookExpiry(after: now), seq,
                EventType.test.rawValue, RecordKind.test.rawValue,
            ])
        let id = db.lastInsertedRowID
        let (attempt, tries) = try DeliveryTable.begin(id, at: now, db)
        return Delivery(
            id: id, channel: .webhook, attempt: attempt, tries: tries,
            address: endpoint.id.value, employeeID: nil,
            expiresAt: EventType.test.webhookExpiry(after: now), language: settings.language,
            noticeID: nil,
            content: .event(
                WebhookContent(
                    seq: seq, type: .test, url: endpoint.details.url,
                    secrets: try WebhookEndpointTable.secrets(of: endpoint.id, at: now, db))))
    }

    /// Folds a delivery that waits again with the newer one of its record that came meanwhile: the newer
    /// takes its place, its due time and its tries.
    static func foldReturned(_ id: Int64, _ db: Database) throws {
        let pair = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT older.event_seq AS older_seq, older.event_type AS older_type,
                        newer.id AS newer_id, newer.event_seq AS newer_seq,
                        newer.event_type AS newer_type, newer.expires_at AS newer_expiry
                    FROM delivery AS older CROSS JOIN delivery AS newer INDEXED BY delivery_of_record
                        ON newer.address = older.address AND newer.event_seq IS NOT NULL
                            AND newer.record_kind = older.record_kind
                            AND newer.record_id = older.record_id AND newer.state = 'waiting'
                            AND newer.event_seq > older.event_seq
                            AND (newer.event_type = 'recording.ready')
                                = (older.event_type = 'recording.ready')
                    WHERE older.id = ? AND older.event_seq IS NOT NULL AND older.state = 'waiting'
                    """), arguments: [id])
        guard let pair else { return }
        let (older, newer): (EventType, EventType) = (
            try pair.code("older_type"), try pair.code("newer_type")
        )
        let type: EventType
        switch WebhookFolding(older: older, newer: newer, wasTried: true) {
        case .one(let one): type = one
        case .neither: type = newer
        }
        let other: Int64 = pair["newer_id"]
        // The numbers change places; each is unique at the endpoint.
        try db.execute(
            sql: "UPDATE delivery SET event_seq = ? WHERE id = ?", arguments: [-other, other])
        try db.execute(
            sql: """
                UPDATE delivery SET event_seq = ?, event_type = ?, expires_at = ? WHERE id = ?
                """, arguments: [pair["newer_seq"], type.rawValue, pair["newer_expiry"], id])
        try db.execute(
            sql: """
                UPDATE delivery SET event_seq = ?1,
                    event_type = ifnull((SELECT type FROM event WHERE seq = ?1), ?2),
                    state = 'dropped', reason = 'folded' WHERE id = ?3
                """, arguments: [pair["older_seq"], older.rawValue, other])
    }
}

// MARK: - Reading

extension WebhookDeliveryTable {
    /// One delivery by the id of its row; nil: there is none.
    static func find(_ id: Int64, _ db: Database) throws -> WebhookDelivery? {
        try list("delivery.id = \(id)", limit: 1, db).first?.delivery
    }

    /// One delivery of an endpoint by the number of its event.
    static func find(
        seq: Int64, at endpoint: WebhookEndpoint.ID, _ db: Database
    ) throws -> (id: Int64, delivery: WebhookDelivery)? {
        try list(
            "delivery.address = \(endpoint.value) AND delivery.event_seq = \(seq)", limit: 1, db
        ).first
    }

    /// The deliveries of an endpoint, the newest event first.
    static func list(
        of endpoint: WebhookEndpoint.ID, _ filter: WebhookDeliveryFilter, _ page: Pagination,
        _ db: Database
    ) throws -> Page<WebhookDelivery> {
        var conditions: [SQL] = [
            "delivery.address = \(endpoint.value)", "delivery.event_seq IS NOT NULL",
        ]
        if let after = page.after { conditions.append("delivery.event_seq < \(after.id)") }
        switch filter.state {
        case .waiting?:
            conditions.append("(delivery.state = 'waiting' OR delivery.state = 'sending')")
        case let state?: conditions.append("delivery.state = \(state.rawValue)")
        case nil: break
        }
        if let type = filter.type { conditions.append("delivery.event_type = \(type.rawValue)") }
        if let record = filter.record {
            conditions.append("delivery.record_kind = \(record.kind.rawValue)")
            conditions.append("delivery.record_id = \(record.id)")
        }
        let rows = try list(conditions.allHold, limit: page.limit + 1, db).map(\.delivery)
        return Page(rows, limit: page.limit) { Cursor(id: $0.seq) }
    }

    private static func list(
        _ condition: SQL, limit: Int, _ db: Database
    ) throws -> [(id: Int64, delivery: WebhookDelivery)] {
        try SQLRequest<Row>(
            literal: """
                SELECT delivery.*, event.name AS record_name, attempt.ended_at, attempt.status,
                    attempt.milliseconds, attempt.failure,
                    (SELECT count(*) FROM delivery_attempt WHERE delivery_id = delivery.id) AS tries
                FROM delivery
                LEFT JOIN event ON event.seq = delivery.event_seq
                LEFT JOIN delivery_attempt AS attempt ON attempt.delivery_id = delivery.id
                    AND attempt.number = (SELECT max(number) FROM delivery_attempt
                        WHERE delivery_id = delivery.id AND ended_at IS NOT NULL)
                WHERE \(condition) ORDER BY delivery.event_seq DESC LIMIT \(limit)
                """
        ).fetchAll(db).map { ($0["id"], try row($0)) }
    }

    private static func row(_ row: Row) throws -> WebhookDelivery {
        let stored: DeliveryState = try row.code("state")
        let state: WebhookDelivery.State =
            switch stored {
            case .waiting, .sending: .waiting
            case .delivered: .delivered
            case .failed: .failed
            case .dropped: .dropped
            }
        var last: WebhookDelivery.Attempt?
        if let ended = row["ended_at"] as Instant? {
            last = WebhookDelivery.Attempt(
                endedAt: ended, status: row["status"], milliseconds: row["milliseconds"],
                failure: try row.codeIfPresent("failure"),
                answer: (row["answer"] as Data?).map { Array($0) })
        }
        return WebhookDelivery(
            seq: row["event_seq"], type: try row.code("event_type"),
            recordKind: try row.code("record_kind"), recordID: row["record_id"],
            recordName: row["record_name"], state: state, tries: row["tries"],
            dueAt: state == .waiting ? row["next_at"] : nil, last: last,
            dropReason: state == .dropped ? try row.code("reason") : nil)
    }
}
