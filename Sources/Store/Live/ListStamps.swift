/// What an open page compares to see whether the rows of its list may have moved. Each stamp is opaque, and
/// another one after a restart.
package struct ListStamps: Hashable, Sendable {
    /// Changes with every change of a call, of its notices and of its note.
    package let calls: String
    /// Changes with every change of a missed case, or of who is to call back.
    package let cases: String
    /// Changes with every change of a lead or of its numbers.
    package let leads: String

    /// Calls, cases, leads, separated by spaces: as browsers keep them.
    package var text: String { "\(calls) \(cases) \(leads)" }
}

extension Store {
    /// The stamps now. Runs no query.
    package var listStamps: ListStamps {
        ListStamps(
            calls: Store.stamp("calls", counters.calls),
            cases: Store.stamp("cases", counters.cases),
            leads: Store.stamp("leads", counters.leads))
    }

    /// A hash, so that nobody counts the changes.
    private static func stamp(_ name: String, _ count: Int) -> String {
        var hasher = Hasher()
        hasher.combine(name)
        hasher.combine(count)
        return String(UInt32(truncatingIfNeeded: hasher.finalize()), radix: 36)
    }
}
