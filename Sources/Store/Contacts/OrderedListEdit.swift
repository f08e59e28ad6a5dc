import CallRules
import GRDB

/// Where a row of a short list goes.
package enum OrderedListMove: String, CaseIterable, Sendable {
    case up, down
}

/// What a person wrote into the editor of a short list, which is saved as a whole or not at all.
package struct OrderedListEdit<ID: RowID, Details: Sendable>: Sendable {
    /// Rows that are not named stay as they are. Positions are ignored: see `move`.
    package var rows: [ID: Details] = [:]
    /// Goes behind all others.
    package var added: Details?
    /// One row that changes places with its neighbour; at the end of the list it stays.
    package var move: (id: ID, to: OrderedListMove)?

    package init() {}
}

extension OrderedListEdit {
    /// The ids in the order wanted.
    func order(of ids: [ID]) -> [ID] {
        guard let move, let from = ids.firstIndex(of: move.id) else { return ids }
        let to = move.to == .up ? from - 1 : from + 1
        guard ids.indices.contains(to) else { return ids }
        var ids = ids
        ids.swapAt(from, to)
        return ids
    }

    /// The field of a row in the editor; nil: of the row that is added.
    static func field(_ name: String, _ id: ID?) -> String {
        "\(name)-\(id.map { "\($0.value)" } ?? "new")"
    }
}

extension OrderedListTable {
    /// Tells two states of a list apart: made of everything a person sees of it.
    static func version(of texts: [String]) -> Int64 {
        // FNV-1a: equal in every process, unlike Swift's own hashes.
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in texts.joined(separator: "\n").utf8 {
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
        }
        return Int64(bitPattern: hash)
    }

    /// What is wrong with the names of a whole list, at the fields of the editor.
    func problems(names: [(field: String, name: String)]) -> [FieldProblem] {
        var seen: Set<String> = []
        return names.flatMap { field, name in
            let problems = check(name: name, position: nil).problems
                .map { FieldProblem(field, $0.message) }
            let isTaken = problems.isEmpty && !seen.insert(name).inserted
            return isTaken ? [FieldProblem(field, noun.taken)] : problems
        }
    }

    /// Makes room for new names: rows may exchange theirs, and the database looks at each alone.
    func releaseNames(_ db: Database) throws {
        try db.execute(sql: "UPDATE \(table) SET name = char(1) || id")
    }

    /// How many leads name each row; rows without leads are not there.
    func leadCounts(_ db: Database) throws -> [Int64: Int] {
        let counts = try Row.fetchAll(
            db,
            sql: """
                SELECT \(leadColumn) AS id, count(*) AS leads FROM lead
                WHERE \(leadColumn) IS NOT NULL GROUP BY \(leadColumn)
                """
        ).map { ($0["id"] as Int64, $0["leads"] as Int) }
        return Dictionary(counts, uniquingKeysWith: +)
    }

    /// All rows by position.
    func all<Item>(_ db: Database, _ item: (Row) throws -> Item) throws -> [Item] {
        try Row.fetchAll(db, sql: "SELECT * FROM \(table) ORDER BY position, id").map(item)
    }
}
