/// The span of time in which the call log is known to hold every call Phonet has: reconciliation
/// has covered it without a gap.
package struct Completeness: Hashable, Sendable {
    /// The start of the span.
    package let since: Instant
    /// The end of the span.
    package let until: Instant

    package init(since: Instant, until: Instant) {
        self.since = since
        self.until = until
    }

    /// The longest span of one history request, in seconds (protocol 3.6: “3 months is max”).
    package static let reachSeconds = 90 * 86_400

    /// The span after one more reconciliation of `from…to`. A span that does not touch this one is
    /// ignored, because the gap between them is not covered. Only a span as long as `reachSeconds`
    /// replaces this one.
    package func extended(from: Instant, to: Instant) -> Completeness {
        if from <= until, to >= since {
            return Completeness(since: min(since, from), until: max(until, to))
        }
        return to > until && to.seconds(since: from) >= Completeness.reachSeconds
            ? Completeness(since: from, until: to) : self
    }
}
