import CallRules
import CompanyTime
import GRDB

/// One purge: deletes rows older than their retention.
package struct Purge: Hashable, Sendable {
    package let beganAt: Instant
    /// Nil: it is running, or continues when the server starts.
    package let endedAt: Instant?
    /// The rows of each kind.
    package let counts: [PurgeCount]
}

/// Number of rows of one kind that a purge deleted or would delete.
package struct PurgeCount: Hashable, Sendable {
    package let kind: PurgeKind
    /// Without dependent rows; a preview counts up to `maxCounted`.
    package let rows: Int

    /// Stands for this number or more.
    package static let maxCounted = PurgeTable.maxCounted
}

/// Kinds of rows with a retention of their own, in the order of deletion. Dependent rows are deleted with
/// calls. The raw values are stored.
package enum PurgeKind: String, CaseIterable, Sendable {
    /// With their legs, decisions and notices, messages, missed cases, closings, diallings and assignments.
    case calls
    case messages, notices, audit
    case reconciliationRuns = "comparisons"
    /// With the deliveries to webhook endpoints.
    case events
}

extension Retention {
    /// Days the kind is kept; 0: without limit.
    package func days(of kind: PurgeKind) -> Int {
        switch kind {
        case .calls: callDays
        case .messages: messageDays
        case .notices: noticeDays
        case .audit: auditDays
        case .reconciliationRuns: reconciliationDays
        case .events: eventDays
        }
    }

    /// Rows from before this moment are deleted; nil: none are.
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
    /// Sets the first purge night of a new installation. Nothing is deleted before it, so that
    /// there is time to choose the retention.
    package func beginRetention(at now: Instant) throws(StoreError) {
        try write(.system(at: now)) { tx in
            try tx.db.execute(
                sql: """
                    INSERT INTO purge (began_at, ended_at, counts)
                    SELECT ?1, ?1, '{}' WHERE NOT EXISTS (SELECT 1 FROM purge)
                    """, arguments: [now])
        }
    }

    /// Starts the nightly purge when it is due, or does the next steps of the running one. None is started
    /// while the clock is in doubt.
    ///
    /// - Returns: whether there was work.
    package func continuePurge(at now: Instant) throws(StoreError) -> Bool {
        let retention = settings.settings.retention
        let night = settings.settings.companyClock.last(
            secondsAfterMidnight: PurgeNight.secondsAfterMidnight, upTo: now)
        let (isRunning, isDue) = try read { db in
            (try PurgeTable.isRunning(db), try PurgeTable.isDue(since: night, at: now, db))
        }
        if !isRunning {
            guard isDue, try clockHold(at: now) == nil else { return false }
        }
        try writeInSteps(.system(at: now)) { tx in
            if let run = try PurgeRun(tx.db) { return try run.step(retention, tx, at: now) }
            try PurgeTable.begin(by: .command, at: now, tx.db)
            return false
        }
        return true
    }

    /// Starts a purge now; `continuePurge` does the work.
    package func beginPurge(by author: Author, at now: Instant) throws(StoreError) {
        try write(.by(author, at: now)) { tx in
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

    /// Purges that deleted something or are running, the latest first.
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
