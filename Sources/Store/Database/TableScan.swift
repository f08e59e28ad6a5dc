import CallRules
import GRDB

/// A scan of a long table in the order of its ids that stops after a number of rows, to limit the time of
/// a search that no index supports.
struct TableScan {
    let table: String
    /// Conditions that an index or the order of ids supports.
    var bounds: [SQL] = []
    /// Conditions that are tested for each row.
    var conditions: [SQL] = []

    init(table: String) {
        self.table = table
    }

    enum Order: String {
        case ascending = "ASC"
        case descending = "DESC"
    }

    /// The ids found, and where to continue.
    struct Found {
        let ids: [Int64]
        /// The id to continue from; nil: the scan is complete.
        let end: Int64?
    }

    /// Limits the scan to a span of time.
    mutating func narrow(
        by order: TimeOrder, from: Instant?, to: Instant?, _ db: Database
    ) throws {
        if let from {
            let first = try order.firstID(
                since: from.earlier(bySeconds: TimeOrder.disorderSeconds), db)
            bounds.append("id >= \(first)")
            conditions.append("\(sql: order.column) >= \(from.milliseconds)")
        }
        if let to {
            let end = try order.firstID(
                since: to.advanced(bySeconds: TimeOrder.disorderSeconds), db)
            bounds.append("id < \(end)")
            conditions.append("\(sql: order.column) < \(to.milliseconds)")
        }
    }

    /// - Parameters:
    ///   - limit: most ids to find.
    ///   - window: most rows to test.
    func ids(_ order: Order, limit: Int, window: Int, _ db: Database) throws -> Found {
        let rows = try SQLRequest<Row>(
            literal: """
                SELECT id, \(conditions.allHold) FROM \(sql: table) WHERE \(bounds.allHold)
                ORDER BY id \(sql: order.rawValue) LIMIT \(window)
                """
        ).fetchCursor(db)
        var (ids, last, seen): ([Int64], Int64?, Int) = ([], nil, 0)
        while let row = try rows.next() {
            let id: Int64 = row[0]
            seen += 1
            if row[1] {
                if ids.count == limit { return Found(ids: ids, end: last) }
                ids.append(id)
            }
            last = id
        }
        return Found(ids: ids, end: seen == window ? last : nil)
    }
}

/// The order by time in a table whose rows are added in that order.
struct TimeOrder {
    /// The wall clock may be set back, so a row may be this many seconds earlier than an older row.
    static let disorderSeconds = 600

    let table: String
    /// The column with the time of a row.
    let column: String

    /// The first id of the rows since a moment; the last id + 1 when there are none.
    func firstID(since moment: Instant, _ db: Database) throws -> Int64 {
        // In one query SQLite would search every row for both (https://sqlite.org/optoverview.html#minmax).
        let ends = try Row.fetchOne(
            db.cachedStatement(
                sql: "SELECT (SELECT min(id) FROM \(table)), (SELECT max(id) FROM \(table))"))
        guard var low = ends?[0] as Int64?, let last = ends?[1] as Int64? else { return 0 }
        var high = last + 1
        while low < high {
            let middle = low + (high - low) / 2
            let row = try Row.fetchOne(
                db.cachedStatement(
                    sql: "SELECT id, \(column) FROM \(table) WHERE id >= ? ORDER BY id LIMIT 1"),
                arguments: [middle])
            guard let row, row[1] < moment.milliseconds else {
                high = middle
                continue
            }
            low = row[0] + 1
        }
        return low
    }
}
