import GRDB

/// One page of a list.
package struct Page<Row: Sendable>: Sendable {
    /// The rows, in the order of the list.
    package let items: [Row]
    /// Where the next page starts; nil: this is the last page.
    package let next: Cursor?
}

/// Which page of a list to read.
package struct Pagination: Hashable, Sendable {
    /// Rows on a page.
    package static let limits = 1...200

    /// Within `limits`.
    package let limit: Int
    /// The `next` of the page before; nil for the first page.
    package let after: Cursor?

    /// Brings `limit` into `limits`.
    package init(limit: Int = 50, after: Cursor? = nil) {
        self.limit = min(max(limit, Pagination.limits.lowerBound), Pagination.limits.upperBound)
        self.after = after
    }
}

/// The position of a row in its list. Rows that are added or removed elsewhere do not shift the pages.
package struct Cursor: Hashable, Sendable {
    /// The sort key before the id; nil: the list is sorted by id, or the call has no known start.
    let rank: Int64?
    let id: Int64

    init(rank: Int64? = nil, id: Int64) {
        self.rank = rank
        self.id = id
    }

    /// The text that clients send back; opaque to them.
    package var text: String {
        rank.map { "\($0)_\(id)" } ?? "\(id)"
    }

    /// Parses a cursor; nil for a text that the property `text` cannot return.
    package init?(_ text: String) {
        guard text.utf8.count <= 41 else { return nil }
        let parts = text.split(separator: "_", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { Int64($0) }
        guard numbers.count == parts.count, let id = numbers.last else { return nil }
        switch numbers.count {
        case 1: self.init(id: id)
        case 2: self.init(rank: numbers.first, id: id)
        default: return nil
        }
    }
}

extension Page {
    /// - Parameter rows: up to `limit` + 1 rows; the extra row means that there is a next page.
    init(_ rows: [Row], limit: Int, cursor: (Row) -> Cursor) {
        items = Array(rows.prefix(limit))
        next = rows.count > limit ? items.last.map(cursor) : nil
    }
}

extension [SQL] {
    /// The conditions joined by AND; TRUE when there are none.
    var allHold: SQL { isEmpty ? "TRUE" : map { "(\($0))" as SQL }.joined(separator: " AND ") }
}
