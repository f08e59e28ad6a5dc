import CallRules
import GRDB

/// The packed days. Triggers keep the rows and forget what a day holds when one of its calls changes.
enum CountedDayTable {
    /// A day is packed this long after its end: most records of its calls have come by then.
    static let restSeconds = 36 * 3600

    /// Calls `body` with the packed days that the period touches, in order; with none that cannot be read.
    static func packed(
        _ period: CallStatistics.Period, _ sql: Connection,
        _ body: (_ day: Int64, CountedDay) throws -> Void
    ) throws {
        let row = try sql.rows(
            """
            SELECT day, calls FROM counted_day
            WHERE day >= ?1 AND day <= ?2 AND calls IS NOT NULL ORDER BY day
            """, SQLValue(number(period.start)), SQLValue(number(period.end)))
        defer { row.done() }
        while try row.step() {
            let day = row.int(0)
            let counted = row.withBlob(1) { CountedDay(day, $0) }
            if let counted { try body(day, counted) }
        }
    }

    /// The latest day that is over and not packed; nil: there is none.
    static func next(at now: Instant, _ sql: Connection) throws -> Int64? {
        let row = try sql.rows(
            "SELECT max(day) FROM counted_day WHERE calls IS NULL AND day < ?",
            SQLValue(number(now.earlier(bySeconds: restSeconds))))
        defer { row.done() }
        return try row.step() ? row.intOrNil(0) : nil
    }

    static func pack(_ day: Int64, _ sql: Connection) throws {
        let row = try sql.rows(
            CountedCallReading.all, SQLValue(CountedDay.start(of: day)),
            SQLValue(CountedDay.end(of: day)), .int(1), .null, .int(1), .null)
        defer { row.done() }
        var counted = CountedDay(day)
        var fits = true
        while fits, try row.step() {
            fits = counted.add(
                CountedCall(row), on: row.textOrNil(.line), isIgnored: row.truth(.isIgnored))
        }
        row.done()
        // Bytes that are no day: it is asked of the table `call` until one of its calls changes.
        try sql.run(
            "UPDATE counted_day SET calls = ?2 WHERE day = ?1", .int(day),
            .blob(fits ? counted.bytes : []))
    }

    /// The day of a moment; 0 for moments before 1970, which have no packed days.
    private static func number(_ instant: Instant) -> Int64 {
        max(0, instant.milliseconds) / CountedDay.milliseconds
    }
}

extension Store {
    /// Packs the next day of the statistics.
    ///
    /// - Returns: whether there was work.
    func continueCountedDays(at now: Instant) throws(StoreError) -> Bool {
        guard try lookups.read({ try CountedDayTable.next(at: now, $0) }) != nil else {
            return false
        }
        try writeInSteps(.upkeep) { tx in
            guard let day = try CountedDayTable.next(at: now, tx.sql) else { return false }
            try CountedDayTable.pack(day, tx.sql)
            return true
        }
        return true
    }
}
