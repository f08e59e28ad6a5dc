import CallRules
import GRDB

extension Migrations {
    static let lines = """
        -- The company's own lines: numbers that calls came in on or went out by.
        CREATE TABLE line (
            phone TEXT PRIMARY KEY CHECK (phone GLOB '+[0-9]*'),
            seen_at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        -- 1: the outside number is one of the company's own lines. raw_number is the line.
        ALTER TABLE call ADD COLUMN is_own INTEGER NOT NULL DEFAULT 0
            CHECK (is_own = 0 OR (is_own = 1 AND phone IS NULL AND number_class = 'hidden'));
        """

    /// Fills the table from the calls. A line that was only ever seen as the outside number of its
    /// own calls is none. One index step for each line, whatever the number of calls.
    static func fillLines(_ db: Database) throws {
        let trunks = try Row.fetchAll(
            db,
            sql: """
                WITH RECURSIVE known(name) AS (
                    SELECT min(trunk) FROM call WHERE trunk IS NOT NULL
                    UNION ALL
                    SELECT (SELECT min(trunk) FROM call WHERE trunk > known.name) FROM known
                    WHERE known.name IS NOT NULL)
                SELECT name, (SELECT max(started_at) FROM call WHERE trunk = name) AS seen_at
                FROM known WHERE name <> ''
                """)
        for row in trunks {
            let line = PhoneNumber(row["name"])
            guard let phone = line.e164, line.pseudonym == nil else { continue }
            try db.execute(
                sql: """
                    INSERT OR IGNORE INTO line (phone, seen_at)
                    SELECT ?1, ?2 WHERE EXISTS (
                        SELECT 1 FROM call WHERE trunk = ?3 AND phone <> ?1)
                    """,
                arguments: [phone, row["seen_at"] as Int64? ?? 0, row["name"] as String])
        }
    }
}
