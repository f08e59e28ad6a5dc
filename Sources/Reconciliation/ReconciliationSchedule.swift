import CallRules
import CompanyTime
import Store

/// When the journal is compared with Phonet's history without anybody asking for it.
///
/// Every five minutes the last hour, and further back if the journal is not complete until there; so what
/// an outage lost is back five minutes after it, however long it was. Once a night two days.
struct ReconciliationSchedule: Sendable {
    static let pauseSeconds = 5 * 60
    /// What a regular comparison covers at least: Phonet may write records late.
    static let regularSeconds = 3600
    /// What the nightly one covers, and the first of all.
    static let wideSeconds = 48 * 3600
    /// When the nightly one is due: seconds after the start of the day on the company's clock.
    static let nightSeconds = 3 * 3600
    /// After a failure; doubled with each until `longestRetrySeconds`.
    static let retrySeconds = 60
    /// So that with chance added an outage's end is seen within five minutes.
    static let longestRetrySeconds = 240
    static let mostChanceSeconds = 30

    /// A comparison that is due.
    struct Plan: Hashable {
        let reason: ReconciliationRun.Reason
        let window: TimeWindow
    }

    /// What is known of earlier comparisons.
    struct Past {
        /// For which time the journal is complete; nil: nothing was ever compared.
        let completeness: Completeness?
        /// Until when the last wide comparison reached.
        let wideUntil: Instant?
        let clock: CompanyClock
    }

    private var nextAt = Instant.distantPast
    private var failures = 0
    private var failedVersion: Int64?

    /// What is due at `now`, if anything.
    ///
    /// - Parameter settingsVersion: new settings are a reason to try again at once.
    func plan(at now: Instant, settingsVersion: Int64, _ past: () throws(StoreError) -> Past)
        throws(StoreError) -> Plan?
    {
        let hasNewSettings = failedVersion.map { $0 != settingsVersion } ?? false
        guard now >= nextAt || hasNewSettings else { return nil }
        let past = try past()
        let wide = now.earlier(bySeconds: ReconciliationSchedule.wideSeconds)
        guard let complete = past.completeness else {
            return Plan(reason: .schedule, window: TimeWindow(from: wide, to: now))
        }
        let isNightly =
            (past.wideUntil ?? .distantPast)
            < past.clock.last(
                secondsAfterMidnight: ReconciliationSchedule.nightSeconds, upTo: now)
        let usual =
            isNightly ? wide : now.earlier(bySeconds: ReconciliationSchedule.regularSeconds)
        let gap = complete.until.earlier(bySeconds: TimeWindow.marginSeconds)
        let reach = now.earlier(bySeconds: Completeness.reachSeconds)
        return Plan(
            reason: isNightly ? .nightly : .schedule,
            window: TimeWindow(from: max(min(usual, gap), reach), to: now))
    }

    mutating func succeeded(at now: Instant) {
        (failures, failedVersion) = (0, nil)
        nextAt = now.advanced(bySeconds: ReconciliationSchedule.pauseSeconds)
    }

    /// - Parameter chance: 0…1, so that many gateways do not come back to Phonet at once.
    mutating func failed(at now: Instant, settingsVersion: Int64, chance: Double) {
        let doubled = ReconciliationSchedule.retrySeconds << min(failures, 4)
        failures += 1
        failedVersion = settingsVersion
        let wait = min(doubled, ReconciliationSchedule.longestRetrySeconds)
        let extra = Int(Double(ReconciliationSchedule.mostChanceSeconds) * min(max(chance, 0), 1))
        nextAt = now.advanced(bySeconds: wait + extra)
    }
}
