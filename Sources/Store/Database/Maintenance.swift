import CallRules

/// The kinds of work in the background, in the order in which they are done.
private enum MaintenanceWork: CaseIterable {
    case removals, mergeUndoing, following, extensionCalls, ignoredNumbers, erasures, inquiries,
        purge,
        numbers, names, countedDays

    /// Does the next piece, which blocks the writer for a few milliseconds.
    ///
    /// - Returns: whether there was one.
    func next(_ store: Store, at now: Instant) throws(StoreError) -> Bool {
        switch self {
        case .removals: try store.continueRemovals(at: now)
        case .mergeUndoing: try store.continueMergeUndoing(at: now)
        case .following: try store.continueFollowing(at: now)
        case .extensionCalls: try store.continueGivingCalls(at: now)
        case .ignoredNumbers: try store.continueIgnoring(at: now)
        case .erasures: try store.continueErasures(at: now)
        case .inquiries: try store.continueInquiries()
        case .purge: try store.continuePurge(at: now)
        case .numbers: try store.continueNumbers()
        case .names: try store.continueNames()
        case .countedDays: try store.continueCountedDays(at: now)
        }
    }
}

extension Store {
    /// Does the next piece of maintenance: of a contact's removal, an undone merge,
    /// older calls of a number, calls of an assigned extension, missed calls of a number that is ignored, an
    /// erasure, an inquiry's search, a purge, the search of numbers and names or the statistics of a day.
    /// Blocks the writer for a few milliseconds.
    ///
    /// - Returns: whether there was a piece; while true, call again soon.
    /// - Throws: the first error, when every other kind of work is done: none holds up the others.
    package func maintain(at now: Instant) throws(StoreError) -> Bool {
        try noteClock(at: now)
        var failure: StoreError?
        for work in MaintenanceWork.allCases {
            do throws(StoreError) {
                if try work.next(self, at: now) { return true }
            } catch {
                failure = failure ?? error
            }
        }
        if let failure { throw failure }
        return false
    }

    /// Deletes inquiries older than a day, unless the clock is in doubt.
    package func forgetInquiries(at now: Instant) throws(StoreError) {
        guard try clockHold(at: now) == nil else { return }
        try write(.upkeep) { tx in
            try InquiryTable.forget(
                before: now.earlier(bySeconds: Inquiry.longestSeconds), tx.db)
        }
    }
}
