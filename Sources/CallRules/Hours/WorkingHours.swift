/// When a company or one of its lines works: a week and the dates that differ from it.
package struct WorkingHours: Hashable, Sendable {
    /// Nil: every day, around the clock.
    package var week: WeekHours?
    /// By date and time.
    package var exceptions: [HoursException]

    package init(week: WeekHours? = nil, exceptions: [HoursException] = []) {
        self.week = week
        self.exceptions = exceptions
    }

    /// Whether it never closes.
    package var isAlways: Bool {
        week == nil && exceptions.allSatisfy { $0.span == .wholeDay }
    }
}

/// Answers questions about working hours on the clock of one time zone. A moment is within them if
/// the clock on the wall shows a working minute: the hour that clocks show twice in autumn counts
/// twice, the one they leave out in spring not at all.
package struct WorkingClock: Hashable, Sendable {
    private let hours: WorkingHours
    private let clock: LocalClock
    /// The parts of dates that differ, by days since 1970-01-01.
    private let dates: [Int64: [OpenSpan]]

    private static let minute: Int64 = 60_000
    private static let day: Int64 = 86_400_000

    package init(_ hours: WorkingHours, _ clock: LocalClock) {
        self.hours = hours
        self.clock = clock
        dates = Dictionary(grouping: hours.exceptions, by: \.date.daysSince1970)
            .mapValues { $0.compactMap(\.span) }
    }

    /// Whether it never closes.
    package var isAlways: Bool { hours.isAlways }

    /// Whether the moment is within the hours.
    package func isOpen(at instant: Instant) -> Bool {
        if isAlways { return true }
        let local = instant.milliseconds.addingCapped(clock.offset(at: instant))
        let number = local.floored(by: WorkingClock.day)
        let minute = Int((local - number * WorkingClock.day) / WorkingClock.minute)
        return spans(ofDay: number).contains { $0.from <= minute && minute < $0.until }
    }

    /// Whether the moment is within the hours, and a time around it of all of which the same is true. The
    /// time is empty or without the moment at the ends of what an `Instant` can be.
    package func openness(at instant: Instant) -> (isOpen: Bool, time: Range<Instant>) {
        let (first, last) = (Instant(milliseconds: .min), Instant(milliseconds: .max))
        if isAlways { return (true, first..<last) }
        let (offset, time) = clock.offsetSpan(holding: instant)
        let number = instant.milliseconds.addingCapped(offset).floored(by: WorkingClock.day)
        let minute = Int(
            (instant.milliseconds.addingCapped(offset) - number * WorkingClock.day)
                / WorkingClock.minute)
        let spans = spans(ofDay: number)
        let open = spans.first { $0.from <= minute && minute < $0.until }
        let from = open?.from ?? spans.map(\.until).filter { $0 <= minute }.max() ?? 0
        let until =
            open?.until ?? spans.map(\.from).filter { $0 > minute }.min() ?? OpenSpan.minutesADay
        let start = (number * WorkingClock.day).addingCapped(
            Int64(from) * WorkingClock.minute - offset)
        let end = (number * WorkingClock.day).addingCapped(
            Int64(until) * WorkingClock.minute - offset)
        let span = Instant(milliseconds: start)..<Instant(milliseconds: max(start, end))
        return (open != nil, span.clamped(to: time))
    }

    /// Milliseconds within the hours from one moment to a later one; 0 when it is not later.
    package func milliseconds(from start: Instant, to end: Instant) -> Int64 {
        guard start < end else { return 0 }
        if isAlways {
            let (length, overflow) = end.milliseconds.subtractingReportingOverflow(
                start.milliseconds)
            return overflow ? .max : length
        }
        var sum: Int64 = 0
        for part in clock.parts(from: start, to: end) {
            let (first, last) = part.local
            for number in first.floored(
                by: WorkingClock.day)...(last - 1).floored(
                    by: WorkingClock.day)
            {
                for span in spans(ofDay: number) {
                    let open = WorkingClock.local(span, ofDay: number)
                    sum += max(0, min(open.upperBound, last) - max(open.lowerBound, first))
                }
            }
        }
        return sum
    }

    /// Whole seconds within the hours, rounded down.
    package func seconds(from start: Instant, to end: Instant) -> Int {
        Int(milliseconds(from: start, to: end) / 1000)
    }

    /// The first moment within the hours that is not before `instant`; nil: there is none any more.
    package func opening(atOrAfter instant: Instant) -> Instant? {
        if isOpen(at: instant) { return instant }
        // Each exception can close one working day of a week.
        let days = 7 * (hours.exceptions.count + 2)
        for part in clock.parts(from: instant, to: instant.advanced(bySeconds: days * 86_400)) {
            let (first, last) = part.local
            for number in first.floored(
                by: WorkingClock.day)...(last - 1).floored(
                    by: WorkingClock.day)
            {
                for span in spans(ofDay: number) {
                    let open = WorkingClock.local(span, ofDay: number)
                    let moment = max(open.lowerBound, first)
                    if moment < min(open.upperBound, last) {
                        return Instant(milliseconds: moment - part.offset)
                    }
                }
            }
        }
        return nil
    }

    /// The working time between two moments, in order. Touching spans stay apart.
    package func spans(from start: Instant, to end: Instant) -> [Range<Instant>] {
        clock.parts(from: start, to: end).flatMap { part in
            let (first, last) = part.local
            let numbers =
                first.floored(by: WorkingClock.day)...(last - 1).floored(by: WorkingClock.day)
            return numbers.flatMap { number in
                spans(ofDay: number).compactMap { span -> Range<Instant>? in
                    let open = WorkingClock.local(span, ofDay: number).clamped(to: first..<last)
                    guard !open.isEmpty else { return nil }
                    return Instant(
                        milliseconds: open.lowerBound - part.offset)..<Instant(
                            milliseconds: open.upperBound - part.offset)
                }
            }
        }
    }

    private func spans(ofDay number: Int64) -> [OpenSpan] {
        if let spans = dates[number] { return spans }
        return hours.week?[Weekday(daysSince1970: number)] ?? [.wholeDay]
    }

    private static func local(_ span: OpenSpan, ofDay number: Int64) -> Range<Int64> {
        let midnight = number * day
        return midnight + Int64(span.from) * minute..<midnight + Int64(span.until) * minute
    }
}

extension LocalClock {
    /// A part of a span of time with one offset.
    struct Part {
        /// In milliseconds by the local clock; the second is greater.
        let local: (Int64, Int64)
        /// Local time minus UTC, in milliseconds.
        let offset: Int64
    }
}

extension Int64 {
    /// Divided and rounded down.
    fileprivate func floored(by divisor: Int64) -> Int64 {
        let (quotient, rest) = quotientAndRemainder(dividingBy: divisor)
        return rest < 0 ? quotient - 1 : quotient
    }

    fileprivate func addingCapped(_ other: Int64) -> Int64 {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? (other < 0 ? .min : .max) : sum
    }
}
