import CallRules
import Synchronization

/// Limits the sign-in attempts of the last 15 minutes for each key.
///
/// The counts are in memory, and a restart resets them. They stay small: each attempt costs a
/// password hash, and the limiter of hashes allows a few thousand in 15 minutes.
final class SignInThrottle: Sendable {
    /// How long an attempt is counted, in seconds.
    static let window = 15 * 60
    /// The most keys kept; the keys used longest ago are dropped.
    private static let maxKeys = 30_000

    /// What attempts are counted by; each attempt counts for one to three keys.
    fileprivate enum Key: Hashable {
        /// One account and one address.
        case visitor(account: String, address: String)
        /// One account and one browser with which its owner signed in before.
        case device(account: String, Int64)
        /// One account from all addresses, except those from which its owner signed in before.
        case account(String)
        /// All accounts from one address.
        case address(String)
        /// Refusals written to the audit log.
        case noted

        /// The most attempts within the window.
        var limit: Int {
            switch self {
            case .visitor, .device: 10
            case .account, .noted: 100
            case .address: 50
            }
        }
    }

    /// One counted attempt.
    struct Try {
        fileprivate let keys: [Key]
        fileprivate let at: Instant
    }

    enum ThrottleResult {
        case allowed(Try)
        /// Too many attempts. The next one is allowed after `seconds`.
        case refused(seconds: Int)
    }

    /// Who tries to sign in.
    struct Attempt {
        /// The e-mail as typed; there may be no such account.
        let email: String
        let sourceIP: String
        /// The id of the browser; nil unless the account's owner signed in with it before.
        let device: Int64?
        /// Whether the account's owner signed in from this address before.
        let isFamiliar: Bool
    }

    private let tries = Mutex<[Key: [Instant]]>([:])

    /// The number of keys that have a count.
    var remembered: Int { tries.withLock(\.count) }

    /// Counts an attempt, unless a key has reached its limit.
    func begin(_ attempt: Attempt, at now: Instant) -> ThrottleResult {
        count(SignInThrottle.keys(of: attempt), at: now)
    }

    /// Whether one more refusal may be written to the audit log.
    func mayBeNoted(at now: Instant) -> Bool {
        if case .allowed = count([.noted], at: now) { true } else { false }
    }

    /// Counts one attempt for all keys, or for none when one of them has reached its limit.
    private func count(_ keys: [Key], at now: Instant) -> ThrottleResult {
        tries.withLock { tries in
            var wait = 0
            for key in keys {
                let recent = (tries[key] ?? []).filter {
                    now.seconds(since: $0) < SignInThrottle.window && $0 <= now
                }
                tries[key] = recent.isEmpty ? nil : recent
                guard recent.count >= key.limit else { continue }
                let oldest = recent[recent.count - key.limit]
                wait = max(wait, SignInThrottle.window - now.seconds(since: oldest))
            }
            if wait > 0 { return .refused(seconds: wait) }
            for key in keys { tries[key, default: []].append(now) }
            if tries.count > SignInThrottle.maxKeys { SignInThrottle.makeRoom(in: &tries) }
            return .allowed(Try(keys: keys, at: now))
        }
    }

    /// Removes an attempt from the counts. Called when the password was right or was not checked.
    func takeBack(_ counted: Try) {
        tries.withLock { tries in
            for key in counted.keys {
                guard var times = tries[key], let index = times.lastIndex(of: counted.at) else {
                    continue
                }
                times.remove(at: index)
                tries[key] = times.isEmpty ? nil : times
            }
        }
    }

    /// The keys of an attempt: the device alone when it is known, else the visitor, the address
    /// and, for an unfamiliar address, the account.
    private static func keys(of attempt: Attempt) -> [Key] {
        let account = attempt.email.lowercased().cut(toScalars: 254)
        if let device = attempt.device { return [.device(account: account, device)] }
        let address = Network.sender(attempt.sourceIP)
        var keys: [Key] = [.visitor(account: account, address: address), .address(address)]
        if !attempt.isFamiliar { keys.append(.account(account)) }
        return keys
    }

    /// Drops the keys used longest ago, until nine tenths of `maxKeys` are left.
    private static func makeRoom(in tries: inout [Key: [Instant]]) {
        let nothing = Instant(milliseconds: .min)
        let latest = tries.values.map { $0.last ?? nothing }.sorted()
        let surplus = min(latest.count - maxKeys * 9 / 10, latest.count)
        guard surplus > 0, latest.indices.contains(surplus - 1) else { return }
        let bound = latest[surplus - 1]
        tries = tries.filter { ($0.value.last ?? nothing) > bound }
    }
}
