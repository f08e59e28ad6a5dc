import CallRules
import Phonet
import Store

/// Reads Phonet's history of a span of time and adds what the call log lacks.
///
/// Reading the same history twice changes nothing, so an interrupted reconciliation is simply run
/// again. Every page is stored before the next one is requested.
package struct HistoryReconciliation {
    private let store: Store
    private let clock: @Sendable () -> Instant
    private let isStopping: () -> Bool
    private let progress: (ReconciliationRun) -> Void

    /// - Parameters:
    ///   - isStopping: called after each page; true ends the reconciliation there.
    ///   - progress: called after each page with the current state.
    package init(
        _ store: Store, clock: @escaping @Sendable () -> Instant,
        isStopping: @escaping () -> Bool = { false },
        progress: @escaping (ReconciliationRun) -> Void = { _ in }
    ) {
        self.store = store
        self.clock = clock
        self.isStopping = isStopping
        self.progress = progress
    }

    /// Runs a reconciliation that was begun.
    ///
    /// - Parameter history: Phonet's history, or the error with which the reconciliation fails.
    /// - Returns: the ended reconciliation; nil when it was deleted.
    /// - Throws: `StoreError` when the database fails.
    package func run(
        _ id: ReconciliationRun.ID, with history: Result<PhonetHistory, PhonetError>
    ) throws(StoreError) -> ReconciliationRun? {
        guard let reconciliationRun = try store.reconciliationRun(id) else { return nil }
        var (domain, cause): (String, ReconciliationRun.Cause?) = ("", nil)
        switch history {
        case .failure(let failure): cause = .known(.phonet(failure))
        case .success(let history):
            domain = history.domain
            cause = try compare(reconciliationRun, with: history)
        }
        // What came after a call is known now, so its rules can run.
        if cause == nil {
            let window = TimeWindow(from: reconciliationRun.from, to: reconciliationRun.to).widened
            while try store.judgeRecovered(from: window.from, to: window.to, at: clock()) > 0 {}
        }
        try store.endReconciliationRun(id, of: domain, cause, at: clock())
        return try store.reconciliationRun(id)
    }

    /// - Returns: the error that ended the reading early; nil: the history was read completely.
    private func compare(
        _ reconciliationRun: ReconciliationRun, with history: PhonetHistory
    ) throws(StoreError) -> ReconciliationRun.Cause? {
        var waiting = Array(
            TimeWindow(from: reconciliationRun.from, to: reconciliationRun.to).cut.reversed())
        while let window = waiting.popLast() {
            let reading = WindowReading(history: history, window: window)
            let ending = try reading.read { messages throws(StoreError) in
                try store.recovered(
                    messages, of: reconciliationRun.id, at: clock(), decode: Wire.decode)
                try tell(reconciliationRun.id)
                return isStopping() ? .stop : .goOn
            }
            switch ending {
            case .complete:
                try store.readHistory(until: window.to, in: reconciliationRun.id, at: clock())
                try tell(reconciliationRun.id)
            case .stopped: return .known(.stopped)
            case .failed(let failure): return .known(.phonet(failure))
            case .tooLong:
                guard let halves = window.halves else {
                    return .known(.phonet(.unexpectedAnswer))
                }
                waiting += halves.reversed()
            }
        }
        return nil
    }

    private func tell(_ id: ReconciliationRun.ID) throws(StoreError) {
        if let reconciliationRun = try store.reconciliationRun(id) { progress(reconciliationRun) }
    }
}

extension Wire {
    /// Decodes a stored message with its own time of arrival, because a hangup is timed by its arrival.
    @Sendable static func decode(_ kept: StoredWebhook) -> Decoded {
        decode(kept.payload, contentType: kept.contentType, arrivedAt: kept.receivedAt)
    }
}
