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
        _ scope: StatisticsScope = .everybody, withIgnored: Bool = false, on line: String? = nil,
        seenBy viewer: Viewer
    ) throws(StoreError) -> (now: CallStatistics, before: CallStatistics) {
        let compared = Mutex<Result<CallStatistics, StoreError>?>(nil)
        let group = DispatchGroup()
        DispatchQueue.global().async(group: group) {
            let read = Result { () throws(StoreError) in
                try self.statistics(
                    of: before, scope, withIgnored: withIgnored, on: line, seenBy: viewer)
            }
            compared.withLock { $0 = read }
        }
        let counted = Result { () throws(StoreError) in
            try statistics(of: now, scope, withIgnored: withIgnored, on: line, seenBy: viewer)
        }
        group.wait()
        let other = compared.withLock(\.self) ?? .success(CallStatistics(before))
        return (try counted.get(), try other.get())
    }

    /// Counts the external calls that started in the period, in one pass.
    ///
    /// - Parameters:
    ///   - withIgnored: whether calls of ignored numbers count, too.
    ///   - line: what Phonet calls it; nil: calls on every line.
    package func statistics(
        of period: CallStatistics.Period, _ scope: StatisticsScope = .everybody,
        withIgnored: Bool = false, on line: String? = nil, seenBy viewer: Viewer
    ) throws(StoreError) -> CallStatistics {
        let snapshot = settings
        return try lookups.read { sql in
            let fates = try MissedCaseResolutions(period, sql)
            let row = try sql.rows(
                viewer.seesEverything ? Store.countedCalls : Store.visibleCalls,
                SQLValue(period.start), SQLValue(period.end),
                SQLValue(scope == .everybody), SQLValue(scope.employee), SQLValue(viewer.owner),
                SQLValue(withIgnored), SQLValue(line))
            defer { row.done() }
            var statistics = CallStatistics(period)
            while try row.step() { statistics.count(CountedCall(row, fates, snapshot)) }
            return statistics
        }
    }
}

extension Store {
    private static let isCounted = """
        started_at >= ?1 AND started_at < ?2
            AND (direction = 'incoming' OR direction = 'outgoing')
            AND (?3 = 1 OR employee_id IS ?4) AND (?6 = 1 OR ignored_by IS NULL)
            AND (?7 IS NULL OR trunk = ?7)
        """

    /// Of those who see everything. ?5 is null.
    fileprivate static let countedCalls = Query<CountedColumn>(
        """
        SELECT \(CountedColumn.list) FROM call INDEXED BY call_started
        WHERE \(isCounted) AND ?5 IS NULL
        """)

    /// Of a person, ?5, who sees only visible calls.
    fileprivate static let visibleCalls = Query<CountedColumn>(
        """
        SELECT \(CountedColumn.list) FROM call NOT INDEXED
        WHERE id IN (\(VisibleRows.callIDs("?5", from: "?1", to: "?2"))) AND \(isCounted)
        """)
}

private enum CountedColumn: Int32, TableColumn {
    case startedAt, isIncoming, isAnswered, employee, number, isFirst, wait, talk, madeLead, line
    case category

    var sqlName: String {
        switch self {
        case .startedAt: "started_at"
        case .isIncoming: "direction = 'incoming'"
        case .isAnswered: "outcome = 'answered'"
        case .employee: "employee_id"
        case .number: "CAST(phone AS INTEGER)"
        case .isFirst: "is_first"
        case .wait: "wait_seconds"
        case .talk: "talk_seconds"
        case .madeLead: "lead_created"
        case .line: "trunk"
        case .category: "category_id"
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
        _ row: ColumnReader<CountedColumn>, _ fates: MissedCaseResolutions,
        _ snapshot: SettingsSnapshot
    ) {
        self.init(startedAt: Instant(milliseconds: row.int(.startedAt)))
        isIncoming = row.truth(.isIncoming)
        outcome = row.isNull(.isAnswered) ? nil : row.truth(.isAnswered) ? .answered : .missed
        employee = row.intOrNil(.employee).map { Employee.ID($0) }
        number = row.intOrNil(.number)
        isFirst = row.truth(.isFirst)
        waitSeconds = length(row, .wait)
        talkSeconds = length(row, .talk)
        madeLead = row.truth(.madeLead)
        if snapshot.lines.all.count > 1 { line = row.textOrNil(.line) }
        let clock = snapshot.clocks.of(line)
        isWithinHours = clock.isOpen(at: startedAt)
        category = row.intOrNil(.category).map { CallCategory.ID($0) }
        if isIncoming, outcome == .missed, let number {
            missedCase = fates.resolution(of: number, missedAt: startedAt, in: clock)
        }
    }

    /// A negative duration from Phonet counts as unknown.
    private func length(_ row: ColumnReader<CountedColumn>, _ column: CountedColumn) -> Int? {
        row.intOrNil(column).flatMap { $0 < 0 ? nil : Int($0) }
    }
}
