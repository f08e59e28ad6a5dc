import CallRules

/// A call that hung up without a CDR, and whose CDR is due to be requested.
package struct PendingCDR: Hashable, Sendable {
    package let id: Call.ID
    /// Canonical uuids of its root and of its legs: the CDR may be of any of them.
    package let uuids: Set<String>
    /// When the call began, and when its last hangup arrived.
    package let from: Instant
    /// When its last hangup arrived.
    package let to: Instant
}

extension Store {
    /// The calls whose CDRs are due to be requested, the longest due first.
    package func pendingCDRs(
        at now: Instant, limit: Int
    ) throws(StoreError) -> [PendingCDR] {
        try lookups.read { sql in
            let row = try sql.rows(
                """
                SELECT id, uuid, started_at FROM call WHERE record_due_at <= ?1
                ORDER BY record_due_at LIMIT ?2
                """, SQLValue(now), SQLValue(limit))
            var due: [(id: Call.ID, uuid: String, startedAt: Instant?)] = []
            while try row.step() {
                due.append((Call.ID(row.int(0)), row.text(1), row.instant(2)))
            }
            return try due.map { call in
                let legs = try LegTable.legs(of: call.id, sql)
                let to = legs.compactMap(\.hangupSeenAt).max() ?? now
                return PendingCDR(
                    id: call.id, uuids: Set(legs.map(\.uuid) + [call.uuid]),
                    from: min(call.startedAt ?? to, to), to: to)
            }
        }
    }

    /// Stores that these CDRs were requested at `now`. CDRs that did not come are requested again
    /// later, until every attempt was made.
    package func askedForRecords(_ ids: [Call.ID], at now: Instant) throws(StoreError) {
        try write(.system(at: now)) { tx in
            for id in ids {
                guard let progress = try CallTable.find(id, tx.sql) else { continue }
                let call = Call(uuid: progress.uuid, legs: try LegTable.legs(of: id, tx.sql))
                try tx.sql.run(
                    "UPDATE call SET record_due_at = ?2 WHERE id = ?1", .int(id.value),
                    SQLValue(call.cdrDueAt(after: now)))
            }
        }
    }
}
