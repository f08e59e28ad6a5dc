/// Calls of a period, counted in total, by day, by hour of the week, by employee, by category and by waiting
/// time. `CallCounting` counts them.
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

        /// The index of the day of a moment, and the day; nil outside of the period.
        func day(holding instant: Instant) -> (index: Int, time: Range<Instant>)? {
            guard start <= instant, instant < end else { return nil }
            var (low, high) = (0, days.count)
            while high - low > 1 {
                let middle = (low + high) / 2
                if days[middle] <= instant { low = middle } else { high = middle }
            }
            let next = low + 1 < days.count ? min(days[low + 1], end) : end
            return (low, days[low]..<next)
        }
    }

    package let period: Period
    /// One for each day of the period, in order.
    package internal(set) var days: [CallFigures]
    /// In the order of `WeekHour.all`.
    package internal(set) var hours = [CallFigures](
        repeating: CallFigures(), count: WeekHour.all.count)
    /// Nil: calls without a known employee.
    package internal(set) var employees: [Employee.ID?: CallFigures] = [:]
    /// By what Phonet calls the line; nil: not known.
    package internal(set) var lines: [String?: CallFigures] = [:]
    /// Calls that began outside working hours; the others of `totals` began within them.
    package internal(set) var outsideHours = CallFigures()
    /// Calls that began within working hours.
    package internal(set) var withinHours = CallFigures()
    /// Nil: calls without a category.
    package internal(set) var categories: [CallCategory.ID?: CallFigures] = [:]
    /// Known waits of incoming calls, in the order of `WaitSpan.all`.
    package internal(set) var waits = [WaitFigures](
        repeating: WaitFigures(), count: WaitSpan.all.count)
    /// Number of distinct outside numbers.
    package internal(set) var uniqueNumbers = 0
    /// Missed calls that were returned.
    package internal(set) var returned = 0
    /// Median of the seconds of working time from a missed call to the conversation that returned it; nil when none
    /// was returned.
    package internal(set) var medianReturnSeconds: Int?

    /// Answered and missed incoming calls of one band of waits.
    package struct WaitFigures: Hashable, Sendable {
        package internal(set) var answered = 0
        package internal(set) var missed = 0
    }

    /// A period without calls.
    package init(_ period: Period) {
        self.period = period
        days = [CallFigures](repeating: CallFigures(), count: period.days.count)
    }

    /// All calls of the period.
    package var totals: CallFigures { withinHours + outsideHours }
}
