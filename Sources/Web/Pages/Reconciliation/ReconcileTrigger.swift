import CallRules
import Store

/// Starts a reconciliation on the thread of the reconciliation loop.
package struct ReconcileTrigger: Sendable {
    /// Whether this process makes reconciliations.
    let isOpen: Bool
    /// Starts a reconciliation from one moment to another and returns at once. False when another one
    /// that a person asked for is not over yet.
    package let begin: @Sendable (_ from: Instant, _ to: Instant) throws -> Bool

    /// - Parameter begin: as the property; throws when the reconciliation cannot be stored.
    package init(begin: @escaping @Sendable (_ from: Instant, _ to: Instant) throws -> Bool) {
        self.begin = begin
        isOpen = true
    }

    private init() {
        begin = { _, _ in false }
        isOpen = false
    }

    /// Starts nothing.
    package static let closed = ReconcileTrigger()
}
