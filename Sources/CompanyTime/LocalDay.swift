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
    package var text: String { date.text }

    /// The day a moment falls on.
    package init(of instant: Instant, in clock: CompanyClock) {
        self.init(number: clock.dayNumber(of: instant), clock)
    }

    /// Nil when the text is no day of the years 1970 to 9999, or one that clocks left out.
    package init?(_ text: String, in clock: CompanyClock) {
        guard let date = CivilDate(text) else { return nil }
        self.init(number: date.daysSince1970, clock)
        guard start < end else { return nil }
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
