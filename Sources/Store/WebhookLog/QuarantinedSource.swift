import CallRules
import GRDB

/// An untrusted source with its quarantined messages.
package struct UntrustedSource: Hashable, Sendable {
    /// The peer's address as nginx saw it.
    package let sourceIP: String
    /// Why its messages are quarantined; nil: the source is not trusted.
    package let cause: WebhookReason?
    /// The number of messages by endpoint.
    package let messages: [Endpoint: Int]
    /// When its first quarantined message arrived.
    package let firstAt: Instant
    /// When its last quarantined message arrived.
    package let lastAt: Instant
    /// The id of one of its latest messages.
    package let sample: Int64

    /// The number of messages.
    package var total: Int { messages.values.reduce(0, +) }
}

extension Store {
    /// The sources of quarantined messages, the latest first; at most 200. Deleted messages do not
    /// count.
    package func untrustedSources() throws(StoreError) -> [UntrustedSource] {
        try read { db in
            let rows = try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT source_ip, endpoint, reasons, count(*) AS n,
                            min(received_at) AS first_at, max(received_at) AS last_at,
                            max(id) AS sample
                        FROM webhook_message INDEXED BY webhook_message_stranger
                        WHERE status = 'quarantined' GROUP BY source_ip, endpoint, reasons
                        """))
            var sources: [Key: [Row]] = [:]
            for row in rows {
                let reasons = try WebhookReason.list(row["reasons"])
                let key = Key(
                    source: row["source_ip"], cause: reasons.first(where: \.quarantines))
                sources[key, default: []].append(row)
            }
            return Array(
                try sources.compactMap { try UntrustedSource($0.key, $0.value) }
                    .sorted { ($0.lastAt, $0.sample) > ($1.lastAt, $1.sample) }.prefix(200))
        }
    }

    /// What the messages of one entry share.
    fileprivate struct Key: Hashable {
        let source: String
        let cause: WebhookReason?
    }

    /// The number of quarantined messages.
    package func quarantinedMessages() throws(StoreError) -> Int {
        try read { db in
            try Int.fetchOne(
                db.cachedStatement(
                    sql: "SELECT count(*) FROM webhook_message WHERE status = 'quarantined'")) ?? 0
        }
    }
}

extension UntrustedSource {
    fileprivate init?(_ key: Store.Key, _ rows: [Row]) throws(UnknownCode) {
        let firsts = rows.map { $0["first_at"] as Int64 }
        let lasts = rows.map { $0["last_at"] as Int64 }
        let samples = rows.map { $0["sample"] as Int64 }
        guard let first = firsts.min(), let last = lasts.max(), let sample = samples.max() else {
            return nil
        }
        var messages: [Endpoint: Int] = [:]
        for row in rows {
            messages[try row.code("endpoint"), default: 0] += row["n"] as Int
        }
        sourceIP = key.source
        cause = key.cause
        self.messages = messages
        firstAt = Instant(milliseconds: first)
        lastAt = Instant(milliseconds: last)
        self.sample = sample
    }
}
