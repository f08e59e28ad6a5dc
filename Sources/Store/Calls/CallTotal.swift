import CallRules
import GRDB

/// How many calls a filter leaves, counted up to a limit.
package struct CallTotal: Hashable, Sendable {
    /// Those that were counted.
    package let calls: Int
    /// The missed incoming ones among them.
    package let missed: Int
    /// Whether these are all. False: there are more calls than are looked at.
    package let isWhole: Bool

    /// The most calls that are looked at. They take about ten milliseconds.
    package static let limit = 10_000
    /// The most calls whose other rows are looked at as well, in about as much time.
    static let costlyLimit = 2_500
}

extension Store {
    /// Counts the calls of a filter that the viewer sees, in bounded time.
    ///
    /// - Parameter order: of the list; the calls that come first in it are counted.
    package func callTotal(
        _ filter: CallFilter, by order: CallOrder = .newest, seenBy viewer: Viewer
    ) throws(StoreError) -> CallTotal {
        if filter.text != nil { try prepareSearch() }
        return try read { try CallSearch(filter, by: order, seenBy: viewer, $0).total() }
    }
}
