import CallRules
import GRDB

extension Migrations {
    /// Lines get a number of their own, a name and settings; also those whose number is not whole.
    static let lineSettings = """
        -- The company's own lines: what calls came in on or went out by.
        CREATE TABLE new_line (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            -- What Phonet calls it, as call.trunk: E.164 where that is a whole number.
            number TEXT NOT NULL UNIQUE CHECK (number <> ''),
            -- What the company calls it; null: it has no name yet.
            name TEXT CHECK (name <> ''),
            -- What it has of its own, by the keys of the settings; a key that is missing is the company's.
            settings TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(settings)),
            version INTEGER NOT NULL DEFAULT 1,
            -- Since when it is known.
            seen_at INTEGER NOT NULL
        ) STRICT;
        INSERT INTO new_line (number, seen_at) SELECT phone, seen_at FROM line ORDER BY seen_at, phone;
        DROP TABLE line;
        ALTER TABLE new_line RENAME TO line;
        """

    /// Adds the lines of calls whose number is not whole. One index step for each, whatever the number of
    /// calls. A whole number that is missing was found to be that of a contact.
    static func fillOtherLines(_ db: Database) throws {
        let trunks = try Row.fetchAll(
            db,
            sql: """
                WITH RECURSIVE known(name) AS (
                    SELECT min(trunk) FROM call WHERE trunk IS NOT NULL
                    UNION ALL
                    SELECT (SELECT min(trunk) FROM call WHERE trunk > known.name) FROM known
                    WHERE known.name IS NOT NULL)
                SELECT name, (SELECT max(started_at) FROM call WHERE trunk = name) AS seen_at
                FROM known WHERE name <> '' LIMIT 1000
                """)
        for row in trunks where PhoneNumber(row["name"] as String).e164 == nil {
            try db.execute(
                sql: "INSERT OR IGNORE INTO line (number, seen_at) VALUES (?, ?)",
                arguments: [row["name"] as String, row["seen_at"] as Int64? ?? 0])
        }
    }
}
