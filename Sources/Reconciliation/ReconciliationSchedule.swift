import CallRules
import CompanyTime
import Store

/// When the call log is compared with Phonet's history without a request of a person.
///
/// Every five minutes it covers the last hour, or more when the call log is not complete until there.
/// So five minutes after an outage of any length, the calls it lost are there. Once a night it covers
/// two days.
struct ReconciliationSchedule: Sendable {
    static let pauseSeconds = 5 * 60
    /// The least a regular reconciliation covers: Phonet may write CDRs late.
    static let regularSeconds = 3600
    /// What the nightly reconciliation and the very first one cover.
    static let wideSeconds = 48 * 3600
    /// When the nightly one is due: seconds after the start of the day on the company's clock.
    static let nightSeconds = 3 * 3600
    /// The wait after a failure. Each further failure doubles it, up to `longestRetrySeconds`.
    static let retrySeconds = 60
    /// With the random part added, the end of an outage is noticed within five minutes.
    static let longestRetrySeconds = 240
    /// The longest random part of a wait.
    static let mostChanceSeconds = 30

    /// A reconciliation that is due.
    struct Plan: Hashable {
        let reason: ReconciliationRun.Reason
        let window: TimeWindow
    }

    /// What is known of earlier reconciliations.
    struct Past {
        /// The time for which the call log is complete; nil: there was no reconciliation yet.
        let completeness: Completeness?
        /// The end of the last wide reconciliation; nil: there was none.
        let wideUntil: Instant?
        let clock: CompanyClock
    }

    private var nextAt = Instant.distantPast
    private var failures = 0
    private var failedVersion: Int64?

    /// The reconciliation that is due at `now`; nil: none is.
    ///
    /// - Parameters:
    ///   - settingsVersion: after a failure, a new version makes the next try due at once.
    ///   - past: called only when something may be due.
    /// - Throws: the error of `past`.
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

    /// The next reconciliation is due after the usual pause.
    mutating func succeeded(at now: Instant) {
        (failures, failedVersion) = (0, nil)
        nextAt = now.advanced(bySeconds: ReconciliationSchedule.pauseSeconds)
    }

    /// The next try is due after a wait that grows with each failure.
    ///
    /// - Parameter chance: 0…1, of the random part of the wait. It keeps many gateways from asking Phonet
    ///   at the same moment.
    mutating func failed(at now: Instant, settingsVersion: Int64, chance: Double) {
        let doubled = ReconciliationSchedule.retrySeconds << min(failures, 4)
        failures += 1
        failedVersion = settingsVersion
        let wait = min(doubled, ReconciliationSchedule.longestRetrySeconds)
        let extra = Int(Double(ReconciliationSchedule.mostChanceSeconds) * min(max(chance, 0), 1))
        nextAt = now.advanced(bySeconds: wait + extra)
    }
}
