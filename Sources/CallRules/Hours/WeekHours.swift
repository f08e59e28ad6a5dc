/// The working hours of each day of a week.
package struct WeekHours: Hashable, Sendable {
    /// The parts of each day in order, without overlaps; a day that is missing is closed.
    private let days: [Weekday: [OpenSpan]]

    /// The most parts of one day.
    package static let maxSpans = 6

    private init(_ days: [Weekday: [OpenSpan]]) {
        self.days = days
    }

    /// The week with these parts, sorted; the problem of the first day that has one.
    package static func read(
        _ days: [Weekday: [OpenSpan]]
    ) -> Result<WeekHours, HoursProblem> {
        var sorted: [Weekday: [OpenSpan]] = [:]
        for day in Weekday.allCases {
            guard let spans = days[day], !spans.isEmpty else { continue }
            switch inOrder(spans) {
            case .success(let spans): sorted[day] = spans
            case .failure(let problem): return .failure(problem)
            }
        }
        return sorted.isEmpty ? .failure(.neverOpen) : .success(WeekHours(sorted))
    }

    /// The parts of one day by their start.
    package static func inOrder(_ spans: [OpenSpan]) -> Result<[OpenSpan], HoursProblem> {
        if spans.count > maxSpans { return .failure(.tooManySpans) }
        let spans = spans.sorted { $0.from < $1.from }
        for (earlier, later) in zip(spans, spans.dropFirst()) where later.from < earlier.until {
            return .failure(.overlap(earlier, later))
        }
        return .success(spans)
    }

    /// The parts of a day in order; none: closed.
    package subscript(_ day: Weekday) -> [OpenSpan] { days[day] ?? [] }
}

/// A day of the week. The raw values are the keys of the JSON API.
package enum Weekday: String, CaseIterable, Sendable {
    case monday = "mon"
    case tuesday = "tue"
    case wednesday = "wed"
    case thursday = "thu"
    case friday = "fri"
    case saturday = "sat"
    case sunday = "sun"

    /// - Parameter days: days since 1970-01-01, a Thursday.
    init(daysSince1970 days: Int64) {
        self = Weekday.allCases[Int(((days + 3) % 7 + 7) % 7)]
    }
}
