import CallRules
import Store

/// Where pages ask for a comparison of the journal with Phonet's history; the work is done elsewhere, on a
/// thread of its own.
package struct ReconcileTrigger: Sendable {
    /// Whether comparisons are made here at all.
    let isOpen: Bool
    /// Begins a comparison from one moment to another and returns at once; false: another one that
    /// somebody asked for is not over yet.
    package let begin: @Sendable (_ from: Instant, _ to: Instant) throws -> Bool

    /// - Parameter begin: as above; it throws when the comparison cannot be kept.
    package init(begin: @escaping @Sendable (_ from: Instant, _ to: Instant) throws -> Bool) {
        self.begin = begin
        isOpen = true
    }

    private init() {
        begin = { _, _ in false }
        isOpen = false
    }

    /// Nobody is there: nothing begins.
    package static let closed = ReconcileTrigger()
}
