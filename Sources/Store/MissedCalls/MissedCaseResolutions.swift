import CallRules

/// The resolutions of the missed calls of a period, by number. Read in one query, because a query
/// for each call would take longer than the rest of the counting.
struct MissedCaseResolutions {
    private struct Span {
        let opened: Int64
        let lastMissed: Int64
        let isOpen: Bool
        /// When a conversation ended it.
        let returned: Instant?
        /// The index of another case of the same number.
        let other: Int?
    }

    private var spans: [Span] = []
    /// The index of one case of a number in `spans`.
    private var places = NumberPlaces()

    init(_ period: CallStatistics.Period, _ sql: Connection) throws(SQLiteError) {
        let row = try sql.rows(
            """
            SELECT CAST(phone AS INTEGER), opened_at, last_missed_at, state = 'open',
                CASE state WHEN 'returned' THEN ended_at END
            FROM missed_case WHERE opened_at < ?1 AND last_missed_at >= ?2
            """, SQLValue(period.end), SQLValue(period.start))
        defer { row.done() }
        while try row.step() {
            let number = row.int(0)
            spans.append(
                Span(
                    opened: row.int(1), lastMissed: row.int(2), isOpen: row.truth(3),
                    returned: row.intOrNil(4).map(Instant.init), other: places[number]))
            places[number] = spans.count - 1
        }
    }

    /// Nil when the call belongs to no case.
    ///
    /// - Parameter clock: the hours in which the call waited.
    func resolution(
        of number: Int64, missedAt: Instant, in clock: WorkingClock
    ) -> MissedCaseResolution? {
        var place = places[number]
        while let current = place {
            let span = spans[current]
            if span.opened <= missedAt.milliseconds, missedAt.milliseconds <= span.lastMissed {
                if span.isOpen { return .open }
                guard let returned = span.returned else { return .closed }
                return .returned(afterSeconds: clock.seconds(from: missedAt, to: returned))
            }
            place = span.other
        }
        return nil
    }
}
