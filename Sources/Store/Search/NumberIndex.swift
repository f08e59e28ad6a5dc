import GRDB

/// Fills in what the triggers on numbers leave to the background: the parts of a number, the contact's
/// name of older calls, and search keys of names. Until then a search reads these numbers one by one.
enum NumberIndex {
    /// The most numbers of one transaction.
    static let limit = 500

    /// Whether a number waits.
    static func isUnfinished(_ db: Database) throws -> Bool {
        try Bool.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT EXISTS (SELECT 1 FROM number WHERE is_indexed = 0)
                        OR EXISTS (SELECT 1 FROM number WHERE folded IS NULL AND name IS NOT NULL)
                    """)) ?? false
    }

    /// Does the next piece.
    ///
    /// - Parameter isTimeUp: true leaves the rest.
    static func fill(_ db: Database, isTimeUp: () -> Bool) throws {
        let waiting = try Int64.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT id FROM number INDEXED BY number_waiting WHERE is_indexed = 0
                    LIMIT \(limit)
                    """))
        for id in waiting {
            if isTimeUp() { return }
            try db.cachedStatement(
                sql: """
                    INSERT OR IGNORE INTO number_part (part, number_id)
                    SELECT part.*, ?1 FROM (
                        \(NumberParts.of("(SELECT number FROM number WHERE id = ?1)"))) AS part
                    """
            ).execute(arguments: [id])
            try db.cachedStatement(
                sql: """
                    UPDATE number SET is_indexed = 1, name = ifnull(name, (
                        SELECT contact_name FROM call
                        WHERE phone = number.number AND contact_name <> ''
                        ORDER BY started_at DESC LIMIT 1))
                    WHERE id = ?1
                    """
            ).execute(arguments: [id])
        }
        try fold(db, isTimeUp)
    }

    private static func fold(_ db: Database, _ isTimeUp: () -> Bool) throws {
        let rows = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT id, name FROM number INDEXED BY number_unfolded
                    WHERE folded IS NULL AND name IS NOT NULL LIMIT \(limit)
                    """))
        let statement = try db.cachedStatement(sql: "UPDATE number SET folded = ? WHERE id = ?")
        for row in rows {
            if isTimeUp() { return }
            let (id, name): (Int64, String) = (row[0], row[1])
            try statement.execute(arguments: [FoldedName.of(name), id])
        }
    }
}

extension Store {
    /// Does the next piece of `NumberIndex`.
    ///
    /// - Returns: whether there was work.
    func continueNumbers() throws(StoreError) -> Bool {
        guard try read({ try NumberIndex.isUnfinished($0) }) else { return false }
        try writePatiently(.upkeep) { try NumberIndex.fill($0.db, isTimeUp: $1) }
        return true
    }

    /// Before a search: writes the search keys of names that came since the background last looked. After
    /// an upgrade, when many numbers wait, it leaves them to the background.
    func prepareSearch() throws(StoreError) {
        for names in FoldedNames.allCases { try fold(names) }
        let waiting = try read { db in
            try Int.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT count(*) FROM (SELECT 1 FROM number
                            WHERE folded IS NULL AND name IS NOT NULL LIMIT \(NumberIndex.limit + 1))
                        """)) ?? 0
        }
        guard waiting > 0, waiting <= NumberIndex.limit else { return }
        try write(.upkeep) { try NumberIndex.fill($0.db) { false } }
    }
}
