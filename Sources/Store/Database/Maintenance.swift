import CallRules

extension Store {
    /// Does the next piece of what the books need now and then: looks further for the number of an inquiry,
    /// erases, deletes what was kept long enough. Each piece keeps writers waiting for a few milliseconds.
    ///
    /// - Returns: whether there was anything to do; call again soon while there was.
    package func maintain(at now: Instant) throws(StoreError) -> Bool {
        if try continueInquiries() { return true }
        if try continueErasures(at: now) { return true }
        return try continuePurge(at: now)
    }

    /// Lets go of inquiries nobody needs any longer.
    package func forgetInquiries(at now: Instant) throws(StoreError) {
        try write { tx in
            try InquiryTable.forget(
                before: now.earlier(bySeconds: Inquiry.longestSeconds), tx.db)
        }
    }
}
