import CallRules
import Synchronization

/// The last heartbeat of each session, to limit how many heartbeats are written.
final class Heartbeats: Sendable {
    /// An employee is online for this many seconds after a heartbeat.
    static let holdsSeconds = 90
    /// A heartbeat by the API is valid for at most this many seconds.
    static let longestSeconds = 600
    /// At least this many seconds lie between two written heartbeats of a session.
    static let pauseSeconds = 25

    /// Whether the employee is online. A heartbeat in the future was dated by a wrong clock.
    ///
    /// - Parameters:
    ///   - until: the end of the last heartbeat; nil: there was none, or it was taken back.
    ///   - seenAt: the last heartbeat; nil: there was none.
    static func isOnline(until: Instant?, seenAt: Instant?, at now: Instant) -> Bool {
        guard let until, until > now else { return false }
        return seenAt.map { !$0.isInTheFuture(at: now) } ?? true
    }

    private let last = Mutex<[Int64: Instant]>([:])

    /// Whether a heartbeat of the session is to be written.
    func isDue(_ session: Int64, at now: Instant) -> Bool {
        last.withLock { last in
            if let known = last[session], known <= now,
                now.seconds(since: known) < Heartbeats.pauseSeconds
            {
                return false
            }
            if last.count >= 2000 { last = [:] }
            last[session] = now
            return true
        }
    }
}

extension Store {
    /// A heartbeat of an open page: the employee is online for the next 90 seconds, and the session counts
    /// as used. Writes at most every 25 seconds and does not wait.
    package func heartbeat(of session: SessionRow, at now: Instant) {
        guard heartbeats.isDue(session.id, at: now) else { return }
        let until = now.advanced(bySeconds: Heartbeats.holdsSeconds)
        writer.enqueue(.upkeep) { transaction in
            // No row: the session was closed in between.
            try transaction.db.execute(
                sql: "UPDATE session SET used_at = ? WHERE id = ?",
                arguments: [now, session.id])
            guard transaction.db.changesCount > 0 else { return }
            try transaction.db.execute(
                sql: """
                    UPDATE employee SET last_seen_at = ?1,
                        online_until = CASE WHEN online_until BETWEEN ?2 AND ?4 THEN online_until
                            ELSE ?2 END
                    WHERE id = ?3
                    """,
                arguments: [
                    now, until, session.employee.id,
                    now.advanced(bySeconds: Heartbeats.longestSeconds),
                ])
        }
    }
}
