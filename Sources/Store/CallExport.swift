import CallRules

extension Store {
    /// Keeps in the audit that somebody took calls away as a file.
    ///
    /// What was asked for is not kept: it may hold a number that is to be forgotten.
    public func exportCalls(by author: Author, at now: Instant) throws(StoreError) {
        try write { transaction in
            try AuditTable.insert(.exported, by: author, to: "calls", at: now, transaction.db)
        }
    }
}
