import CallRules
import Store
import Synchronization

/// The last check of an account that was typed and not saved yet, so that saving the same account knows that it
/// works. Kept in memory only: after a restart the account is checked again.
final class TypedCheck: Sendable {
    /// A check is worth something for this many seconds.
    static let validSeconds = 3600

    private struct Found {
        let check: ConnectionCheck
        /// The hash of the key, as `Secret.hash`.
        let key: [UInt8]
    }

    private let last = Mutex<Found?>(nil)

    /// Keeps a check that succeeded; one that failed ends what was kept.
    func note(_ check: ConnectionCheck, key: String) {
        let found = check.succeeded ? Found(check: check, key: Secret.hash(key)) : nil
        last.withLock { $0 = found }
    }

    /// The check of an account that has been saved since.
    ///
    /// - Parameters:
    ///   - settings: those in force.
    ///   - version: of those settings.
    /// - Returns: nil when another account was checked, none, or too long ago.
    func take(for settings: Settings, version: Int64, at now: Instant) -> ConnectionCheck? {
        let key = Secret.hash(settings.phonetAPIKey)
        return last.withLock { last in
            guard let found = last, found.check.domain == settings.phonetDomain, found.key == key,
                found.check.at >= now.earlier(bySeconds: TypedCheck.validSeconds)
            else { return nil }
            last = nil
            return ConnectionCheck(
                at: found.check.at, settingsVersion: version, domain: found.check.domain,
                finding: found.check.finding)
        }
    }
}
