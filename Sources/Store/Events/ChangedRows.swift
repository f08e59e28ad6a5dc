import CallRules
import GRDB

/// The rows of a table that changed at a moment or later, the earliest change first. A row that changes
/// while its pages are read comes again at the end, so none is left out.
struct ChangedRows {
    private let name: SQL
    private let since: Instant

    /// Nil for nil: every row.
    ///
    /// - Parameter table: one of those with `changed_at` and an index of it.
    init?(of table: String, since: Instant?) {
        guard let since else { return nil }
        name = SQL(sql: table)
        self.since = since
    }

    /// The table, read in this order.
    var table: SQL { "\(name) INDEXED BY \(name)_changed" }

    var order: SQL { "\(moment), \(name).id" }

    /// - Parameter after: where the page before ended; nil: the first page.
    func conditions(_ after: Cursor?) -> [SQL] {
        var all: [SQL] = ["\(moment) >= \(since)"]
        if let after {
            let rank = after.rank ?? .min
            all += [
                "\(moment) >= \(rank)",
                "\(moment) > \(rank) OR \(name).id > \(after.id)",
            ]
        }
        return all
    }

    static func cursor(_ changedAt: Instant, _ id: Int64) -> Cursor {
        Cursor(rank: changedAt.milliseconds, id: id)
    }

    /// As in the index.
    private var moment: SQL {
        "ifnull(\(name).changed_at, \(name).updated_at)"
    }
}
