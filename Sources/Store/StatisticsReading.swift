import CallRules

/// Whose calls statistics count.
public enum StatisticsScope: Hashable, Sendable {
    case everybody
    case employee(Employee.ID)
    /// Calls of nobody who is known.
    case nobody
}

extension Store {
    /// Calls with the outside that started in the period, counted in one pass.
    public func statistics(
        of period: CallStatistics.Period, _ scope: StatisticsScope = .everybody
    ) throws(StoreError) -> CallStatistics {
        try lookups.read { sql in
            // As a condition of its own the kind of the call would be looked at after its case.
            let row = try sql.rows(
                """
                SELECT call.started_at, call.direction = 'incoming', call.outcome = 'answered',
                    call.employee_id, CAST(call.phone AS INTEGER), call.is_first,
                    call.wait_seconds, call.talk_seconds, call.lead_created,
                    missed_case.state = 'open', missed_case.state = 'returned',
                    missed_case.ended_at
                FROM call INDEXED BY call_started
                LEFT JOIN missed_case ON missed_case.id =
                    CASE WHEN call.outcome = 'missed' AND call.direction = 'incoming' THEN (
                        SELECT id FROM missed_case AS own
                        WHERE own.phone = call.phone AND own.opened_at <= call.started_at
                            AND own.last_missed_at >= call.started_at) END
                WHERE call.started_at >= ?1 AND call.started_at < ?2
                    AND (call.direction = 'incoming' OR call.direction = 'outgoing')
                    AND (?3 = 1 OR call.employee_id IS ?4)
                """,
                SQLValue(period.start), SQLValue(period.end), SQLValue(scope == .everybody),
                SQLValue(scope.employee?.value))
            defer { row.done() }
            var statistics = CallStatistics(period)
            while try row.step() { statistics.count(CountedCall(row)) }
            return statistics
        }
    }
}

extension StatisticsScope {
    fileprivate var employee: Employee.ID? {
        if case .employee(let id) = self { id } else { nil }
    }
}

extension CountedCall {
    fileprivate init(_ row: Statement) {
        self.init(startedAt: Instant(milliseconds: row.int(0)))
        isIncoming = row.truth(1)
        outcome = row.isNull(2) ? nil : row.truth(2) ? .answered : .missed
        employee = row.intOrNil(3).map { Employee.ID($0) }
        number = row.intOrNil(4)
        isFirst = row.truth(5)
        waitSeconds = length(row, 6)
        talkSeconds = length(row, 7)
        madeLead = row.truth(8)
        guard !row.isNull(9) else { return }
        missedCase = row.truth(9) ? .open : .closed
        if row.truth(10), let endedAt = row.intOrNil(11) {
            let seconds = Instant(milliseconds: endedAt).seconds(since: startedAt)
            missedCase = .returned(afterSeconds: seconds)
        }
    }

    /// What Phonet tells as less than nothing is not known.
    private func length(_ row: Statement, _ column: Int32) -> Int? {
        row.intOrNil(column).flatMap { $0 < 0 ? nil : Int($0) }
    }
}
