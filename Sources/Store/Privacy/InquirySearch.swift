import CallRules
import GRDB

/// Searches, in pieces, the tables that may contain a phone without an index on it.
struct InquirySearch {
    static let tables = PersonalData.tables.filter { !$0.searched.isEmpty }
    /// Sorts before every key, integer or uuid.
    static let start = "-1"
    /// Most rows of one piece, which takes about ten milliseconds.
    private static let rows = 5000

    let inquiry: Inquiry.ID
    let phone: String
    let search: NumberSearch
    let table: PersonalTable
    let reached: String

    /// Result of one piece.
    struct Piece {
        var rows = 0
        var reached: String
        var found: [String] = []
    }

    /// The search with its progress; nil: it is complete.
    init?(_ row: Row) {
        guard let phone: String = row["phone"], let search = NumberSearch(phone),
            let table = InquirySearch.tables.first(where: { $0.table == row["place"] })
        else { return nil }
        inquiry = row["id"]
        self.phone = phone
        self.search = search
        self.table = table
        reached = row["reached"]
    }

    func read(_ db: Database) throws -> Piece {
        var piece = Piece(reached: reached)
        let key = table.searchKey
        let columns = table.searched.joined(separator: ", ")
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT \(key), \(columns) FROM \(table.table) WHERE \(key) > ?
                ORDER BY \(key) LIMIT \(InquirySearch.rows)
                """, arguments: [reached])
        var places: [String] = []
        while let row = try rows.next() {
            piece.rows += 1
            let key = String.fromDatabaseValue(row[0]) ?? "\(row[0] as Int64? ?? 0)"
            piece.reached = key
            for column in 1...table.searched.count {
                let holds = try row.withUnsafeData(atIndex: column) { data in
                    data?.withUnsafeBytes { search.isFound(in: $0) } ?? false
                }
                if holds { places.append(key) }
            }
        }
        for place in Set(places).sorted() where try !isLinked(place, by: key, db) {
            piece.found.append(place)
        }
        return piece
    }

    /// Whether an index finds the row; the search skips such rows.
    private func isLinked(_ place: String, by key: String, _ db: Database) throws -> Bool {
        try Bool.fetchOne(
            db,
            sql: """
                SELECT EXISTS (SELECT 1 FROM \(table.table)
                    WHERE \(key) = :key AND \(table.belongs))
                """,
            arguments: table.link == nil ? ["key": place] : ["key": place, "phone": phone])
            ?? false
    }

    func store(_ piece: Piece, _ db: Database) throws {
        for key in piece.found {
            try db.execute(
                sql: "INSERT OR IGNORE INTO inquiry_find (inquiry_id, place, key) VALUES (?, ?, ?)",
                arguments: [inquiry, table.table, key])
        }
        let tables = InquirySearch.tables
        let place = tables.firstIndex { $0.table == table.table } ?? tables.endIndex
        let isOver = piece.rows < InquirySearch.rows
        let next = isOver ? tables.dropFirst(place + 1).first?.table : table.table
        try db.execute(
            sql: """
                UPDATE inquiry SET place = ?, reached = ?, rows_read = rows_read + ? WHERE id = ?
                """,
            arguments: [
                next, isOver ? InquirySearch.start : piece.reached, piece.rows, inquiry,
            ])
    }
}

extension Store {
    /// Does the next piece of the oldest incomplete inquiry.
    ///
    /// - Returns: whether there was work.
    package func continueInquiries() throws(StoreError) -> Bool {
        let piece = try read { db -> (InquirySearch, InquirySearch.Piece)? in
            guard
                let search = try Row.fetchOne(
                    db.cachedStatement(
                        sql: """
                            SELECT * FROM inquiry WHERE place IS NOT NULL AND phone IS NOT NULL
                            ORDER BY id LIMIT 1
                            """)
                ).flatMap(InquirySearch.init)
            else { return nil }
            return (search, try search.read(db))
        }
        guard let (search, piece) = piece else { return false }
        try write(.upkeep) { try search.store(piece, $0.db) }
        return true
    }
}
