import GRDB

/// How many rows a list has in all, counted up to a limit.
package struct ListTotal: Hashable, Sendable {
    /// The rows that were counted; at least 1 less than there are when `isWhole` is false.
    package let count: Int
    /// Whether these are all.
    package let isWhole: Bool

    /// The most rows that are counted.
    package static let limit = 10_000
    /// The same of a search by name, which reads many other names for each that it finds.
    package static let searchLimit = 2_500

    package init(count: Int, isWhole: Bool) {
        self.count = count
        self.isWhole = isWhole
    }

    /// Counts the rows of a query, which is read no further than the limit.
    ///
    /// - Parameter isSearch: whether the query searches names.
    init(of rows: SQL, isSearch: Bool = false, _ db: Database) throws {
        let limit = isSearch ? ListTotal.searchLimit : ListTotal.limit
        let count =
            try SQLRequest<Int>(
                literal: "SELECT count(*) FROM (\(rows) LIMIT \(limit + 1))", cached: true
            ).fetchOne(db) ?? 0
        self.init(count: min(count, limit), isWhole: count <= limit)
    }
}

extension Page {
    /// The total as far as this page tells it; nil when that takes a count.
    ///
    /// - Parameter isFirst: whether it is the first page.
    package func total(isFirst: Bool) -> ListTotal? {
        isFirst && next == nil ? ListTotal(count: items.count, isWhole: true) : nil
    }
}
