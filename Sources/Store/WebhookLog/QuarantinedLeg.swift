import CallRules

/// What strangers told of a leg, waiting for somebody who vouches for it: here Phonet's own history.
enum QuarantinedLeg {
    /// More messages about one leg Phonet does not send; the rest are somebody's flood.
    private static let mostMessages: Int64 = 20

    /// The leg a message tells of, if it tells of one and nothing else.
    static func uuid(in messages: [Message]) -> String? {
        guard messages.count == 1 else { return nil }
        return messages.first?.leg?.uuid
    }

    /// The quarantined messages about a leg, in the order they came.
    static func messages(
        about uuid: String, _ sql: Connection
    ) throws(SQLiteError) -> [StoredWebhook] {
        let row = try sql.rows(
            """
            SELECT id, endpoint, source_ip, received_at, status, content_type, payload
            FROM webhook_message
            WHERE status = 'quarantined' AND leg_uuid IS NOT NULL AND leg_uuid = ?1
            ORDER BY id LIMIT ?2
            """, .text(uuid), .int(mostMessages))
        return try StoredWebhook.all(row)
    }
}

extension Message {
    /// What an event or a record tells of its leg.
    var leg: Leg? {
        switch self {
        case .event(_, let leg), .record(let leg): leg
        case .pause, .lookup, .unknown: nil
        }
    }
}
