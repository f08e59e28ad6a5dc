import CallRules

/// One reconciliation of the call log with Phonet's history, running or ended.
package struct ReconciliationRun: Hashable, Sendable {
    package struct ID: RowID {
        package let value: Int64
        package init(_ value: Int64) { self.value = value }
    }

    package let id: ID
    /// Why it was started.
    package let reason: Reason
    /// The span of time that is reconciled.
    package let from: Instant
    /// The end of that span.
    package let to: Instant
    package let startedAt: Instant
    /// When its last page was read.
    package let touchedAt: Instant
    /// Nil: it is running or was interrupted.
    package let endedAt: Instant?
    /// Everything between `from` and this time has been read.
    package let readUntil: Instant
    /// What its CDRs changed so far.
    package let counts: ReconciledCounts
    /// Reason it failed; nil: it did not fail.
    package let cause: Cause?

    /// What started it; the raw values are stored.
    package enum Reason: String, CaseIterable, Sendable {
        /// The schedule.
        case schedule
        /// The nightly schedule, over a longer span.
        case nightly
        /// The button on the page.
        case person
        /// The command of the program.
        case command
    }

    /// Why a reconciliation failed.
    package typealias Cause = StoredError<ReconciliationError>

    /// Its state.
    package enum State: Hashable, Sendable {
        /// How much of its span has been read, 0…100.
        case running(percent: Int)
        case complete
        case failed(Cause)
        /// The program ended during the reconciliation; the CDRs that were read stay.
        case interrupted
    }

    /// Seconds without a page after which it counts as interrupted. A page takes at most a few
    /// seconds and is requested at most a few times.
    package static let patienceSeconds = 120

    /// Its state as of `now`.
    package func state(at now: Instant) -> State {
        if let cause { return .failed(cause) }
        if endedAt != nil { return .complete }
        guard now.seconds(since: touchedAt) < ReconciliationRun.patienceSeconds else {
            return .interrupted
        }
        let (done, all) = (readUntil.seconds(since: from), to.seconds(since: from))
        return .running(percent: all > 0 ? min(100, done * 100 / all) : 0)
    }
}

extension Store {
    /// Stores the start of a reconciliation and deletes the oldest ones.
    package func beginReconciliationRun(
        _ reason: ReconciliationRun.Reason, from: Instant, to: Instant, at now: Instant
    ) throws(StoreError) -> ReconciliationRun.ID {
        try write(.upkeep) {
            try ReconciliationRunTable.insert(reason, from: min(from, to), to: to, at: now, $0.db)
        }
    }

    /// Stores that everything up to `moment` has been read.
    package func readHistory(
        until moment: Instant, in reconciliationRun: ReconciliationRun.ID, at now: Instant
    ) throws(StoreError) {
        try write(.upkeep) {
            try ReconciliationRunTable.read(until: moment, reconciliationRun, at: now, $0.db)
        }
    }

    /// Stores the end of a reconciliation. One that did not fail extends the time for which the
    /// call log is complete.
    ///
    /// - Parameters:
    ///   - domain: the Phonet account whose history was read.
    ///   - cause: the reason it failed; nil: it did not fail.
    package func endReconciliationRun(
        _ id: ReconciliationRun.ID, of domain: String, _ cause: ReconciliationRun.Cause?,
        at now: Instant
    ) throws(StoreError) {
        try write(.upkeep) { tx in
            try ReconciliationRunTable.end(id, cause, at: now, tx.db)
            guard cause == nil, let ended = try ReconciliationRunTable.find(id, tx.db) else {
                return
            }
            try CompletenessTable.extend(
                from: ended.from, to: ended.to, of: domain, tx.db)
        }
    }

    /// The reconciliations, the latest first.
    package func reconciliationRuns(limit: Int) throws(StoreError) -> [ReconciliationRun] {
        try read { try ReconciliationRunTable.latest(limit, $0) }
    }

    /// One reconciliation; nil: it was deleted.
    package func reconciliationRun(_ id: ReconciliationRun.ID) throws(StoreError)
        -> ReconciliationRun?
    {
        try read { try ReconciliationRunTable.find(id, $0) }
    }

    /// The end of the latest completely reconciled span of at least `seconds`.
    package func comparedUntil(atLeast seconds: Int) throws(StoreError) -> Instant? {
        try read { try ReconciliationRunTable.lastEnd(atLeast: seconds, $0) }
    }

    /// The span of time for which the call log has every call of this account; nil: none.
    package func completeness(of domain: String) throws(StoreError) -> Completeness? {
        try read { try CompletenessTable.find(domain, $0) }
    }
}
