/// A date whose working hours are not those of its day of the week. Several of one date are the parts
/// of that day.
package struct HoursException: Hashable, Sendable {
    package let date: CivilDate
    /// Nil: closed all day.
    package let span: OpenSpan?

    package init(_ date: CivilDate, _ span: OpenSpan?) {
        self.date = date
        self.span = span
    }

    /// The most exceptions, a date a day for a year.
    package static let maxCount = 366

    /// The exceptions by date and time, each once.
    package static func read(
        _ exceptions: [HoursException]
    ) -> Result<[HoursException], HoursProblem> {
        if exceptions.count > maxCount { return .failure(.tooManyExceptions) }
        var seen: Set<HoursException> = []
        let sorted = exceptions.filter { seen.insert($0).inserted }.sorted { left, right in
            (left.date.daysSince1970, left.span?.from ?? -1)
                < (right.date.daysSince1970, right.span?.from ?? -1)
        }
        for (date, day) in Dictionary(grouping: sorted, by: \.date)
            .sorted(by: { $0.key.daysSince1970 < $1.key.daysSince1970 })
        {
            let spans = day.compactMap(\.span)
            if spans.count < day.count, !spans.isEmpty { return .failure(.closedAndOpen(date)) }
            if case .failure(let problem) = WeekHours.inOrder(spans) { return .failure(problem) }
        }
        return .success(sorted)
    }
}

extension CivilDate {
    /// Reads `2026-01-05`; nil for anything else and for days the calendar does not have.
    package init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { Int64($0) }
        guard parts.map(\.utf8.count) == [4, 2, 2], numbers.count == 3,
            parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            (1970...9999).contains(numbers[0])
        else { return nil }
        self.init(year: numbers[0], month: numbers[1], day: numbers[2])
    }

    /// `2026-01-05`, for the years 0 to 9999.
    package var text: String {
        [(year, 4), (month, 2), (day, 2)].map { number, width in
            let digits = "\(number)"
            return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
        }.joined(separator: "-")
    }
}
