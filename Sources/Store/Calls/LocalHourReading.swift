import CallRules
import CompanyTime
import GRDB

extension LocalHour {
    /// The condition on calls that start in this local hour.
    func condition(on column: SQL, in period: Range<Int64>) -> CallCondition {
        let stretches = clock.stretches(
            from: Instant(milliseconds: period.lowerBound),
            to: Instant(milliseconds: period.upperBound))
        let cases = stretches.map {
            "WHEN \(column) < \($0.end.milliseconds) THEN \($0.offsetSeconds * 1000)" as SQL
        }
        guard !cases.isEmpty else {
            return CallCondition("FALSE", .ids("SELECT id FROM call LIMIT 0"))
        }
        let local: SQL = "(\(column) + CASE \(cases.joined(separator: " ")) END)"
        var all: [SQL] = ["\(column) IS NOT NULL"]
        // 1 January 1970 was a Thursday.
        if let weekday { all.append("(\(local) / 86400000 + 3) % 7 + 1 = \(weekday)") }
        if let hour { all.append("\(local) / 3600000 % 24 = \(hour)") }
        let spans = stretches.flatMap(spans).map { "[\($0.lowerBound),\($0.upperBound)]" }
        return CallCondition(
            all.allHold,
            .ids(
                """
                SELECT spanned.id FROM json_each(\("[\(spans.joined(separator: ","))]")) AS span
                CROSS JOIN call AS spanned INDEXED BY call_started
                    ON spanned.started_at >= span.value ->> 0
                    AND spanned.started_at < span.value ->> 1
                """))
    }

    /// The spans of this local hour, the latest first.
    private func spans(of stretch: CompanyClock.Stretch) -> [Range<Int64>] {
        let (day, hour): (Int64, Int64) = (86_400_000, 3_600_000)
        let whole = stretch.start.milliseconds..<stretch.end.milliseconds
        let offset = Int64(stretch.offsetSeconds) * 1000
        let first = (whole.lowerBound + offset) / day
        let last = (whole.upperBound + offset) / day
        return (first...max(first, last)).reversed().compactMap { number in
            if let weekday, (number + 3) % 7 + 1 != Int64(weekday) { return nil }
            let start = number * day - offset + Int64(self.hour ?? 0) * hour
            let span = start..<start + (self.hour == nil ? day : hour)
            let part = span.clamped(to: whole)
            return part.isEmpty ? nil : part
        }
    }
}

extension CallFilter {
    /// From the first stored call to the last, within the filter.
    func storedPeriod(_ db: Database) throws -> Range<Int64> {
        let first =
            try Int64.fetchOne(db.cachedStatement(sql: "SELECT min(started_at) FROM call")) ?? 0
        let last =
            try Int64.fetchOne(db.cachedStatement(sql: "SELECT max(started_at) FROM call")) ?? 0
        // Limit: the end of the year 2199.
        let start = max(first, from?.milliseconds ?? first, 0)
        let end = min(last + 1, to?.milliseconds ?? .max, 7_258_118_400_000)
        return start..<max(start, end)
    }
}
