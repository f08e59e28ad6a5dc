import CallRules
import CompanyTime
import GRDB

/// One deletion of what had been kept long enough.
package struct Purge: Hashable, Sendable {
    package let beganAt: Instant
    /// Nil: it goes on, or was interrupted and goes on as soon as the server runs.
    package let endedAt: Instant?
    package let counts: [PurgeCount]
}

/// How many rows of a kind a purge deleted, or would.
package struct PurgeCount: Hashable, Sendable {
    package let kind: PurgeKind
    /// Of the kind itself, without what hangs on it; a preview counts up to `mostCounted`.
    package let rows: Int

    /// Stands for that many and more.
    package static let mostCounted = PurgeTable.mostCounted
}

/// What is kept for a time of its own; in the order in which it is deleted, so that what hangs on calls goes
/// with them. The raw values are stored.
package enum PurgeKind: String, CaseIterable, Sendable {
    /// With their legs, decisions and notices, messages, missed cases, closings, diallings and turns.
    case calls
    case messages, notices, audit
    case reconciliationRuns = "comparisons"
}

extension Retention {
    /// How many days the kind is kept; 0: for ever.
    package func days(of kind: PurgeKind) -> Int {
        switch kind {
        case .calls: callDays
        case .messages: messageDays
        case .notices: noticeDays
        case .audit: auditDays
        case .reconciliationRuns: reconciliationDays
        }
    }

    /// What began before it is deleted; nil: nothing.
    func limit(of kind: PurgeKind, at now: Instant) -> Instant? {
        let days = days(of: kind)
        return days > 0 ? now.earlier(bySeconds: days * 86_400) : nil
    }
}

/// Purges are due every night, 3.5 hours after the start of the day on the company's clock. That is
/// 03:30, but 04:30 on the night that leaves out an hour before it, and the first 03:30 or 02:30 on the
/// night that repeats one.
enum PurgeNight {
    static let secondsAfterMidnight = 12_600
}

extension Store {
    /// From when on nights count, if none has yet: a new installation deletes nothing before its first night,
    /// so that there is time to choose.
    package func beginRetention(at now: Instant) throws(StoreError) {
        try write { tx in
            try tx.db.execute(
                sql: """
                    INSERT INTO purge (began_at, ended_at, counts)
                    SELECT ?1, ?1, '{}' WHERE NOT EXISTS (SELECT 1 FROM purge)
                    """, arguments: [now.milliseconds])
        }
    }

    /// Begins the purge of the night, if one is due, or does the next piece of one that is under way: a
    /// transaction of a few milliseconds.
    ///
    /// - Returns: whether there was anything to do.
    package func continuePurge(at now: Instant) throws(StoreError) -> Bool {
        let retention = settings.settings.retention
        let night = settings.settings.companyClock.last(
            secondsAfterMidnight: PurgeNight.secondsAfterMidnight, upTo: now)
        guard try read({ try PurgeTable.isDue(since: night, $0) }) else { return false }
        try write { tx in
            if let run = try PurgeRun(tx.db) {
                try run.step(retention, tx, at: now)
            } else {
                try PurgeTable.begin(by: .command, at: now, tx.db)
            }
        }
        return true
    }

    /// Begins a purge now, whatever the hour; `continuePurge` does it.
    package func beginPurge(by author: Author, at now: Instant) throws(StoreError) {
        try write { tx in
            if try PurgeRun(tx.db) == nil { try PurgeTable.begin(by: author, at: now, tx.db) }
        }
    }

    /// What a purge at `now` would delete.
    package func purgePreview(at now: Instant) throws(StoreError) -> [PurgeCount] {
        let retention = settings.settings.retention
        return try read { db in
            try PurgeKind.allCases.map { kind in
                let limit = retention.limit(of: kind, at: now)
                return PurgeCount(
                    kind: kind,
                    rows: try limit.map { try PurgeTable.count(kind, before: $0, db) } ?? 0)
            }
        }
    }

    /// Purges that deleted something or go on, the latest first.
    package func purges(limit: Int) throws(StoreError) -> [Purge] {
        try read { db in
            try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT * FROM purge WHERE counts <> '{}' OR ended_at IS NULL
                        ORDER BY id DESC LIMIT ?
                        """), arguments: [limit]
            ).map(PurgeTable.purge)
        }
    }
}
