import CallRules
import GRDB

/// The time for which the call log is complete, and why it is not longer.
package struct Coverage: Hashable, Sendable {
    /// True when domain and key are set.
    package let isConnected: Bool
    /// Nil: no reconciliation with this account has ended yet.
    package let completeness: Completeness?
    /// Reason the last reconciliation failed; nil: it did not fail, or there was none.
    package let failure: ReconciliationRun.Cause?

    package init(isConnected: Bool, completeness: Completeness?, failure: ReconciliationRun.Cause?)
    {
        self.isConnected = isConnected
        self.completeness = completeness
        self.failure = failure
    }
}

extension Store {
    /// The coverage of the account in the settings.
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
