import CallRules

/// A day of the calendar on the company's clock, as forms and addresses write it: `2026-01-05`.
package struct LocalDay: Hashable, Sendable {
    /// Year, month and day.
    package let date: CivilDate
    /// Its first moment. Days begin at 00:00 except where clocks are changed then.
    package let start: Instant
    /// The first moment of the day after.
    package let end: Instant

    /// `2026-01-05`
    package var text: String {
        [(date.year, 4), (date.month, 2), (date.day, 2)].map { number, width in
            let digits = "\(number)"
            return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
        }.joined(separator: "-")
    }

    /// The day a moment falls on.
    package init(of instant: Instant, in clock: CompanyClock) {
        self.init(number: clock.dayNumber(of: instant), clock)
    }

    /// Nil when the text is no day of the years 1970 to 9999, or one that clocks left out.
    package init?(_ text: String, in clock: CompanyClock) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { Int64($0) }
        guard parts.map(\.utf8.count) == [4, 2, 2], numbers.count == 3,
            (1970...9999).contains(numbers[0]),
            let date = CivilDate(year: numbers[0], month: numbers[1], day: numbers[2])
        else { return nil }
        self.init(number: date.daysSince1970, clock)
        guard start < end, self.text == text else { return nil }
    }

    private init(number: Int64, _ clock: CompanyClock) {
        date = CivilDate(daysSince1970: number)
        start = clock.start(ofDay: number)
        end = clock.start(ofDay: number + 1)
    }

    /// The day so many days before this one; after it for a negative number.
    package func earlier(by days: Int, in clock: CompanyClock) -> LocalDay {
        LocalDay(number: date.daysSince1970 - Int64(days), clock)
    }
}
