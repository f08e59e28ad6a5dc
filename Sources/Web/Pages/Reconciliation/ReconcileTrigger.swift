import CallRules
import Store

/// Starts a reconciliation on the thread of the reconciliation loop.
package struct ReconcileTrigger: Sendable {
    /// Whether this process runs reconciliations.
    let isOpen: Bool
    /// Starts a reconciliation of the calls between two moments and returns at once. False: a
    /// reconciliation that a person started is still running.
    package let begin: @Sendable (_ from: Instant, _ to: Instant) throws -> Bool

    /// - Parameter begin: see the property; throws when the reconciliation cannot be stored.
    package init(begin: @escaping @Sendable (_ from: Instant, _ to: Instant) throws -> Bool) {
        self.begin = begin
        isOpen = true
    }

    private init() {
        begin = { _, _ in false }
        isOpen = false
    }

    /// For a process without reconciliations: `begin` does nothing and returns false.
    package static let closed = ReconcileTrigger()
}
