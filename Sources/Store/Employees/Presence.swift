import CallRules
import Synchronization

/// Which open pages have shown a sign of life lately, so that few of the signs are written.
final class Heartbeats: Sendable {
    /// A sign of life holds for as long (product.md §5, D), in seconds.
    static let holdsSeconds = 90
    /// Signs of one browser that come sooner than this after another are not written.
    static let pauseSeconds = 25

    private let last = Mutex<[Int64: Instant]>([:])

    /// Whether the sign of a session is to be written.
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
    /// A page somebody has open shows a sign of life: they are online for the next 90 seconds, and
    /// their session was used. Written every 25 seconds at most, and nobody waits for it.
    package func heartbeat(of session: SessionRow, at now: Instant) {
        guard heartbeats.isDue(session.id, at: now) else { return }
        let until = now.advanced(bySeconds: Heartbeats.holdsSeconds)
        writer.enqueue { transaction in
            // Signed out in between: the page that was open is none any more.
            try transaction.db.execute(
                sql: "UPDATE session SET used_at = max(used_at, ?) WHERE id = ?",
                arguments: [now.milliseconds, session.id])
            guard transaction.db.changesCount > 0 else { return }
            try transaction.db.execute(
                sql: """
                    UPDATE employee SET last_seen_at = max(coalesce(last_seen_at, 0), ?1),
                        online_until = max(coalesce(online_until, 0), ?2) WHERE id = ?3
                    """,
                arguments: [now.milliseconds, until.milliseconds, session.employee.id.value])
        }
    }
}
