import CallRules
import CompanyTime
import Phonet
import Store

/// Does what is due to complete the call log: searches for missing CDRs, checks silent calls, reconciles.
///
/// It also runs while the module is switched off: calls are then stored and shown, and no rule runs.
struct ReconciliationRound: Sendable {
    /// Seconds between two checks of silent calls.
    static let silenceCheckSeconds = 60

    let store: Store
    let phonet: PhonetAccess
    let clock: @Sendable () -> Instant
    /// Returns a random number, 0…1.
    let chance: @Sendable () -> Double
    /// Receives an error of Phonet, once until the error changes.
    let report: @Sendable (String) -> Void
    let isStopping: @Sendable () -> Bool

    private var schedule = ReconciliationSchedule()
    private var silenceCheckAt = Instant.distantPast
    private var reported: String?

    init(
        _ store: Store, _ phonet: PhonetAccess, clock: @escaping @Sendable () -> Instant,
        chance: @escaping @Sendable () -> Double, report: @escaping @Sendable (String) -> Void,
        isStopping: @escaping @Sendable () -> Bool = { false }
    ) {
        self.store = store
        self.phonet = phonet
        self.clock = clock
        self.chance = chance
        self.report = report
        self.isStopping = isStopping
    }

    /// Does everything that is due now.
    ///
    /// - Parameter asked: requested reconciliations, already begun.
    mutating func run(_ asked: [ReconciliationRun.ID] = []) throws(StoreError) {
        for reconciliationRun in asked where !isStopping() { _ = try compare(reconciliationRun) }
        let history = phonet.history(store.settings.settings)
        let search = HistorySearch(store: store, history: history, clock: clock)
        try search.findRecords()
        let now = clock()
        if now >= silenceCheckAt {
            silenceCheckAt = now.advanced(bySeconds: ReconciliationRound.silenceCheckSeconds)
            try search.checkSilence()
        }
        // Without a connection to Phonet there is no history.
        if case .success = history, !isStopping() { try keepSchedule() }
    }

    private mutating func keepSchedule() throws(StoreError) {
        let (now, snapshot) = (clock(), store.settings)
        let plan = try schedule.plan(at: now, settingsVersion: snapshot.version) {
            () throws(StoreError) in
            ReconciliationSchedule.Past(
                completeness: try store.completeness(of: snapshot.settings.phonetDomain),
                wideUntil: try store.comparedUntil(atLeast: ReconciliationSchedule.wideSeconds),
                clock: snapshot.settings.companyClock)
        }
        guard let plan else { return }
        let id = try store.beginReconciliationRun(
            plan.reason, from: plan.window.from, to: plan.window.to, at: now)
        if let cause = try compare(id)?.cause {
            schedule.failed(at: clock(), settingsVersion: snapshot.version, chance: chance())
            if reported != cause.name { report("comparing with Phonet: \(cause.name)") }
            reported = cause.name
        } else {
            schedule.succeeded(at: clock())
            reported = nil
        }
    }

    private func compare(_ id: ReconciliationRun.ID) throws(StoreError) -> ReconciliationRun? {
        try HistoryReconciliation(store, clock: clock, isStopping: isStopping)
            .run(id, with: phonet.history(store.settings.settings))
    }
}
