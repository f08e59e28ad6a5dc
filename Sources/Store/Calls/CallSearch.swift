import CallRules
import GRDB

/// Finds the calls of a filter page by page. When the most selective condition leaves few calls,
/// they are read and sorted. Otherwise calls are read from an index in the order of the list until
/// the page is full. No condition is selective then, so few rows are skipped.
struct CallSearch {
    private let order: CallOrder
    private let hasStart: Bool
    /// True for a filter that is used often; its statements are cached. There are many combined
    /// filters, and each prepared statement takes memory.
    private let isUsual: Bool
    private let conditions: [CallCondition]
    private let source: Source
    /// The condition that the source fulfils; nil: it has all calls.
    private let ofSource: SQL?
    private let viewer: Viewer
    private let db: Database

    /// The most calls that are read and sorted within a few milliseconds.
    static let few = 2000

    /// How the calls are found.
    fileprivate enum Source {
        case index(String)
        case ids(SQL)
        /// By the index of the order.
        case order
    }

    /// - Parameter few: calls are read and sorted when a condition leaves fewer than this.
    init(
        _ filter: CallFilter, by order: CallOrder, few: Int = CallSearch.few,
        seenBy viewer: Viewer, _ db: Database
    ) throws {
        self.order = order
        self.viewer = viewer
        self.db = db
        hasStart = filter.hasStart
        conditions = try filter.conditions(seenBy: viewer, db)
        isUsual = conditions.count < 2
        (source, ofSource) = try CallSearch.source(conditions, order, few, db)
    }

    /// The calls of a page, and where the next one starts.
    func page(_ page: Pagination) throws -> Page<CallRow> {
        let (rank, after) = (order.rank, page.after)
        let wanted = page.limit + 1
        var ids: [Int64] = []
        if after == nil || after?.rank != nil {
            var all = conditions.map(\.sql) + ["\(rank) IS NOT NULL"]
            if let after, let place = after.rank {
                let further: SQL = order == .oldest ? ">" : "<"
                all.append("(\(rank), id) \(further) (\(place), \(after.id))")
            }
            let way: SQL = order == .oldest ? "" : "DESC"
            ids = try find(all, "\(rank) \(way), id \(way)", limit: wanted, isRanked: true)
        }
        if ids.count < wanted, !(hasStart && order.isByStart) {
            var all = conditions.map(\.sql) + ["\(rank) IS NULL"]
            if let after, after.rank == nil { all.append("id < \(after.id)") }
            ids += try find(all, "id DESC", limit: wanted - ids.count, isRanked: false)
        }
        return Page(try CallRow.list(ids, seenBy: viewer, db), limit: page.limit) {
            Cursor(rank: order.rank(of: $0), id: $0.id.value)
        }
    }

    /// Counts the calls up to a limit. The ids of the source are cut first, so that the time is bounded even
    /// if the other conditions leave few of them.
    func total() throws -> CallTotal {
        let isCostly = conditions.contains { $0.isCostly }
        let limit = isCostly ? CallTotal.costlyLimit : CallTotal.limit
        let narrowed = [ofSource].compactMap(\.self).allHold
        let own: SQL =
            switch source {
            case .ids(let ids): "SELECT DISTINCT id FROM (\(ids)) LIMIT \(limit + 1)"
            case .index(let name):
                "SELECT id FROM call INDEXED BY \(SQL(sql: name)) WHERE \(narrowed) LIMIT \(limit + 1)"
            case .order: "SELECT id FROM call ORDER BY id DESC LIMIT \(limit + 1)"
            }
        let row = try SQLRequest<Row>(
            literal: """
                SELECT count(*) AS looked, total(fits) AS calls, total(fits AND is_missed) AS missed
                FROM (SELECT \(conditions.map(\.sql).allHold) AS fits,
                    call.direction = 'incoming' AND call.outcome = 'missed' AS is_missed
                    FROM (\(own)) AS seen CROSS JOIN call ON call.id = seen.id)
                """, cached: isUsual
        ).fetchOne(db)
        guard let row else { return CallTotal(calls: 0, missed: 0, isWhole: true) }
        let (looked, calls, missed): (Int, Int, Int) = (row["looked"], row["calls"], row["missed"])
        return CallTotal(calls: calls, missed: missed, isWhole: looked <= limit)
    }

    private func find(
        _ wanted: [SQL], _ sorting: SQL, limit: Int, isRanked: Bool
    ) throws -> [Int64] {
        try SQLRequest<Int64>(
            literal: """
                SELECT id FROM \(table(isRanked: isRanked)) WHERE \(all(wanted))
                ORDER BY \(sorting) LIMIT \(limit)
                """, cached: isUsual
        ).fetchAll(db)
    }

    private func all(_ wanted: [SQL]) -> SQL {
        if case .ids(let ids) = source { return (wanted + ["id IN (\(ids))"]).allHold }
        return wanted.allHold
    }

    private func table(isRanked: Bool) -> SQL {
        switch source {
        case .index(let name): "call INDEXED BY \(SQL(sql: name))"
        case .ids: "call NOT INDEXED"
        case .order:
            isRanked || order.isByStart
                ? "call INDEXED BY \(SQL(sql: order.index))" : "call NOT INDEXED"
        }
    }

    private static func source(
        _ conditions: [CallCondition], _ order: CallOrder, _ few: Int, _ db: Database
    ) throws -> (Source, SQL?) {
        let sources = conditions.compactMap(\.source)
        var narrowest: (source: Source, sql: SQL, count: Int)?
        for (source, sql, probe, ownFew) in sources {
            let few = ownFew ?? few
            let count =
                try SQLRequest<Int>(
                    literal: "SELECT count(*) FROM (\(probe) LIMIT \(few))", cached: true
                )
                .fetchOne(db) ?? 0
            if count < min(few, narrowest?.count ?? .max) { narrowest = (source, sql, count) }
        }
        if let narrowest { return (narrowest.source, narrowest.sql) }
        guard order.isByStart, let first = sources.first(where: { $0.source.isByStart }) else {
            return (.order, nil)
        }
        return (first.source, first.sql)
    }
}

extension CallSearch.Source {
    /// True when the source has its calls by start.
    fileprivate var isByStart: Bool {
        if case .index = self { true } else { false }
    }
}

extension CallCondition {
    /// The source of the calls, and a query for as many rows.
    fileprivate var source: (source: CallSearch.Source, sql: SQL, probe: SQL, few: Int?)? {
        switch way {
        case .index(let name)?:
            (.index(name), sql, "SELECT 1 FROM call INDEXED BY \(SQL(sql: name)) WHERE \(sql)", few)
        case .ids(let ids, let probe)?: (.ids(ids), sql, probe ?? ids, few)
        case nil: nil
        }
    }
}

extension CallOrder {
    /// The column of the rank.
    fileprivate var rank: SQL {
        switch self {
        case .newest, .oldest: "started_at"
        case .talk: "talk_seconds"
        case .wait: "wait_seconds"
        }
    }

    /// The index with the calls in this order.
    fileprivate var index: String {
        switch self {
        case .newest, .oldest: "call_started"
        case .talk: "call_talk"
        case .wait: "call_wait"
        }
    }

    fileprivate var isByStart: Bool { self == .newest || self == .oldest }

    fileprivate func rank(of call: CallRow) -> Int64? {
        switch self {
        case .newest, .oldest: call.startedAt?.milliseconds
        case .talk: call.talkSeconds.map(Int64.init)
        case .wait: call.waitSeconds.map(Int64.init)
        }
    }
}
