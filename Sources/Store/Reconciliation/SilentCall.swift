import CallRules

/// A call that is stored as ringing or talking and has had no message for some time.
package struct SilentCall: Hashable, Sendable {
    package let id: Call.ID
    /// Ringing or talking.
    package let state: Call.State
    /// Canonical uuids of its root and of its legs.
    package fileprivate(set) var uuids: Set<String>
    /// When it began; nil: unknown.
    package let startedAt: Instant?
    /// When the last message arrived that changed it.
    package let lastNews: Instant
}

extension Store {
    /// Live calls without a message since `moment`, the longest silent first.
    package func silentCalls(
        since moment: Instant, limit: Int
    ) throws(StoreError) -> [SilentCall] {
        try lookups.read { sql in
            let row = try sql.rows(
                """
                SELECT id, uuid, state, started_at, updated_at FROM call
                WHERE state <> 'ended' AND updated_at <= ?1 ORDER BY updated_at LIMIT ?2
                """, SQLValue(moment), SQLValue(limit))
            var silent: [SilentCall] = []
            while try row.step() {
                silent.append(
                    SilentCall(
                        id: Call.ID(row.int(0)), state: try row.code(2, "call.state"),
                        uuids: [row.text(1)],
                        startedAt: row.instant(3), lastNews: Instant(milliseconds: row.int(4))))
            }
            for index in silent.indices {
                let legs = try LegTable.legs(of: silent[index].id, sql)
                silent[index].uuids.formUnion(legs.map(\.uuid))
            }
            return silent
        }
    }

    /// Ends calls: stores a hangup at `now` for each live leg, so that the rules settle the call as
    /// usual. A CDR that comes later still corrects the call.
    ///
    /// - Returns: the number of calls ended; a call that has had a message meanwhile is not ended.
    package func close(_ calls: [SilentCall], at now: Instant) throws(StoreError) -> Int {
        try write(.system(at: now)) { [settingsCache] tx in
            let book = CallBook(settings: settingsCache.current, sql: tx.sql)
            var closed = 0
            for silent in calls {
                guard try CallTable.isSilent(silent.id, since: silent.lastNews, tx.sql) else {
                    continue
                }
                closed += 1
                for leg in try LegTable.legs(of: silent.id, tx.sql) where leg.isLive {
                    var over = Leg(uuid: leg.uuid)
                    over.hangupSeenAt = now
                    _ = try book.join(over, at: now)
                }
            }
            return closed
        }
    }
}

extension CallTable {
    /// True when a live call has had no message since `moment`.
    fileprivate static func isSilent(
        _ id: Call.ID, since moment: Instant, _ sql: Connection
    ) throws(SQLiteError) -> Bool {
        let row = try sql.rows(
            "SELECT 1 FROM call WHERE id = ?1 AND state <> 'ended' AND updated_at <= ?2",
            .int(id.value), SQLValue(moment))
        defer { row.done() }
        return try row.step()
    }
}
