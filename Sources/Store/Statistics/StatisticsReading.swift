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
        return try lookups.snapshot { sql in
            var count = Counting(
                calls: CallCounting(period), scope: scope, withIgnored: withIgnored, line: line,
                viewer: viewer, fates: try MissedCaseResolutions(period, sql),
                lines: CountedLines(snapshot.clocks, areTold: snapshot.lines.all.count > 1))
            var reached = period.start
            if viewer.seesEverything {
                try CountedDayTable.packed(period, sql) { day, packed in
                    let start = max(CountedDay.start(of: day), period.start)
                    try count.stored(from: reached, to: start, sql)
                    count.packed(packed)
                    reached = CountedDay.end(of: day)
                }
            }
            try count.stored(from: reached, to: period.end, sql)
            return count.calls.statistics
        }
    }
}

/// The counting of one period, partly from packed days, partly from the table `call`.
private struct Counting {
    var calls: CallCounting
    let scope: StatisticsScope
    let withIgnored: Bool
    let line: String?
    let viewer: Viewer
    let fates: MissedCaseResolutions
    var lines: CountedLines

    /// Counts what the table has from one moment to another; nothing when the other is not later.
    mutating func stored(from start: Instant, to end: Instant, _ sql: Connection)
        throws(SQLiteError)
    {
        guard start < end else { return }
        let values = [
            SQLValue(start), SQLValue(end), SQLValue(scope == .everybody), SQLValue(scope.employee),
            SQLValue(withIgnored), SQLValue(line),
        ]
        let row =
            try viewer.seesEverything
            ? sql.rows(CountedCallReading.all, values)
            : sql.rows(CountedCallReading.visible, values + [SQLValue(viewer.owner)])
        defer { row.done() }
        while try row.step() {
            count(CountedCall(row), onLineAt: lines.index(of: row.textOrNil(.line), &calls))
        }
    }

    /// Counts a packed day; its calls outside of the period do not count.
    mutating func packed(_ day: CountedDay) {
        let unknown = lines.index(of: nil, &calls)
        let indices = day.lines.map { lines.index(of: $0, &calls) }
        let wanted = line.map { line in day.lines.map { $0 == line } }
        let (isOfEverybody, employee) = (scope == .everybody, scope.employee)
        day.forEach { packed in
            guard withIgnored || !packed.isIgnored,
                isOfEverybody || packed.employee == employee
            else { return }
            let place = packed.lineIndex
            let isKnown = indices.indices.contains(place)
            if let wanted, !isKnown || !wanted[place] { return }
            count(packed.call, onLineAt: isKnown ? indices[place] : unknown)
        }
    }

    /// - Parameter line: its index in `lines`.
    private mutating func count(_ read: CountedCall, onLineAt line: Int) {
        var call = read
        (call.line, call.isWithinHours) = lines.judge(line, at: call.startedAt)
        if call.isIncoming, call.outcome == .missed, let number = call.number {
            call.missedCase = fates.resolution(
                of: number, missedAt: call.startedAt, in: lines.clock(line))
        }
        calls.count(call)
    }
}

extension StatisticsScope {
    fileprivate var employee: Employee.ID? {
        if case .employee(let id) = self { id } else { nil }
    }
}
