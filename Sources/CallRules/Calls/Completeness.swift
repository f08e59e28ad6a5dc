/// The span of time in which the call log is known to hold every call Phonet has: reconciliation
/// has covered it without a gap.
package struct Completeness: Hashable, Sendable {
    package let since: Instant
    package let until: Instant

    package init(since: Instant, until: Instant) {
        self.since = since
        self.until = until
    }

    /// The longest span of history one may ask for, in seconds (protocol 3.6: “3 months is max”).
    package static let reachSeconds = 90 * 86_400

    /// The span after one more reconciliation of `from…to`.
    /// A span that does not touch this one is ignored, or the gap between them would be lost. Only
    /// a span that reaches as far back as Phonet can be asked replaces this one.
    package func extended(from: Instant, to: Instant) -> Completeness {
        if from <= until, to >= since {
            return Completeness(since: min(since, from), until: max(until, to))
        }
        return to > until && to.seconds(since: from) >= Completeness.reachSeconds
            ? Completeness(since: from, until: to) : self
    }
}
