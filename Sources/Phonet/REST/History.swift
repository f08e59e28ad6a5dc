import CallRules

extension PhonetAccount {
    /// The most entries Phonet gives in one page (protocol 3.6).
    package static let maxHistoryEntries = 50

    /// A page of the calls of the whole company between two moments (protocol 3.6). Do not rely on
    /// the order; new calls move the offsets of older ones unless `to` has passed.
    ///
    /// - Parameters:
    ///   - from: at most 90 days before `to`.
    ///   - to: which moment of a call is compared is not documented, presumably its end.
    ///   - offset: the number of entries to skip, not of pages; a negative one counts as 0.
    ///   - limit: the most entries of the page, clamped to 1…50.
    package func history(
        from: Instant, to: Instant, offset: Int, limit: Int
    ) -> Result<HistoryPage, PhonetError> {
        let limit = min(max(limit, 1), PhonetAccount.maxHistoryEntries)
        // In the query, not in the body; without `directions`, whose spelling is disputed.
        let query =
            "timeFrom=\(from.milliseconds)&timeTo=\(to.milliseconds)"
            + "&limit=\(limit)&offset=\(max(offset, 0))"
        return read("/rest/calls/company.api?\(query)").flatMap(HistoryPage.read)
    }
}
