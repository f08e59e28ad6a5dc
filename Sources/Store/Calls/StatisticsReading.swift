import CallRules
import Dispatch
import Synchronization

/// Whose calls the statistics count.
package enum StatisticsScope: Hashable, Sendable {
    case everybody
    case employee(Employee.ID)
    /// Calls without a known employee.
    case nobody
}

extension Store {
    /// Statistics of two periods, read in parallel on two connections.
    ///
    /// - Parameter withIgnored: whether calls of ignored numbers count, too.
    package func statistics(
        of now: CallStatistics.Period, comparedWith before: CallStatistics.Period,
        _ scope: StatisticsScope = .everybody, withIgnored: Bool = false
    ) throws(StoreError) -> (now: CallStatistics, before: CallStatistics) {
        let compared = Mutex<Result<CallStatistics, StoreError>?>(nil)
        let group = DispatchGroup()
        DispatchQueue.global().async(group: group) {
            let read = Result { () throws(StoreError) in
                try self.statistics(of: before, scope, withIgnored: withIgnored)
            }
            compared.withLock { $0 = read }
        }
        let counted = Result { () throws(StoreError) in
            try statistics(of: now, scope, withIgnored: withIgnored)
        }
        group.wait()
        let other = compared.withLock(\.self) ?? .success(CallStatistics(before))
        return (try counted.get(), try other.get())
    }

    /// Counts the external calls that started in the period, in one pass.
    ///
    /// - Parameter withIgnored: whether calls of ignored numbers count, too.
    package func statistics(
        of period: CallStatistics.Period, _ scope: StatisticsScope = .everybody,
        withIgnored: Bool = false
    ) throws(StoreError) -> CallStatistics {
        let clocks = settings.clocks
        return try lookups.read { sql in
            let fates = try MissedCaseResolutions(period, sql)
            let row = try sql.rows(
                """
                SELECT started_at, direction = 'incoming', outcome = 'answered', employee_id,
                    CAST(phone AS INTEGER), is_first, wait_seconds, talk_seconds, lead_created,
                    trunk, category_id
                FROM call INDEXED BY call_started
                WHERE started_at >= ?1 AND started_at < ?2
                    AND (direction = 'incoming' OR direction = 'outgoing')
                    AND (?3 = 1 OR employee_id IS ?4) AND (?5 = 1 OR ignored_by IS NULL)
                """,
                SQLValue(period.start), SQLValue(period.end), SQLValue(scope == .everybody),
                SQLValue(scope.employee), SQLValue(withIgnored))
            defer { row.done() }
            var statistics = CallStatistics(period)
            while try row.step() { statistics.count(CountedCall(row, fates, clocks)) }
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
    fileprivate init(
        _ row: Statement, _ fates: MissedCaseResolutions, _ clocks: WorkingClocks
    ) {
        self.init(startedAt: Instant(milliseconds: row.int(0)))
        isIncoming = row.truth(1)
        outcome = row.isNull(2) ? nil : row.truth(2) ? .answered : .missed
        employee = row.intOrNil(3).map { Employee.ID($0) }
        number = row.intOrNil(4)
        isFirst = row.truth(5)
        waitSeconds = length(row, 6)
        talkSeconds = length(row, 7)
        madeLead = row.truth(8)
        let clock = clocks.areSame ? clocks.company : clocks.of(row.textOrNil(9))
        isWithinHours = clock.isOpen(at: startedAt)
        category = row.intOrNil(10).map { CallCategory.ID($0) }
        if isIncoming, outcome == .missed, let number {
            missedCase = fates.resolution(of: number, missedAt: startedAt, in: clock)
        }
    }

    /// A negative duration from Phonet counts as unknown.
    private func length(_ row: Statement, _ column: Int32) -> Int? {
        row.intOrNil(column).flatMap { $0 < 0 ? nil : Int($0) }
    }
}
