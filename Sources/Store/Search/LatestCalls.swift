import CallRules
import GRDB

/// The latest visible call of each number that a search of everything finds.
struct LatestCalls {
    private let text: SearchText
    /// Numbers of the clients and leads that were found by name.
    private let phones: [String]
    private let limit: Int
    private let viewer: Viewer
    private let db: Database

    /// Most numbers whose calls are looked at.
    private static let numbers = 1500
    /// Numbers among whose calls visible ones are looked for at first; then twice as many.
    private static let firstLooks = 120
    /// In place of the time of a call that has none, and of a number without calls.
    private static let (unknown, none) = (Int64.min + 1, Int64.min)

    init(
        _ text: SearchText, of phones: [String], limit: Int, viewer: Viewer, _ db: Database
    ) {
        self.text = text
        self.phones = phones
        self.limit = limit
        self.viewer = viewer
        self.db = db
    }

    func rows() throws -> [CallRow] {
        let ids = try latest(of: try numbers()).map(\.id)
        guard !ids.isEmpty else { return [] }
        let calls = try CallRow.list(ids, seenBy: viewer, db)
        guard !viewer.seesEverything, text.digits == nil else { return calls }
        // The name that was found may be of a call that the viewer does not see.
        return calls.filter { call in
            let names = [call.contactName, call.names.client, call.names.company, call.names.lead]
            return text.isPart(of: names.compactMap(\.self).joined(separator: "\n"))
        }
    }

    private struct Latest {
        let id: Int64
        /// Milliseconds since 1970; nil: not known.
        let startedAt: Int64?
    }

    /// The latest visible calls of numbers, one of each number, the latest first.
    ///
    /// To look for visible ones among the calls of a thousand numbers takes long, to look up the latest call of
    /// each does not. So the numbers are taken in that order, and when the calls that were found are later
    /// than all of the rest, nobody looks at these.
    private func latest(of numbers: [String]) throws -> [Latest] {
        guard !viewer.seesEverything, numbers.count > LatestCalls.firstLooks else {
            return try visible(of: numbers)
        }
        let ordered = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT value, max(
                        ifnull((SELECT ifnull(started_at, ?2) FROM call INDEXED BY call_phone
                            WHERE phone = value ORDER BY started_at DESC LIMIT 1), ?3),
                        ifnull((SELECT ifnull(started_at, ?2) FROM call INDEXED BY call_raw_number
                            WHERE phone IS NULL AND raw_number = value
                            ORDER BY started_at DESC LIMIT 1), ?3)) AS latest
                    FROM json_each(?1) ORDER BY latest DESC
                    """), arguments: [JSONList.of(numbers), LatestCalls.unknown, LatestCalls.none])
        var found: [Latest] = []
        var rest = ordered[...]
        var looks = LatestCalls.firstLooks
        while let next = rest.first, next[1] > LatestCalls.none {
            if found.count == limit, let last = found.last?.startedAt, last > next[1] { break }
            found += try visible(of: rest.prefix(looks).map { $0[0] })
            found.sort {
                ($0.startedAt ?? LatestCalls.unknown, $0.id)
                    > ($1.startedAt ?? LatestCalls.unknown, $1.id)
            }
            found = Array(found.prefix(limit))
            rest = rest.dropFirst(looks)
            looks *= 2
        }
        return found
    }

    /// The same of numbers all of which are looked at.
    private func visible(of numbers: [String]) throws -> [Latest] {
        guard !numbers.isEmpty else { return [] }
        let list = JSONList.of(numbers)
        let visible = viewer.calls("latest").orTrue
        return try SQLRequest<Row>(
            literal: """
                SELECT latest_id, started_at FROM (
                    SELECT ifnull((
                        SELECT latest.id FROM call AS latest INDEXED BY call_phone
                        WHERE latest.phone = value AND \(visible)
                        ORDER BY latest.started_at DESC LIMIT 1), (
                        SELECT latest.id FROM call AS latest INDEXED BY call_raw_number
                        WHERE latest.phone IS NULL AND latest.raw_number = value AND \(visible)
                        ORDER BY latest.started_at DESC LIMIT 1)) AS latest_id
                    FROM json_each(\(list)))
                CROSS JOIN call ON call.id = latest_id
                ORDER BY started_at DESC, id DESC LIMIT \(limit)
                """, cached: true
        ).fetchAll(db).map { Latest(id: $0[0], startedAt: $0[1]) }
    }

    private func numbers() throws -> [String] {
        let found: SQL =
            text.numbers
                ?? """
                SELECT value AS number FROM json_each(\(JSONList.of(phones)))
                UNION ALL
                SELECT number FROM number INDEXED BY number_folded
                WHERE folded IS NOT NULL AND \(text.nameHolds)
                """
        if let few = try fewCalls() {
            let holds =
                text.digits == nil
                ? "seen.phone IN (SELECT number FROM (\(found)))"
                : text.numberHolds("ifnull(seen.phone, seen.raw_number)")
            return try SQLRequest<String>(
                literal: """
                    SELECT DISTINCT ifnull(seen.phone, seen.raw_number)
                    FROM (SELECT DISTINCT id AS seen_id FROM (\(few)))
                    CROSS JOIN call AS seen ON seen.id = seen_id
                    WHERE \(holds) LIMIT \(LatestCalls.numbers)
                    """, cached: true
            ).fetchAll(db).filter { !$0.contains("\"") && !$0.contains("\\") }
        }
        return try SQLRequest<String>(
            literal: "SELECT DISTINCT number FROM (\(found)) LIMIT \(LatestCalls.numbers)",
            cached: true
        ).fetchAll(db)
    }

    /// The query of the ids of the calls that the viewer may see, in a column `id`, if they are few.
    private func fewCalls() throws -> SQL? {
        guard let ids = viewer.callIDs else { return nil }
        let count =
            try SQLRequest<Int>(
                literal: "SELECT count(*) FROM (\(ids) LIMIT \(Viewer.few))", cached: true
            ).fetchOne(db) ?? 0
        return count < Viewer.few ? ids : nil
    }
}
