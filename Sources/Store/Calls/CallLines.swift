import GRDB

extension Store {
    /// The lines of all calls, in their order; at most a hundred.
    package func callLines() throws(StoreError) -> [String] {
        try read { db in
            // One index step for each line, whatever the number of calls.
            try String.fetchAll(
                db.cachedStatement(
                    sql: """
                        WITH RECURSIVE line(name) AS (
                            SELECT min(trunk) FROM call WHERE trunk IS NOT NULL
                            UNION ALL
                            SELECT (SELECT min(trunk) FROM call WHERE trunk > line.name) FROM line
                            WHERE line.name IS NOT NULL)
                        SELECT name FROM line WHERE name <> '' LIMIT 100
                        """))
        }
    }
}
