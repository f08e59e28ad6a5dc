import CallRules

/// The three addresses Phonet posts to.
package enum Endpoint: String, CaseIterable, Sendable {
    case customerData = "customer_data"
    case afterCallEnd = "after_call_end"
    case call
}

/// A webhook as received.
package struct ReceivedWebhook: Sendable {
    package let endpoint: Endpoint
    /// The peer's address as nginx saw it; never a forwarded header.
    package let sourceIP: String
    /// True for a peer in an allowed network, and for a valid token in the URL.
    package let isTrusted: Bool
    package let receivedAt: Instant
    package let contentType: String?
    /// The body as received.
    package let payload: [UInt8]
    /// How it was read, and why it is quarantined although its source may be trusted.
    package let remarks: WebhookRemarks

    package init(
        endpoint: Endpoint, sourceIP: String, isTrusted: Bool, receivedAt: Instant,
        contentType: String?, payload: [UInt8], remarks: WebhookRemarks = WebhookRemarks()
    ) {
        self.endpoint = endpoint
        self.sourceIP = sourceIP
        self.isTrusted = isTrusted
        self.receivedAt = receivedAt
        self.contentType = contentType
        self.payload = payload
        self.remarks = remarks
    }

    /// Whether the body is longer than untrusted sources may send.
    package var isTooLong: Bool { payload.count > UntrustedBudget.longestBody }

    /// It is stored without effect.
    package var isQuarantined: Bool { !isTrusted || remarks.quarantine != nil }
}

/// What is known of a webhook beside its messages and its source.
package struct WebhookRemarks: Hashable, Sendable {
    /// What had to be mended in the body.
    package var notes: [ReadingNote]
    /// Why it is quarantined, when the reason is not its source alone; nil: there is no such
    /// reason.
    package var quarantine: WebhookReason?

    package init(notes: [ReadingNote] = [], quarantine: WebhookReason? = nil) {
        self.notes = notes
        self.quarantine = quarantine
    }

    /// The reasons that the webhook log shows.
    var reasons: [WebhookReason] { (quarantine.map { [$0] } ?? []) + notes.map { .mended($0) } }

    /// It names another account.
    var isForeign: Bool {
        if case .foreignAccount? = quarantine { true } else { false }
    }

    /// The same without a reason for a quarantine.
    var released: WebhookRemarks { WebhookRemarks(notes: notes) }
}

/// The result of a webhook message.
package enum WebhookMessageStatus: String, CaseIterable, Sendable {
    /// It added facts.
    case processed
    /// It added no facts and changed nothing.
    case duplicate
    /// From an untrusted source: stored without effect until the source is trusted.
    case quarantined
    /// Unreadable; the reasons say why.
    case failed
}

/// The webhook log: every webhook with its source, result and body.
enum WebhookMessageTable {
    /// Stores a message. One that counts in the budget of untrusted sources is cut when it is
    /// unreadable or long, and pushes out what is over the budget then.
    ///
    /// - Parameter leg: the leg uuid of a quarantined message, for the confirmation by Phonet's
    ///   history; nil: none.
    static func insert(
        _ webhook: ReceivedWebhook, _ verdict: MessageResult, about leg: String? = nil,
        _ sql: Connection
    ) throws(SQLiteError) {
        let isCounted = !webhook.isTrusted || verdict.status == .quarantined
        let key = isCounted ? Network.sender(webhook.sourceIP) : nil
        var (payload, reasons) = (webhook.payload, verdict.reasons)
        if isCounted,
            payload.count > UntrustedBudget.longestBody
                || (verdict.status == .failed && payload.count > UntrustedBudget.excerptBytes)
        {
            reasons.append(.cut(bytes: payload.count))
            payload = Array(payload.prefix(UntrustedBudget.excerptBytes))
        }
        try sql.run(
            """
            INSERT INTO webhook_message (endpoint, source_ip, trusted, received_at, status, reasons,
                content_type, payload, call_id, leg_uuid, budget_key)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7,
                -- The number of the call was erased: the body is not stored.
                iif((SELECT phone FROM call WHERE id = ?9) > '+999', x'', ?8), ?9, ?10, ?11)
            """,
            .text(webhook.endpoint.rawValue), .text(webhook.sourceIP),
            SQLValue(webhook.isTrusted),
            .int(webhook.receivedAt.milliseconds), .text(verdict.status.rawValue),
            SQLValue(WebhookReason.document(reasons)),
            SQLValue(webhook.contentType?.cut(toScalars: 200)), .blob(payload),
            SQLValue(verdict.callID?.value), SQLValue(leg), SQLValue(key))
        if let key { try UntrustedBudget.keep(key, sql) }
    }

    static func settle(
        _ id: Int64, _ verdict: MessageResult, trusted: Bool, _ sql: Connection
    ) throws(SQLiteError) {
        try sql.run(
            """
            UPDATE webhook_message SET status = ?2, reason = NULL, reasons = ?3, trusted = ?4,
                call_id = coalesce(?5, call_id),
                payload = iif(
                    (SELECT phone FROM call WHERE id = coalesce(?5, call_id)) > '+999', x'', payload)
            WHERE id = ?1
            """,
            .int(id), .text(verdict.status.rawValue),
            SQLValue(WebhookReason.document(verdict.reasons)), SQLValue(trusted),
            SQLValue(verdict.callID?.value))
    }
}

/// The result of one message.
struct MessageResult {
    var status: WebhookMessageStatus
    var reasons: [WebhookReason] = []
    var callID: Call.ID?
}

/// A stored message with the fields that a replay needs.
package struct StoredWebhook: Sendable {
    package let id: Int64
    package let endpoint: Endpoint
    package let sourceIP: String
    package let receivedAt: Instant
    package let status: WebhookMessageStatus
    package let contentType: String?
    package let payload: [UInt8]
    /// Whether its source was trusted when it was last processed.
    package let isTrusted: Bool
}

extension Store {
    /// One stored message; nil: there is none with this id.
    package func keptMessage(_ id: Int64) throws(StoreError) -> StoredWebhook? {
        try lookups.read { sql in
            let row = try sql.rows(
                """
                SELECT id, endpoint, source_ip, received_at, status, content_type, payload,
                    trusted
                FROM webhook_message WHERE id = ?1
                """, .int(id))
            defer { row.done() }
            return try row.step() ? try StoredWebhook(row) : nil
        }
    }

    /// The messages with these ids that still exist, in the order of `ids`.
    package func keptMessages(_ ids: some Sequence<Int64>) throws(StoreError) -> [StoredWebhook] {
        var kept: [StoredWebhook] = []
        for id in ids {
            if let message = try keptMessage(id) { kept.append(message) }
        }
        return kept
    }

    /// Quarantined messages from one address, in the order they came.
    ///
    /// - Parameter last: the id of the last message of the page before; 0 for the first page.
    package func quarantined(
        from address: String, after last: Int64, limit: Int
    ) throws(StoreError) -> [StoredWebhook] {
        try lookups.read { sql in
            let row = try sql.rows(
                """
                SELECT id, endpoint, source_ip, received_at, status, content_type, payload,
                    trusted
                FROM webhook_message INDEXED BY webhook_message_untrusted
                WHERE budget_key = ?1 AND (trusted = 0 OR status = 'quarantined') AND id > ?2
                    AND source_ip = ?3 AND status = 'quarantined'
                ORDER BY id LIMIT ?4
                """, .text(Network.sender(address)), .int(last), .text(address),
                SQLValue(limit))
            return try StoredWebhook.all(row)
        }
    }

    /// The addresses of quarantined messages that may take effect now, with the number of these
    /// messages: all of an address for which `isAccepted` says true, else those that came through a
    /// secret address. Messages with a reason for which `isHeld` says true stay and do not count. Reads
    /// no bodies.
    package func quarantinedAddresses(
        where isAccepted: (String) -> Bool, isHeld: (WebhookReason) -> Bool
    ) throws(StoreError) -> [(address: String, messages: Int)] {
        try lookups.read { sql in
            var found: [(address: String, messages: Int)] = []
            var last = ""
            while let address = try Store.address(after: last, sql) {
                last = address
                let row = try sql.rows(
                    """
                    SELECT reasons, count(*)
                    FROM webhook_message INDEXED BY webhook_message_stranger
                    WHERE source_ip = ?1 AND status = 'quarantined' AND (?2 OR trusted = 1)
                    GROUP BY reasons
                    """, .text(address), SQLValue(isAccepted(address)))
                var messages = 0
                while try row.step() {
                    let reasons = try WebhookReason.list(row.textOrNil(0))
                    if !reasons.contains(where: isHeld) { messages += Int(row.int(1)) }
                }
                if messages > 0 { found.append((address, messages)) }
            }
            return found
        }
    }

    private static func address(
        after last: String, _ sql: Connection
    ) throws(SQLiteError) -> String? {
        let row = try sql.rows(
            """
            SELECT source_ip FROM webhook_message INDEXED BY webhook_message_stranger
            WHERE source_ip > ?1 AND status = 'quarantined' ORDER BY source_ip LIMIT 1
            """, .text(last))
        defer { row.done() }
        return try row.step() ? row.text(0) : nil
    }
}

extension StoredWebhook {
    /// Reads every row of a statement.
    static func all(_ row: Statement) throws(SQLiteError) -> [StoredWebhook] {
        var messages: [StoredWebhook] = []
        while try row.step() { messages.append(try StoredWebhook(row)) }
        return messages
    }

    fileprivate init(_ row: Statement) throws(SQLiteError) {
        id = row.int(0)
        endpoint = try row.code(1, "webhook_message.endpoint")
        sourceIP = row.text(2)
        receivedAt = Instant(milliseconds: row.int(3))
        status = try row.code(4, "webhook_message.status")
        contentType = row.textOrNil(5)
        payload = row.blob(6)
        isTrusted = row.truth(7)
    }
}
