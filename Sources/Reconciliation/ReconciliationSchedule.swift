import CallRules
import CompanyTime
import Store

/// When the call log is compared with Phonet's history without a request.
///
/// Every five minutes it covers the last hour, or more when the call log is complete only up to an
/// earlier time. So five minutes after an outage of any length, the lost calls are in the call log. Once
/// a night it covers two days.
struct ReconciliationSchedule: Sendable {
    static let pauseSeconds = 5 * 60
    /// The shortest span of a regular reconciliation, in seconds: Phonet may write CDRs late.
    static let regularSeconds = 3600
    /// The span of the nightly reconciliation and of the very first one, in seconds.
    static let wideSeconds = 48 * 3600
    /// The time of the nightly reconciliation: seconds after the start of the day in the company's
    /// time zone.
    static let nightSeconds = 3 * 3600
    /// The wait after a failure, in seconds. Each further failure doubles it, up to `longestRetrySeconds`.
    static let retrySeconds = 60
    /// The longest wait after failures, in seconds. With the random part added it is below five minutes.
    static let longestRetrySeconds = 240
    /// The longest random part of a wait, in seconds.
    static let maxChanceSeconds = 30

    /// A reconciliation that is due.
    struct Plan: Hashable {
        let reason: ReconciliationRun.Reason
        let window: TimeWindow
    }

    /// The results of earlier reconciliations.
    struct Past {
        /// The span for which the call log is complete; nil: no reconciliation was made.
        let completeness: Completeness?
        /// The end of the last reconciliation that covered at least `wideSeconds`; nil: none did.
        let wideUntil: Instant?
        let clock: CompanyClock
    }

    private var nextAt = Instant.distantPast
    private var failures = 0
    private var failedVersion: Int64?

    /// The reconciliation that is due at `now`; nil: none is.
    ///
    /// - Parameters:
    ///   - settingsVersion: after a failure, a new version makes the next attempt due at once.
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

    /// Makes the next reconciliation due after the regular pause.
    mutating func succeeded(at now: Instant) {
        (failures, failedVersion) = (0, nil)
        nextAt = now.advanced(bySeconds: ReconciliationSchedule.pauseSeconds)
    }

    /// Makes the next attempt due after a wait that grows with each failure.
    ///
    /// - Parameter chance: 0…1; sets the random part of the wait, so that many gateways do not call
    ///   Phonet at the same moment.
    mutating func failed(at now: Instant, settingsVersion: Int64, chance: Double) {
        let doubled = ReconciliationSchedule.retrySeconds << min(failures, 4)
        failures += 1
        failedVersion = settingsVersion
        let wait = min(doubled, ReconciliationSchedule.longestRetrySeconds)
        let extra = Int(Double(ReconciliationSchedule.maxChanceSeconds) * min(max(chance, 0), 1))
        nextAt = now.advanced(bySeconds: wait + extra)
    }
}
