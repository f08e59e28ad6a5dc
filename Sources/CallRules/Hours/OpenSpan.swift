/// A part of one day in which the company works, by the clock on the wall.
package struct OpenSpan: Hashable, Sendable {
    /// The first minute of the day, 0…1439.
    package let from: Int
    /// The first minute after it, 1…1440; 1440 is midnight at the end of the day.
    package let until: Int

    /// Nil when it is empty, ends before it starts or leaves the day.
    package init?(from: Int, until: Int) {
        guard from >= 0, from < until, until <= OpenSpan.minutesADay else { return nil }
        self.from = from
        self.until = until
    }

    /// The whole day.
    package static let wholeDay = OpenSpan(unchecked: 0, minutesADay)

    static let minutesADay = 1440

    private init(unchecked from: Int, _ until: Int) {
        self.from = from
        self.until = until
    }

    /// Reads two texts such as `09:00` and `18:00`. As an end, `00:00` is `24:00`.
    package static func read(_ from: String, _ until: String) -> Result<OpenSpan, HoursProblem> {
        guard let first = minute(from), first < minutesADay else { return .failure(.noTime(from)) }
        guard let last = minute(until) else { return .failure(.noTime(until)) }
        guard let span = OpenSpan(from: first, until: last == 0 ? minutesADay : last) else {
            return .failure(.backwards(from, until))
        }
        return .success(span)
    }

    /// Minutes of `9:00`, `09:00` or `24:00`; nil for anything else.
    private static func minute(_ text: String) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, (1...2).contains(parts[0].utf8.count), parts[1].utf8.count == 2,
            parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            let hour = Int(parts[0]), let minute = Int(parts[1]), minute < 60,
            hour * 60 + minute <= minutesADay
        else { return nil }
        return hour * 60 + minute
    }

    /// `09:00`
    package var fromText: String { OpenSpan.text(from) }
    /// `18:00`, at the most `24:00`.
    package var untilText: String { OpenSpan.text(until) }

    private static func text(_ minute: Int) -> String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(two(minute / 60)):\(two(minute % 60))"
    }
}

/// Why a text is no working hours.
package enum HoursProblem: Error, Hashable, Sendable {
    /// The text is no time of a day.
    case noTime(String)
    /// The second time is not after the first.
    case backwards(String, String)
    /// Two parts of one day share time.
    case overlap(OpenSpan, OpenSpan)
    /// A day has more parts than `WeekHours.maxSpans`.
    case tooManySpans
    /// No day of the week has hours.
    case neverOpen
    /// The text is no date.
    case noDate(String)
    /// One of the two times is missing.
    case halfOpen
    /// A date is closed and has hours, too.
    case closedAndOpen(CivilDate)
    /// There are more exceptions than `HoursException.maxCount`.
    case tooManyExceptions
}
