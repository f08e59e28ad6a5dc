/// The span of time in which the journal is known to hold every call Phonet has: it has been compared
/// with Phonet's history without a gap.
package struct Completeness: Hashable, Sendable {
    package let since: Instant
    package let until: Instant

    package init(since: Instant, until: Instant) {
        self.since = since
        self.until = until
    }

    /// Seconds that history is asked for at most (protocol 3.6: “3 months is max”).
    package static let reachSeconds = 90 * 86_400

    /// What is known after one more comparison of `from…to`.
    ///
    /// A span apart from this one does not count, or the gap between them would be forgotten; only
    /// one that reaches as far back as Phonet can be asked begins anew.
    package func extended(from: Instant, to: Instant) -> Completeness {
        if from <= until, to >= since {
            return Completeness(since: min(since, from), until: max(until, to))
        }
        return to > until && to.seconds(since: from) >= Completeness.reachSeconds
            ? Completeness(since: from, until: to) : self
    }
}
