import CallRules

/// The room that messages of untrusted sources may take, whatever their status.
///
/// Each insertion keeps it, in its own transaction: the oldest messages of the source that sent the new
/// one go first, then the oldest of the source with the most. So one noisy source pushes out its own
/// messages, not those that Phonet sends from a new address. The sums are kept by triggers.
package enum UntrustedBudget {
    /// The most bytes of bodies of one IPv4 address or IPv6 /64.
    package static let sourceBytes: Int64 = 4 << 20
    /// The most messages of one IPv4 address or IPv6 /64.
    package static let sourceMessages: Int64 = 16_384
    /// The most bytes of all sources together, of which each message takes `overhead` beside its body.
    package static let allBytes: Int64 = 64 << 20
    /// Bytes of a message in the table and its indexes beside the body.
    package static let overhead: Int64 = 512
    /// The longest body that is kept whole; nginx refuses longer ones of unknown addresses.
    package static let longestBody = 32 << 10
    /// Bytes kept of a body that is longer or unreadable.
    package static let excerptBytes = 4 << 10

    /// Most messages deleted for one insertion, and in one round of `trimUntrusted`.
    private static let maxDeleted = 256

    /// Deletes what is over the budget after an insertion for `key`.
    static func keep(_ key: String, _ sql: Connection) throws(SQLiteError) {
        var left = maxDeleted
        while left > 0, try isOver(key, sql), try deleteOldest(of: key, sql) { left -= 1 }
        _ = try keepTotal(atMost: left, sql)
    }

    /// Deletes messages of the largest sources until all together are within the budget.
    ///
    /// - Returns: the number deleted, at most `limit`.
    private static func keepTotal(atMost limit: Int, _ sql: Connection) throws(SQLiteError) -> Int {
        var deleted = 0
        while deleted < limit, try isOver(sql), let largest = try largest(sql),
            try deleteOldest(of: largest, sql)
        {
            deleted += 1
        }
        return deleted
    }

    /// Deletes what is over the budget for another reason than an insertion: an upgrade.
    ///
    /// - Returns: true when there may be more.
    static func trim(_ sql: Connection) throws(SQLiteError) -> Bool {
        var left = maxDeleted
        while left > 0, let key = try overfull(sql), try deleteOldest(of: key, sql) { left -= 1 }
        guard left > 0 else { return true }
        return try keepTotal(atMost: left, sql) == left
    }

    private static func isOver(_ key: String, _ sql: Connection) throws(SQLiteError) -> Bool {
        let row = try sql.rows(
            "SELECT 1 FROM untrusted_source WHERE key = ?1 AND (bytes > ?2 OR messages > ?3)",
            .text(key), .int(sourceBytes), .int(sourceMessages))
        defer { row.done() }
        return try row.step()
    }

    private static func isOver(_ sql: Connection) throws(SQLiteError) -> Bool {
        let row = try sql.rows(
            "SELECT 1 FROM untrusted_total WHERE bytes + ?1 * messages > ?2",
            .int(overhead), .int(allBytes))
        defer { row.done() }
        return try row.step()
    }

    private static func largest(_ sql: Connection) throws(SQLiteError) -> String? {
        let row = try sql.rows(
            "SELECT key FROM untrusted_source ORDER BY bytes + 512 * messages DESC LIMIT 1")
        defer { row.done() }
        return try row.step() ? row.text(0) : nil
    }

    /// A source that is over its own share; nil: none is.
    private static func overfull(_ sql: Connection) throws(SQLiteError) -> String? {
        let row = try sql.rows(
            """
            SELECT key FROM untrusted_source
            WHERE bytes + 512 * messages > ?1 AND (bytes > ?1 OR messages > ?2) LIMIT 1
            """, .int(sourceBytes), .int(sourceMessages))
        defer { row.done() }
        return try row.step() ? row.text(0) : nil
    }

    /// - Returns: false when the source has no message.
    private static func deleteOldest(of key: String, _ sql: Connection) throws(SQLiteError) -> Bool
    {
        try sql.run(
            """
            DELETE FROM webhook_message WHERE id = (
                SELECT id FROM webhook_message INDEXED BY webhook_message_untrusted
                WHERE budget_key = ?1 AND (trusted = 0 OR status = 'quarantined')
                ORDER BY id LIMIT 1)
            """, .text(key))
        return sql.changes > 0
    }
}

extension Store {
    /// What is kept of untrusted sources.
    package struct UntrustedLoad: Hashable, Sendable {
        /// Of the bodies.
        package let bytes: Int64
        package let messages: Int64
    }

    /// What is kept of untrusted sources now.
    package func untrustedLoad() throws(StoreError) -> UntrustedLoad {
        try lookups.read { sql in
            let row = try sql.rows("SELECT bytes, messages FROM untrusted_total")
            defer { row.done() }
            guard try row.step() else { return UntrustedLoad(bytes: 0, messages: 0) }
            return UntrustedLoad(bytes: row.int(0), messages: row.int(1))
        }
    }

    /// Deletes a few messages of untrusted sources that are over the budget, which happens only
    /// after an upgrade; insertions keep it.
    ///
    /// - Returns: true when there may be more; webhooks go first in between.
    package func trimUntrusted() throws(StoreError) -> Bool {
        try write(.upkeep) { try UntrustedBudget.trim($0.sql) }
    }
}
