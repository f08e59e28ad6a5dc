extension Migrations {
    /// The calls of each day as statistics count them (`CountedDay`), so that a year is read as 365 rows.
    /// Triggers forget a day when one of its calls changes, so that no code that writes a call has to think
    /// of it; the background packs it again.
    static let countedDays = """
        -- The days that have calls.
        CREATE TABLE counted_day (
            -- Days since 1970-01-01 in UTC.
            day INTEGER PRIMARY KEY,
            -- The external calls that began then; null: the table `call` is asked.
            calls BLOB
        ) STRICT;
        CREATE INDEX counted_day_waiting ON counted_day (day) WHERE calls IS NULL;
        CREATE TRIGGER call_day_inserted AFTER INSERT ON call WHEN NEW.started_at >= 0 BEGIN
            INSERT OR IGNORE INTO counted_day (day) VALUES (\(day("NEW")));
            \(forget("day = \(day("NEW"))"))
        END;
        CREATE TRIGGER call_day_moved AFTER UPDATE OF started_at ON call
            WHEN NEW.started_at >= 0 AND NEW.started_at IS NOT OLD.started_at BEGIN
            INSERT OR IGNORE INTO counted_day (day) VALUES (\(day("NEW")));
        END;
        CREATE TRIGGER call_day_changed AFTER UPDATE OF \(CountedDay.columns) ON call
            WHEN OLD.started_at >= 0 OR NEW.started_at >= 0 BEGIN
            \(forget("day = \(day("OLD")) OR day = \(day("NEW"))"))
        END;
        CREATE TRIGGER call_day_deleted AFTER DELETE ON call WHEN OLD.started_at >= 0 BEGIN
            \(forget("day = \(day("OLD"))"))
        END;
        INSERT INTO counted_day (day)
        SELECT DISTINCT started_at / \(CountedDay.milliseconds) FROM call INDEXED BY call_started
        WHERE started_at >= 0;
        """

    private static func day(_ row: String) -> String {
        "\(row).started_at / \(CountedDay.milliseconds)"
    }

    private static func forget(_ days: String) -> String {
        "UPDATE counted_day SET calls = NULL WHERE calls IS NOT NULL AND (\(days));"
    }
}
