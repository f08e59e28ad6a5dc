import CallRules
import Synchronization

/// Limits requests with the cookie of a session that does not exist, or without a valid token: nginx
/// counts only those that have neither field, and whoever writes any value into one is not limited there.
///
/// The counts are in memory, and a restart resets them.
final class FalseSessionLimit: Sendable {
    /// Requests a second of one address or IPv6 /64, as in nginx's configuration.
    static let perSecond = 30
    /// Requests at once beyond that.
    static let burst = 100
    /// The most senders counted; beyond it all counts begin anew.
    private static let maxSenders = 10_000

    private struct Count {
        /// Requests that were answered and are not yet paid for by time.
        var excess: Double
        var at: Duration
    }

    private let uptime: @Sendable () -> Duration
    private let counts = Mutex<[String: Count]>([:])

    /// - Parameter uptime: the monotonic clock.
    init(uptime: @escaping @Sendable () -> Duration) {
        self.uptime = uptime
    }

    /// Counts a request.
    ///
    /// - Parameter peer: the address the web server saw.
    /// - Returns: whether it is answered.
    func admits(_ peer: String) -> Bool {
        let now = uptime()
        let sender = Network.sender(peer)
        return counts.withLock { counts in
            let before = counts[sender] ?? Count(excess: 0, at: now)
            let paid = (now - before.at) / .seconds(1) * Double(FalseSessionLimit.perSecond)
            let excess = max(0, before.excess - paid)
            guard excess < Double(FalseSessionLimit.burst) else {
                counts[sender] = Count(excess: excess, at: now)
                return false
            }
            if counts.count >= FalseSessionLimit.maxSenders, counts[sender] == nil {
                counts.removeAll(keepingCapacity: true)
            }
            counts[sender] = Count(excess: excess + 1, at: now)
            return true
        }
    }
}
