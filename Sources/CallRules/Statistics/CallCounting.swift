/// Counts the calls of a period in one pass.
package struct CallCounting: Sendable {
    private var counted: CallStatistics
    private var span = HourSpan()
    private var byEmployee = KeyedFigures<Employee.ID?>()
    private var byLine = KeyedFigures<String?>()
    private var byCategory = KeyedFigures<CallCategory.ID?>()
    private var numbers = DistinctNumbers()
    /// Seconds from missed calls to their returns.
    private var returns: [Int] = []
    /// The place in `WaitSpan.all` of each wait in seconds, up to the start of the last span.
    private let waitPlaces = (0...(WaitSpan.all.last?.from ?? 0)).map(WaitSpan.place)

    package init(_ period: CallStatistics.Period) {
        counted = CallStatistics(period)
        // The first place is `CountedLinePlace.unknown`.
        _ = byLine.place(of: nil)
    }

    /// What was counted until now. Takes some milliseconds for hundreds of thousands of calls.
    package var statistics: CallStatistics {
        var statistics = counted
        span.add(to: &statistics)
        statistics.employees = byEmployee.all
        statistics.lines = byLine.all
        statistics.categories = byCategory.all
        statistics.uniqueNumbers = numbers.count
        statistics.returned = returns.count
        statistics.medianReturnSeconds =
            returns.isEmpty ? nil : returns.sorted()[(returns.count - 1) / 2]
        return statistics
    }

    /// The place of a line, for its calls.
    ///
    /// - Parameter line: what Phonet calls it; nil: not known.
    package mutating func place(of line: String?) -> CountedLinePlace {
        CountedLinePlace(index: byLine.place(of: line))
    }

    /// Counts a call; one that started outside of the period is ignored.
    package mutating func count(_ call: CountedCall) {
        if !span.time.contains(call.startedAt) {
            guard let next = HourSpan(holding: call.startedAt, in: counted.period) else { return }
            span.add(to: &counted)
            span = next
        }
        let figures = CallFigures(call)
        if call.isWithinHours { span.within.add(figures) } else { span.outside.add(figures) }
        byEmployee.add(figures, by: call.employee)
        byCategory.add(figures, by: call.category)
        byLine.add(figures, at: call.line.index)
        if let number = call.number { numbers.insert(number) }
        if case .returned(let seconds)? = call.missedCase { returns.append(seconds) }
        if call.isIncoming, let wait = call.waitSeconds, let outcome = call.outcome {
            let place = waitPlaces[max(0, min(wait, waitPlaces.count - 1))]
            switch outcome {
            case .answered: counted.waits[place].answered += 1
            case .missed: counted.waits[place].missed += 1
            }
        }
    }
}

/// A time within one hour of one day. Calls come in the order of time, so those of an hour are added up
/// before they are added to its day and its hour of the week.
private struct HourSpan {
    /// Empty: no call yet.
    var time = Instant(milliseconds: 0)..<Instant(milliseconds: 0)
    /// Calls within working hours.
    var within = CallFigures()
    /// Calls outside of them.
    var outside = CallFigures()
    private var day = 0
    private var hour = WeekHour.all[0]

    /// Before the first call.
    init() {}

    /// Nil outside of the period.
    init?(holding instant: Instant, in period: CallStatistics.Period) {
        guard let (day, ofDay) = period.day(holding: instant) else { return nil }
        let (hour, ofHour) = period.clock.hourSpan(holding: instant)
        time = ofDay.clamped(to: ofHour)
        (self.day, self.hour) = (day, hour)
    }

    func add(to statistics: inout CallStatistics) {
        guard !time.isEmpty else { return }
        let all = within + outside
        statistics.days[day].add(all)
        statistics.hours[hour.place].add(all)
        statistics.withinHours.add(within)
        statistics.outsideHours.add(outside)
    }
}
