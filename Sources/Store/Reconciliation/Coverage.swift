import CallRules
import GRDB

/// How far the journal can be relied on: for which time it is complete, and what keeps it from more.
package struct Coverage: Hashable, Sendable {
    /// Domain and key are set.
    package let isConnected: Bool
    /// Nil: the journal has not been compared with this account's history yet.
    package let completeness: Completeness?
    /// Why the last comparison came to nothing; nil: it did not, or there was none.
    package let failure: ReconciliationRun.Cause?

    package init(isConnected: Bool, completeness: Completeness?, failure: ReconciliationRun.Cause?)
    {
        self.isConnected = isConnected
        self.completeness = completeness
        self.failure = failure
    }
}

extension Store {
    /// How far the journal of the account in the settings can be relied on.
    package func coverage() throws(StoreError) -> Coverage {
        let settings = settings.settings
        return try read { db in
            let last = try ReconciliationRunTable.lastEnded(db)
            return Coverage(
                isConnected: !settings.phonetDomain.isEmpty && !settings.phonetAPIKey.isEmpty,
                completeness: try CompletenessTable.find(settings.phonetDomain, db),
                failure: last?.cause)
        }
    }
}
