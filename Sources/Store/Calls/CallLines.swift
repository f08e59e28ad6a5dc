import GRDB

extension Store {
    /// The company's lines that calls came or went over, in their order; at most a hundred.
    package func callLines() throws(StoreError) -> [String] {
        try read { db in
            // One step per line, however many calls it has.
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
