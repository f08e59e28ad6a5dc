import CallRules

extension Store {
    /// Does the next piece of maintenance: of a contact's removal, an undone merge,
    /// older calls of a number, calls of an assigned extension, an
    /// inquiry's search, an erasure, a purge, the search of numbers and names or the statistics of a day.
    /// Blocks the writer for a few milliseconds.
    ///
    /// - Returns: whether there was a piece; while true, call again soon.
    package func maintain(at now: Instant) throws(StoreError) -> Bool {
        try noteClock(at: now)
        if try continueRemovals(at: now) { return true }
        if try continueMergeUndoing(at: now) { return true }
        if try continueFollowing(at: now) { return true }
        if try continueGivingCalls(at: now) { return true }
        if try continueInquiries() { return true }
        if try continueErasures(at: now) { return true }
        if try continuePurge(at: now) { return true }
        if try continueNumbers() { return true }
        if try continueNames() { return true }
        return try continueCountedDays(at: now)
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
