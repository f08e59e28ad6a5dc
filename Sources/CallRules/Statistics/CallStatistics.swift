/// Calls of a period counted in one pass: in total, by day, by hour of the week, by employee, by category
/// and by waiting time.
package struct CallStatistics: Sendable {
    /// A period of whole days.
    package struct Period: Hashable, Sendable {
        /// The starts of its days, ascending; the period starts with the first.
        let days: [Instant]
        /// The end, exclusive.
        package let end: Instant
        let clock: LocalClock

        /// - Parameters:
        ///   - days: first moments of days, at least one.
        ///   - clock: the local time during the period.
        package init?(days: [Instant], end: Instant, clock: LocalClock) {
            guard let first = days.min(), first < end else { return nil }
            self.days = days.sorted()
            self.end = end
            self.clock = clock
        }

        /// The first moment of its first day.
        package var start: Instant { days.first ?? end }

        /// The index of the day of a moment; nil outside of the period.
        func day(holding instant: Instant) -> Int? {
            guard start <= instant, instant < end else { return nil }
            var (low, high) = (0, days.count)
            while high - low > 1 {
                let middle = (low + high) / 2
                if days[middle] <= instant { low = middle } else { high = middle }
            }
            return low
        }
    }

    package let period: Period
    /// All calls of the period.
    package private(set) var totals = CallFigures()
    /// One for each day of the period, in order.
    package private(set) var days: [CallFigures]
    /// In the order of `WeekHour.all`.
    package private(set) var hours = [CallFigures](repeating: CallFigures(), count: 168)
    /// Nil: calls without a known employee.
    package var employees: [Employee.ID?: CallFigures] { byEmployee.all }
    /// By what Phonet calls the line; nil: not known.
    package var lines: [String?: CallFigures] { byLine.all }
    /// Calls that began outside working hours; the others of `totals` began within them.
    package private(set) var outsideHours = CallFigures()
    /// Calls that began within working hours.
    package private(set) var withinHours = CallFigures()
    /// Nil: calls without a category.
    package var categories: [CallCategory.ID?: CallFigures] { byCategory.all }
    /// Known waits of incoming calls, in the order of `WaitSpan.all`.
    package private(set) var waits = [WaitFigures](
        repeating: WaitFigures(), count: WaitSpan.all.count)
    private var byEmployee = KeyedFigures<Employee.ID?>()
    private var byLine = KeyedFigures<String?>()
    private var byCategory = KeyedFigures<CallCategory.ID?>()
    private var numbers = DistinctNumbers()
    private var returns: [Int] = []

    /// Answered and missed incoming calls of one band of waits.
    package struct WaitFigures: Hashable, Sendable {
        package fileprivate(set) var answered = 0
        package fileprivate(set) var missed = 0
    }

    package init(_ period: Period) {
        self.period = period
        days = [CallFigures](repeating: CallFigures(), count: period.days.count)
    }

    /// Number of distinct outside numbers. Takes some milliseconds for hundreds of thousands of calls.
    package var uniqueNumbers: Int { numbers.count }

    /// Missed calls that were returned.
    package var returned: Int { returns.count }

    /// Median of the seconds of working time from a missed call to the conversation that returned it; nil when none
    /// was returned.
    package var medianReturnSeconds: Int? {
        guard !returns.isEmpty else { return nil }
        return returns.sorted()[(returns.count - 1) / 2]
    }

    /// Counts a call; one that started outside of the period is ignored.
    package mutating func count(_ call: CountedCall) {
        guard let day = period.day(holding: call.startedAt) else { return }
        totals.count(call)
        days[day].count(call)
        if call.isWithinHours { withinHours.count(call) } else { outsideHours.count(call) }
        hours[period.clock.hour(at: call.startedAt).place].count(call)
        byEmployee.count(call, by: call.employee)
        byCategory.count(call, by: call.category)
        byLine.count(call, by: call.line)
        if let number = call.number { numbers.insert(number) }
        if case .returned(let seconds)? = call.missedCase { returns.append(seconds) }
        if call.isIncoming, let wait = call.waitSeconds {
            let place = WaitSpan.place(of: wait)
            switch call.outcome {
            case .answered?: waits[place].answered += 1
            case .missed?: waits[place].missed += 1
            case nil: break
            }
        }
    }
}
