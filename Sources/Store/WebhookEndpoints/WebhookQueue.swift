import CallRules

/// Queues events for endpoints, in the transaction that appends them, so that none can be lost. Used by
/// the writer alone.
struct WebhookQueue {
    let sql: Connection

    /// An event to queue.
    struct Event {
        let seq: Int64
        let type: EventType
        let recordKind: RecordKind
        let recordID: Int64
        let at: Instant
    }

    /// Queues the events of one piece of work for every endpoint that is on and takes their types, except
    /// those of the token whose request caused them. Without endpoints it costs one look into an empty table.
    func add(_ events: [Event], causedBy token: APITokenRow.ID?) throws(SQLiteError) {
        guard !events.isEmpty else { return }
        var endpoints: [(id: Int64, takesAll: Bool)] = []
        let row = try sql.rows(
            """
            SELECT id, takes_all FROM webhook_endpoint
            WHERE is_on = 1 AND (?1 IS NULL OR token_id IS NOT ?1)
            """, SQLValue(token))
        while try row.step() { endpoints.append((row.int(0), row.truth(1))) }
        row.done()
        for event in events {
            for endpoint in endpoints {
                if !endpoint.takesAll, try !takes(event.type, endpoint.id) { continue }
                try put(event, to: endpoint.id)
            }
        }
    }

    private func takes(_ type: EventType, _ endpoint: Int64) throws(SQLiteError) -> Bool {
        let row = try sql.rows(
            "SELECT 1 FROM webhook_endpoint_type WHERE endpoint_id = ?1 AND type = ?2",
            .int(endpoint), SQLValue(type))
        defer { row.done() }
        return try row.step()
    }

    /// Queues an event for one endpoint, or folds it with the delivery of the record that waits.
    private func put(_ event: Event, to endpoint: Int64) throws(SQLiteError) {
        guard let waiting = try waiting(event, at: endpoint) else {
            return try insert(event, to: endpoint, folded: false)
        }
        let folding = WebhookFolding(
            older: waiting.type, newer: event.type, wasTried: waiting.wasTried)
        switch folding {
        case .neither:
            try sql.run(
                "UPDATE delivery SET state = 'dropped', reason = 'folded' WHERE id = ?1",
                .int(waiting.id))
            try insert(event, to: endpoint, folded: true)
        case .one(let type):
            // The newer event takes the place, the due time and the tries of the one that waits.
            try sql.run(
                """
                UPDATE delivery SET event_seq = ?2, event_type = ?3, expires_at = ?4 WHERE id = ?1
                """, .int(waiting.id), .int(event.seq), SQLValue(type),
                SQLValue(type.webhookExpiry(after: event.at)))
            let older = Event(
                seq: waiting.seq, type: waiting.type, recordKind: event.recordKind,
                recordID: event.recordID, at: event.at)
            try insert(older, to: endpoint, folded: true)
        }
    }

    private func waiting(
        _ event: Event, at endpoint: Int64
    ) throws(SQLiteError) -> (id: Int64, seq: Int64, type: EventType, wasTried: Bool)? {
        let row = try sql.rows(
            """
            SELECT id, event_seq, event_type,
                EXISTS (SELECT 1 FROM delivery_attempt WHERE delivery_id = delivery.id)
            FROM delivery WHERE address = ?1 AND record_kind = ?2 AND record_id = ?3
                AND event_seq IS NOT NULL AND state = 'waiting'
                AND (event_type = 'recording.ready') = (?4 = 'recording.ready')
            """, .int(endpoint), SQLValue(event.recordKind), .int(event.recordID),
            SQLValue(event.type))
        defer { row.done() }
        guard try row.step() else { return nil }
        guard let type = EventType(rawValue: row.text(2)) else {
            throw SQLiteError("delivery.event_type holds \(row.text(2)), which is no EventType")
        }
        return (row.int(0), row.int(1), type, row.truth(3))
    }

    private func insert(
        _ event: Event, to endpoint: Int64, folded: Bool
    ) throws(SQLiteError) {
        try sql.run(
            """
            INSERT INTO delivery (channel, address, news, state, reason, next_at, expires_at,
                created_at, event_seq, event_type, record_kind, record_id)
            VALUES ('webhook', ?1, 'event', iif(?2, 'dropped', 'waiting'), iif(?2, 'folded', NULL),
                ?3, ?4, ?3, ?5,
                iif(?2, ifnull((SELECT type FROM event WHERE seq = ?5), ?6), ?6), ?7, ?8)
            """, .int(endpoint), SQLValue(folded), SQLValue(event.at),
            SQLValue(event.type.webhookExpiry(after: event.at)), .int(event.seq),
            SQLValue(event.type), SQLValue(event.recordKind), .int(event.recordID))
    }
}

/// What becomes of two deliveries of one record that wait for one endpoint. The body is always that of
/// the record as it is; the type of the remaining one is the more telling of the two.
enum WebhookFolding: Hashable {
    /// The receiver never knew the record, and it is gone.
    case neither
    /// One remains, of this type.
    case one(EventType)

    /// - Parameter wasTried: whether the receiver may know the older one.
    init(older: EventType, newer: EventType, wasTried: Bool) {
        switch newer {
        // “Changed” says less than whatever waits: created, ended or ringing.
        case .callChanged, .leadChanged, .clientChanged, .employeeChanged: self = .one(older)
        case .leadDeleted, .leadMerged:
            self = older == .leadCreated && !wasTried ? .neither : .one(newer)
        case .clientDeleted, .clientMerged:
            self = older == .clientCreated && !wasTried ? .neither : .one(newer)
        case .callRinging, .callAnswered, .callEnded, .callMerged, .callDeleted, .recordingReady,
            .leadCreated, .clientCreated, .missedOpened, .missedClosed, .personErased, .test:
            self = .one(newer)
        }
    }
}

extension EventType {
    /// Seconds for which it is useful that a call rings or was answered.
    static let urgentSeconds = 60

    /// From when on a delivery of an event is not sent: what rings is of no use after a minute. The list
    /// of retries ends the others long before a year is over.
    func webhookExpiry(after moment: Instant) -> Instant {
        switch self {
        case .callRinging, .callAnswered: moment.advanced(bySeconds: EventType.urgentSeconds)
        case .callEnded, .callChanged, .callMerged, .callDeleted, .recordingReady, .leadCreated,
            .leadChanged, .leadDeleted, .leadMerged, .clientCreated, .clientChanged,
            .clientDeleted, .clientMerged, .employeeChanged, .missedOpened, .missedClosed,
            .personErased, .test:
            moment.advanced(bySeconds: 365 * 86_400)
        }
    }
}
