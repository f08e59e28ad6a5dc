/// Calls of a period counted in one pass: together, by day, by hour of the week, by employee, by
/// how long callers waited.
package struct CallStatistics: Sendable {
    /// A period, cut into days.
    package struct Period: Hashable, Sendable {
        /// The first moments of its days, one after the other; the period starts with the first.
        let days: [Instant]
        /// The first moment after it.
        package let end: Instant
        let clock: LocalClock

        /// - Parameters:
        ///   - days: first moments of days, at least one.
        ///   - clock: what clocks show in it.
        package init?(days: [Instant], end: Instant, clock: LocalClock) {
            guard let first = days.min(), first < end else { return nil }
            self.days = days.sorted()
            self.end = end
            self.clock = clock
        }

        package var start: Instant { days.first ?? end }

        /// The place of the day that holds the moment; nil outside of the period.
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
    package private(set) var totals = CallFigures()
    /// As many as the period has days, in their order.
    package private(set) var days: [CallFigures]
    /// In the order of `WeekHour.all`.
    package private(set) var hours = [CallFigures](repeating: CallFigures(), count: 168)
    /// Nil stands for calls of nobody who is known.
    package private(set) var employees: [Employee.ID?: CallFigures] = [:]
    /// Waits of incoming calls, where they are known, in the order of `WaitSpan.all`.
    package private(set) var waits = [WaitFigures](
        repeating: WaitFigures(), count: WaitSpan.all.count)
    private var numbers: Set<Int64> = []
    private var returns: [Int] = []

    /// Of the incoming calls of a span, so many were answered and so many were missed.
    package struct WaitFigures: Hashable, Sendable {
        package fileprivate(set) var answered = 0
        package fileprivate(set) var missed = 0
    }

    package init(_ period: Period) {
        self.period = period
        days = [CallFigures](repeating: CallFigures(), count: period.days.count)
    }

    /// Different outside numbers.
    package var uniqueNumbers: Int { numbers.count }

    /// Missed calls that were returned.
    package var returned: Int { returns.count }

    /// Seconds from a missed call to the conversation with whoever called: half of the calls that were
    /// returned waited no longer. Nil when none was.
    package var medianReturnSeconds: Int? {
        guard !returns.isEmpty else { return nil }
        return returns.sorted()[(returns.count - 1) / 2]
    }

    /// Counts a call; one that started outside of the period is left out.
    package mutating func count(_ call: CountedCall) {
        guard let day = period.day(holding: call.startedAt) else { return }
        totals.count(call)
        days[day].count(call)
        hours[period.clock.hour(at: call.startedAt).place].count(call)
        employees[call.employee, default: CallFigures()].count(call)
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
