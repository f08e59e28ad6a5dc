import CallRules
import Synchronization

/// Whose session a cookie is, for those who ask every second: believed for a quarter of a minute,
/// and no moment longer than the session lives.
final class SessionCache: Sendable {
    /// How long a reading is believed, in seconds.
    static let believedSeconds = 15
    private static let limit = 2000

    private struct Entry {
        let session: SessionRow
        let readAt: Instant
        /// The pulse before it was read.
        let counters: Int
    }

    private let entries = Mutex<[[UInt8]: Entry]>([:])

    func find(_ hash: [UInt8], counters: Int, at now: Instant) -> SessionRow? {
        guard let known = entries.withLock({ $0[hash] }), known.counters == counters,
            now.seconds(since: known.readAt) < SessionCache.believedSeconds
        else { return nil }
        return known.session
    }

    /// - Parameter pulse: as it was before the session was read.
    func keep(_ session: SessionRow, _ hash: [UInt8], counters: Int, at now: Instant) {
        entries.withLock { entries in
            if entries.count >= SessionCache.limit { entries = [:] }
            entries[hash] = Entry(session: session, readAt: now, counters: counters)
        }
    }
}

extension Store {
    /// The session of a cookie as `session(hash:at:)` has it, perhaps as it was up to 15 seconds ago;
    /// one that was closed is gone at once.
    ///
    /// - Parameter hash: SHA-256 of the cookie, 32 bytes.
    package func believedSession(
        hash: [UInt8], at now: Instant
    ) throws(StoreError) -> SessionRow? {
        let before = counters.sessions
        if let known = sessionCache.find(hash, counters: before, at: now) { return known }
        let found = try session(hash: hash, at: now)
        if let found { sessionCache.keep(found, hash, counters: before, at: now) }
        return found
    }
}
