import CallRules
import Synchronization

/// Counts tries to sign in within the last quarter of an hour. It forgets when the program ends; the
/// hashing gate lets through a few thousand tries in that time, so that what is kept is bounded, too.
final class SignInThrottle: Sendable {
    /// Seconds a try counts.
    static let window = 15 * 60
    /// More are not kept; the ones tried longest ago make room.
    private static let mostKeys = 30_000

    /// What is counted, and how much of it is allowed within the window.
    fileprivate enum Key: Hashable {
        /// One account from one address.
        case visitor(account: String, address: String)
        /// One account with a browser its owner signed in with before.
        case device(account: String, Int64)
        /// One account from everywhere, but places its owner signed in from before.
        case account(String)
        /// Every account from one address.
        case address(String)
        /// Refusals written to the audit.
        case noted

        var limit: Int {
            switch self {
            case .visitor, .device: 10
            case .account, .noted: 100
            case .address: 50
            }
        }
    }

    /// One try, counted until it is taken back.
    struct Try {
        fileprivate let keys: [Key]
        fileprivate let at: Instant
    }

    enum Verdict {
        case allowed(Try)
        case refused(seconds: Int)
    }

    /// Who tries.
    struct Attempt {
        /// The address as typed, known or not.
        let email: String
        let sourceIP: String
        /// The browser, if the account's owner signed in with it before.
        let device: Int64?
        /// Whether the account's owner signed in from this address before.
        let isFamiliar: Bool
    }

    private let tries = Mutex<[Key: [Instant]]>([:])

    /// How many different things are counted.
    var remembered: Int { tries.withLock(\.count) }

    /// Counts a try, unless there were too many.
    func begin(_ attempt: Attempt, at now: Instant) -> Verdict {
        count(SignInThrottle.keys(of: attempt), at: now)
    }

    /// Whether the audit may have a line about one more refusal.
    func mayBeNoted(at now: Instant) -> Bool {
        if case .allowed = count([.noted], at: now) { true } else { false }
    }

    private func count(_ keys: [Key], at now: Instant) -> Verdict {
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
            if tries.count > SignInThrottle.mostKeys { SignInThrottle.makeRoom(in: &tries) }
            return .allowed(Try(keys: keys, at: now))
        }
    }

    /// The password was right, or was never looked at: the try does not count.
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

    private static func keys(of attempt: Attempt) -> [Key] {
        let account = String(attempt.email.lowercased().prefix(254))
        if let device = attempt.device { return [.device(account: account, device)] }
        let address = place(attempt.sourceIP)
        var keys: [Key] = [.visitor(account: account, address: address), .address(address)]
        if !attempt.isFamiliar { keys.append(.account(account)) }
        return keys
    }

    /// Whoever has one IPv6 address has the 2^64 beside it.
    private static func place(_ sourceIP: String) -> String {
        guard let address = IPAddress(sourceIP), !address.isIPv4 else { return sourceIP }
        return Network("\(address.text)/64")?.text ?? sourceIP
    }

    /// A tenth more than needed goes, so that it is not needed again at once.
    private static func makeRoom(in tries: inout [Key: [Instant]]) {
        let nothing = Instant(milliseconds: .min)
        let latest = tries.values.map { $0.last ?? nothing }.sorted()
        let surplus = min(latest.count - mostKeys * 9 / 10, latest.count)
        guard surplus > 0, latest.indices.contains(surplus - 1) else { return }
        let bound = latest[surplus - 1]
        tries = tries.filter { ($0.value.last ?? nothing) > bound }
    }
}
