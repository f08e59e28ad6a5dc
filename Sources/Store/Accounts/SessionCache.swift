import CallRules
import Synchronization

/// Sessions by cookie, for requests that come every second. An entry is used for 15 seconds, and no longer
/// than the session lives.
final class SessionCache: Sendable {
    /// Seconds an entry is used.
    static let believedSeconds = 15
    private static let limit = 2000

    private struct Entry {
        let session: SessionRow
        let readAt: Instant
        /// `ChangeCounters.sessions` before it was read.
        let counters: Int
    }

    private let entries = Mutex<[[UInt8]: Entry]>([:])

    func find(_ hash: [UInt8], counters: Int, at now: Instant) -> SessionRow? {
        guard let known = entries.withLock({ $0[hash] }), known.counters == counters,
            now >= known.readAt, now.seconds(since: known.readAt) < SessionCache.believedSeconds
        else { return nil }
        return known.session
    }

    /// - Parameter counters: `ChangeCounters.sessions` before the session was read.
    func keep(_ session: SessionRow, _ hash: [UInt8], counters: Int, at now: Instant) {
        entries.withLock { entries in
            if entries.count >= SessionCache.limit { entries = [:] }
            entries[hash] = Entry(session: session, readAt: now, counters: counters)
        }
    }
}

extension Store {
    /// Like `session(hash:at:)`, up to 15 seconds old; a closed session is returned no longer.
    ///
    /// - Parameter hash: SHA-256 of the cookie, 32 bytes.
    package func cachedSession(
        hash: [UInt8], at now: Instant
    ) throws(StoreError) -> SessionRow? {
        let before = counters.sessions
        if let known = sessionCache.find(hash, counters: before, at: now) { return known }
        let found = try session(hash: hash, at: now)
        if let found { sessionCache.keep(found, hash, counters: before, at: now) }
        return found
    }
}
