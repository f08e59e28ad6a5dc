import CallRules
import GRDB
import Synchronization

/// The time of the wall clock is in doubt: it went further than the monotonic clock, or than any clock can
/// have gone since the program last ran. What is old by it is not deleted.
package struct ClockHold: Hashable, Sendable {
    /// The last time that was not in doubt.
    package let trusted: Instant
    /// When the present time is believed, if it stays: a day after the step was noticed.
    package let until: Instant
}

/// Compares the wall clock with the monotonic clock.
final class ClockGuard: Sendable {
    /// A step forward up to this is believed.
    static let tolerance = Duration.seconds(2 * 60 * 60)
    /// The same for the time between two runs of the program.
    static let longestPause = Duration.seconds(2 * 86_400)
    /// How long a time must have stayed to be believed all the same.
    static let patience = Duration.seconds(86_400)
    /// Between two notes of the time in the database.
    static let notePause = Duration.seconds(60 * 60)

    private struct State {
        /// A time that was not in doubt, and the monotonic clock then; nil: none was seen yet.
        var trusted: (wall: Instant, uptime: Duration)?
        var tolerance = ClockGuard.longestPause
        /// The monotonic clock when the present doubt began; nil: there is none.
        var doubtBegan: Duration?
        var noted: (wall: Instant, uptime: Duration)?
    }

    private let uptime: @Sendable () -> Duration
    private let state = Mutex(State())

    init(uptime: @escaping @Sendable () -> Duration) {
        self.uptime = uptime
    }

    /// Nil: the time is not in doubt.
    ///
    /// - Parameter noted: reads the last time that is known from the database; called once.
    func hold<Failure>(
        at now: Instant, noted: () throws(Failure) -> Instant?
    ) throws(Failure) -> ClockHold? {
        let uptime = uptime()
        if state.withLock({ $0.trusted == nil }) {
            let wall = try noted() ?? now
            state.withLock { $0.trusted = $0.trusted ?? (wall, uptime) }
        }
        return state.withLock { state in
            let (wall, then) = state.trusted ?? (now, uptime)
            let ahead =
                Duration.milliseconds(now.milliseconds - wall.milliseconds) - (uptime - then)
            if ahead > state.tolerance {
                let began = state.doubtBegan ?? uptime
                state.doubtBegan = began
                let left = ClockGuard.patience - (uptime - began)
                if left > .zero {
                    return ClockHold(
                        trusted: wall, until: now.advanced(bySeconds: Int(left / .seconds(1))))
                }
            }
            state.trusted = (now, uptime)
            state.tolerance = ClockGuard.tolerance
            state.doubtBegan = nil
            return nil
        }
    }

    /// Whether the time, which is not in doubt, is to be noted in the database; then it counts as noted.
    func isNoteDue(at now: Instant) -> Bool {
        let uptime = uptime()
        return state.withLock { state in
            if let (wall, then) = state.noted, now >= wall, uptime - then < ClockGuard.notePause {
                return false
            }
            state.noted = (now, uptime)
            return true
        }
    }
}

extension Store {
    /// The doubt about the wall clock at `now`; nil: there is none.
    package func clockHold(at now: Instant) throws(StoreError) -> ClockHold? {
        guard let clockGuard else { return nil }
        return try clockGuard.hold(at: now) { () throws(StoreError) in
            try read { try SelfCheckTable.clock($0) ?? SelfCheckTable.newest($0) }
        }
    }

    /// Notes the time once an hour, for the next start.
    func noteClock(at now: Instant) throws(StoreError) {
        guard let clockGuard, try clockHold(at: now) == nil, clockGuard.isNoteDue(at: now) else {
            return
        }
        try write(.upkeep) { try SelfCheckTable.setClock(now, $0.db) }
    }
}

/// What the program notes about the machine, in one row.
enum SelfCheckTable {
    /// Bytes of a thorough test write: more than a message with everything that follows from it.
    private static let testBytes = 64 << 10

    static func clock(_ db: Database) throws -> Instant? {
        try Instant.fetchOne(
            db.cachedStatement(sql: "SELECT clock FROM self_check WHERE clock IS NOT NULL"))
    }

    /// When the newest message, event or line of the audit was written: what is known of the time before the
    /// first note, as after an upgrade; nil: there is none.
    static func newest(_ db: Database) throws -> Instant? {
        try Instant.fetchOne(
            db,
            sql: """
                SELECT max(at) FROM (
                    SELECT * FROM (SELECT received_at AS at FROM webhook_message ORDER BY id DESC LIMIT 1)
                    UNION ALL SELECT * FROM (SELECT at FROM event ORDER BY seq DESC LIMIT 1)
                    UNION ALL SELECT * FROM (SELECT at FROM audit_entry ORDER BY id DESC LIMIT 1))
                HAVING max(at) IS NOT NULL
                """)
    }

    static func setClock(_ now: Instant, _ db: Database) throws {
        try db.execute(sql: "UPDATE self_check SET clock = ?", arguments: [now])
    }

    /// Writes pages that have to be written anew each time.
    static func writeMuch(_ db: Database) throws {
        try db.execute(
            sql: "UPDATE self_check SET written = randomblob(?)", arguments: [testBytes])
    }
}
