import BackgroundWork
import CallRules
import Store
import Synchronization

/// Releases quarantined messages whose sources are trusted now: on a thread of its own, address by
/// address, a few at a time, so that no webhook waits for it.
///
/// What is left to do follows from the quarantine and the settings, so a release goes on after a
/// restart without anything else stored.
package final class QuarantineRelease: Sendable {
    /// How far the release is.
    package struct Progress: Hashable, Sendable {
        /// Messages in quarantine from addresses that are trusted now.
        package var waiting = 0
        /// Messages released since this release began.
        package var done = 0
    }

    private struct State {
        var sources: [(address: String, messages: Int)] = []
        /// The id of the last message read of the first source.
        var last: Int64 = 0
        var done = 0
        /// Counts the calls of `look`.
        var looked = 0
    }

    /// The wait after an error of the database.
    private static let retry = Duration.seconds(5)
    /// The wait for the next release; `begin` ends it.
    private static let rest = Duration.seconds(3600)

    private let replayer: Replayer
    private let uptime: @Sendable () -> Duration
    private let report: @Sendable (String) -> Void
    private let loop = BackgroundLoop("release", nice: 5)
    private let state = Mutex(State())

    /// Nothing runs before `start`.
    ///
    /// - Parameters:
    ///   - uptime: the monotonic clock.
    ///   - report: logs an error of the database.
    init(
        _ replayer: Replayer, uptime: @escaping @Sendable () -> Duration,
        report: @escaping @Sendable (String) -> Void
    ) {
        self.replayer = replayer
        self.uptime = uptime
        self.report = report
    }

    /// How far the release is now.
    package var progress: Progress {
        state.withLock {
            Progress(waiting: $0.sources.reduce(0) { $0 + $1.messages }, done: $0.done)
        }
    }

    /// Starts the thread. It first looks for what an earlier program left.
    package func start() {
        loop.start(true) { [self] isFirst in
            do {
                if isFirst { try look() }
                isFirst = false
                let begun = uptime()
                guard try step() else { return QuarantineRelease.rest }
                // Webhooks have the writer for as long as the release had it.
                return max(.milliseconds(2), uptime() - begun)
            } catch {
                report("release: \(error)")
                return QuarantineRelease.retry
            }
        }
    }

    /// Returns when the thread has ended, after the transaction under way.
    package func stop() { loop.stop() }

    /// Finds what there is to release and lets the thread begin. Reads no bodies.
    func begin() throws(StoreError) {
        try look()
        loop.wake()
    }

    /// Releases everything and returns then; for programs without the thread.
    ///
    /// - Returns: the number of released messages.
    package func finish() throws(StoreError) -> Int {
        try look()
        while try step() {}
        return progress.done
    }

    private func look() throws(StoreError) {
        let sources = try replayer.store.quarantinedAddresses {
            replayer.trust.accepts(plain: $0)
        } isHeld: {
            replayer.trust.holds($0)
        }
        state.withLock { state in
            if state.sources.isEmpty { state.done = 0 }
            (state.sources, state.last) = (sources, 0)
            state.looked += 1
        }
    }

    /// Releases the next few messages.
    ///
    /// - Returns: false when none is left.
    private func step() throws(StoreError) -> Bool {
        let (address, last, looked) = state.withLock { state in
            (state.sources.first?.address, state.last, state.looked)
        }
        guard let address else { return false }
        let page = try replayer.store.quarantined(
            from: address, after: last, limit: Replayer.atOnce)
        guard let end = page.last?.id else {
            advance(looked) { state in
                state.sources.removeFirst()
                state.last = 0
            }
            return true
        }
        let isAccepted = replayer.trust.accepts(plain: address)
        let ready = page.filter { $0.isTrusted || isAccepted }
        guard !ready.isEmpty else {
            advance(looked) { $0.last = end }
            return true
        }
        let (taken, counts) = try replayer.takeFirst(of: ready[...])
        advance(looked) { state in
            state.last = taken < ready.count ? ready[taken - 1].id : end
            let released = taken - counts.quarantined
            state.sources[0].messages = max(0, state.sources[0].messages - released)
            state.done += released
        }
        return true
    }

    /// Changes the state unless the sources were looked for again meanwhile.
    private func advance(_ looked: Int, _ change: (inout State) -> Void) {
        state.withLock { state in
            if state.looked == looked, !state.sources.isEmpty { change(&state) }
        }
    }
}
