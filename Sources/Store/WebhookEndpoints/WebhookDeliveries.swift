import CallRules
import GRDB

extension Store {
    /// The deliveries of an endpoint, the newest event first.
    package func webhookDeliveries(
        of endpoint: WebhookEndpoint.ID, _ filter: WebhookDeliveryFilter = WebhookDeliveryFilter(),
        _ page: Pagination
    ) throws(StoreError) -> Page<WebhookDelivery> {
        try read { try WebhookDeliveryTable.list(of: endpoint, filter, page, $0) }
    }

    /// The delivery of one event to an endpoint; nil: there is none.
    package func webhookDelivery(
        of endpoint: WebhookEndpoint.ID, seq: Int64
    ) throws(StoreError) -> WebhookDelivery? {
        try read { try WebhookDeliveryTable.find(seq: seq, at: endpoint, $0)?.delivery }
    }

    /// The result of having deliveries sent again.
    package enum Requeueing: Hashable, Sendable {
        /// So many wait now.
        case queued(Int)
        /// There is no such endpoint, or no such delivery.
        case missing
        /// The endpoint is off.
        case off
    }

    /// Has one delivery sent again at once, whatever became of it. Its list of retries starts anew.
    package func retryWebhook(
        seq: Int64, at endpoint: WebhookEndpoint.ID, by author: Author, at now: Instant
    ) throws(StoreError) -> Requeueing {
        try write(.upkeep) { transaction in
            let db = transaction.db
            guard let owner = try WebhookEndpointTable.find(endpoint, db),
                let found = try WebhookDeliveryTable.find(seq: seq, at: endpoint, db)
            else { return .missing }
            guard owner.details.isOn else { return .off }
            try WebhookDeliveryTable.requeue(found.id, at: now, db)
            try AuditTable.insert(
                .webhooksRepeated, by: author, to: "webhook-endpoint/\(endpoint.value)", at: now, db
            )
            return .queued(1)
        }
    }

    /// Has all failed deliveries of an endpoint sent again.
    package func retryFailedWebhooks(
        at endpoint: WebhookEndpoint.ID, by author: Author, at now: Instant
    ) throws(StoreError) -> Requeueing {
        try requeue(at: endpoint, by: author, at: now) { last, db in
            try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT id, event_seq FROM delivery INDEXED BY delivery_failed_event
                        WHERE address = ? AND event_seq > ? AND state = 'failed'
                        ORDER BY event_seq LIMIT \(Store.requeuedAtOnce)
                        """), arguments: [endpoint, last]
            ).map { (id: $0["id"] as Int64, seq: $0["event_seq"] as Int64) }
        } put: { failed, db in
            try WebhookDeliveryTable.requeue(failed.id, at: now, db)
            return failed.seq
        }
    }

    /// Sends events again, or those that were never queued. Calls that ring or were answered are left
    /// out, and what the endpoint's own token caused is not. Each record is told of once, as it is now.
    ///
    /// - Parameters:
    ///   - seq: events after this number.
    ///   - end: events before this moment; nil: all.
    ///   - types: nil: those the endpoint takes.
    package func replayWebhooks(
        to endpoint: WebhookEndpoint.ID, after seq: Int64, before end: Instant? = nil,
        types: Set<EventType>? = nil, by author: Author, at now: Instant
    ) throws(StoreError) -> Requeueing {
        guard let owner = try webhookEndpoint(endpoint) else { return .missing }
        let taken =
            switch (types, owner.details.types) {
            case (let types?, _): types
            case (nil, .some(let types)): types
            case (nil, .all): Set(EventType.allCases)
            }
        let wanted = taken.subtracting([.callRinging, .callAnswered, .test]).map(\.rawValue)
        return try requeue(at: endpoint, by: author, at: now, after: seq) { last, db in
            try SQLRequest<Row>(
                literal: """
                    SELECT * FROM event WHERE seq > \(last) AND type IN \(wanted)
                        AND (\(end?.milliseconds) IS NULL OR at < \(end?.milliseconds))
                    ORDER BY seq LIMIT \(Store.requeuedAtOnce)
                    """
            ).fetchAll(db).map { row in
                WebhookQueue.Event(
                    seq: row["seq"], type: try row.code("type"),
                    recordKind: try row.code("record_kind"), recordID: row["record_id"], at: now)
            }
        } put: { event, db in
            try WebhookDeliveryTable.replay(event, to: endpoint, at: now, db)
            return event.seq
        }
    }

    /// Rows of one transaction: more would hold up webhooks.
    private static let requeuedAtOnce = 200

    /// - Parameters:
    ///   - find: some of what is to be sent, after a number. Finding may take long, and holds up no writer.
    ///   - put: queues one; returns its number.
    private func requeue<Found: Sendable>(
        at endpoint: WebhookEndpoint.ID, by author: Author, at now: Instant, after seq: Int64 = 0,
        find: (_ after: Int64, Database) throws -> [Found],
        put: @escaping (Found, Database) throws -> Int64
    ) throws(StoreError) -> Requeueing {
        guard let owner = try webhookEndpoint(endpoint) else { return .missing }
        guard owner.details.isOn else { return .off }
        var (last, count) = (seq, 0)
        while true {
            let found = try read { try find(last, $0) }
            let done = try write(.upkeep) { transaction -> [Int64]? in
                // It may have been deleted or switched off meanwhile.
                guard try WebhookEndpointTable.find(endpoint, transaction.db)?.details.isOn == true
                else { return nil }
                return try found.map { try put($0, transaction.db) }
            }
            guard let done else {
                return try webhookEndpoint(endpoint) == nil ? .missing : .off
            }
            count += done.count
            guard let end = done.last, done.count == Store.requeuedAtOnce else { break }
            last = end
        }
        try write(.upkeep) { transaction in
            try AuditTable.insert(
                .webhooksRepeated, by: author, to: "webhook-endpoint/\(endpoint.value)", at: now,
                transaction.db)
        }
        return .queued(count)
    }

    /// Begins to send a trial event to an endpoint, whether it is on or off.
    ///
    /// - Parameter author: who tries it out; the actor of the event.
    /// - Returns: the delivery, stored as being sent; nil: there is no such endpoint.
    package func startWebhookTrial(
        of id: WebhookEndpoint.ID, by author: Author, at now: Instant
    ) throws(StoreError) -> Delivery? {
        try write(.upkeep) { [settingsCache] transaction in
            let db = transaction.db
            guard let endpoint = try WebhookEndpointTable.find(id, db) else { return nil }
            let seq = try EventTable.insertTest(of: id.value, by: author.actor, at: now, db)
            try AuditTable.insert(
                .webhookTried, by: author, to: "webhook-endpoint/\(id.value)", at: now, db)
            return try WebhookDeliveryTable.startTrial(
                endpoint, event: seq, settingsCache.current.settings, at: now, db)
        }
    }
}

extension WebhookDeliveryTable {
    /// Lets a delivery be sent again now. One of the same record that waits takes it up.
    static func requeue(_ id: Int64, at now: Instant, _ db: Database) throws {
        try db.execute(
            sql: """
                UPDATE delivery SET state = 'waiting', reason = NULL, details = NULL, next_at = ?1,
                    expires_at = max(expires_at, ?2),
                    tries_from = (SELECT coalesce(max(number), 0) FROM delivery_attempt
                        WHERE delivery_id = delivery.id)
                WHERE id = ?3 AND state <> 'sending'
                """,
            arguments: [now, now.advanced(bySeconds: EventType.urgentSeconds), id])
        try foldReturned(id, db)
        // It may be older than one that waits, and then was folded into it.
        try foldIntoOlder(id, at: now, db)
    }

    /// Queues an event again, or for the first time.
    static func replay(
        _ event: WebhookQueue.Event, to endpoint: WebhookEndpoint.ID, at now: Instant,
        _ db: Database
    ) throws {
        if let known = try find(seq: event.seq, at: endpoint, db) {
            return try requeue(known.id, at: now, db)
        }
        try db.execute(
            sql: """
                INSERT INTO delivery (channel, address, news, state, next_at, expires_at, created_at,
                    event_seq, event_type, record_kind, record_id)
                VALUES ('webhook', ?, 'event', 'waiting', ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                endpoint, now, event.type.webhookExpiry(after: now), now, event.seq,
                event.type.rawValue, event.recordKind.rawValue, event.recordID,
            ])
        let id = db.lastInsertedRowID
        try foldReturned(id, db)
        try foldIntoOlder(id, at: now, db)
    }

    /// If an older delivery of the record waits, it takes this one's place and is due now.
    private static func foldIntoOlder(_ id: Int64, at now: Instant, _ db: Database) throws {
        let older = try Int64.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT older.id FROM delivery AS newer
                        CROSS JOIN delivery AS older INDEXED BY delivery_of_record
                        ON older.address = newer.address AND older.event_seq IS NOT NULL
                            AND older.record_kind = newer.record_kind
                            AND older.record_id = newer.record_id AND older.state = 'waiting'
                            AND older.event_seq < newer.event_seq
                            AND (newer.event_type = 'recording.ready')
                                = (older.event_type = 'recording.ready')
                    WHERE newer.id = ? AND newer.event_seq IS NOT NULL AND newer.state = 'waiting'
                    """), arguments: [id])
        guard let older else { return }
        try foldReturned(older, db)
        try db.execute(
            sql: "UPDATE delivery SET next_at = ? WHERE id = ? AND next_at > ?",
            arguments: [now, older, now])
    }
}
