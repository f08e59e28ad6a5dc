import CallRules
import GRDB

/// The direction a row moves in its list.
package enum OrderedListMove: String, CaseIterable, Sendable {
    case up, down
}

/// An edit of a whole list; all of it is saved or nothing.
package struct OrderedListEdit<ID: RowID, Details: Sendable>: Sendable {
    /// The changed rows by id; rows that are missing stay unchanged. Positions are ignored, see `move`.
    package var rows: [ID: Details] = [:]
    /// A new row, which becomes the last; nil: none.
    package var added: Details?
    /// A row that swaps places with its neighbour; without a neighbour on that side it stays. Nil: none.
    package var move: (id: ID, to: OrderedListMove)?

    package init() {}
}

extension OrderedListEdit {
    /// The ids after the move.
    func order(of ids: [ID]) -> [ID] {
        guard let move, let from = ids.firstIndex(of: move.id) else { return ids }
        let to = move.to == .up ? from - 1 : from + 1
        guard ids.indices.contains(to) else { return ids }
        var ids = ids
        ids.swapAt(from, to)
        return ids
    }

    /// The name of a form field of a row; nil: of the new row.
    static func field(_ name: String, _ id: ID?) -> String {
        "\(name)-\(id.map { "\($0.value)" } ?? "new")"
    }
}

extension OrderedListTable {
    /// A hash of everything the editor shows; a different hash means that the list was changed.
    static func version(of texts: [String]) -> Int64 {
        // FNV-1a: equal in every process, unlike Swift's own hash values.
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in texts.joined(separator: "\n").utf8 {
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
        }
        return Int64(bitPattern: hash)
    }

    /// Problems with the names of a whole list, at the fields of the editor.
    func problems(names: [(field: String, name: String)]) -> [FieldProblem] {
        var seen: Set<String> = []
        return names.flatMap { field, name in
            let problems = check(name: name, position: nil).problems
                .map { FieldProblem(field, $0.message) }
            let isTaken = problems.isEmpty && !seen.insert(name).inserted
            return isTaken ? [FieldProblem(field, noun.taken)] : problems
        }
    }

    /// Clears the names first: rows may exchange names, and SQLite checks UNIQUE row by row.
    func releaseNames(_ db: Database) throws {
        try db.execute(sql: "UPDATE \(table) SET name = char(1) || id")
    }

    /// Number of leads or calls of each row; rows without any are absent.
    func useCounts(_ db: Database) throws -> [Int64: Int] {
        let counts = try Row.fetchAll(
            db,
            sql: """
                SELECT \(user.column) AS id, count(*) AS uses FROM \(user.table)
                WHERE \(user.column) IS NOT NULL GROUP BY \(user.column)
                """
        ).map { ($0["id"] as Int64, $0["uses"] as Int) }
        return Dictionary(counts, uniquingKeysWith: +)
    }

    /// All rows by position.
    func all<Item>(_ db: Database, _ item: (Row) throws -> Item) throws -> [Item] {
        try Row.fetchAll(db, sql: "SELECT * FROM \(table) ORDER BY position, id").map(item)
    }
}
