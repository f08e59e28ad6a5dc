import CallRules
import JSONText

/// Why hours in JSON are refused, for people.
package struct RefusedHours: Error {
    package let message: LocalizedText

    init(_ message: LocalizedText) {
        self.message = message
    }

    /// - Parameter place: the key or the date of the day with the problem; nil: none.
    init(_ problem: HoursProblem, at place: String? = nil) {
        let message = ValidationMessage.of(problem)
        self.message =
            place.map { LocalizedText(uk: "\($0): \(message.uk)", en: "\($0): \(message.en)") }
            ?? message
    }
}

extension WeekHours {
    /// Reads `{"mon":[["09:00","18:00"]]}`; a day that is missing is closed.
    package static func read(_ json: JSON) -> Result<WeekHours, RefusedHours> {
        guard case .object(let members) = json else {
            return .failure(RefusedHours(ValidationMessage.noWeek))
        }
        var days: [Weekday: [OpenSpan]] = [:]
        for pair in members.pairs {
            guard let day = Weekday(rawValue: pair.name), days[day] == nil else {
                return .failure(RefusedHours(ValidationMessage.noWeekday(pair.name)))
            }
            guard case .list(let parts) = pair.value else {
                return .failure(RefusedHours(ValidationMessage.noWeek))
            }
            var spans: [OpenSpan] = []
            for part in parts {
                guard case .list(let ends) = part, ends.count == 2,
                    case .string(let from) = ends[0], case .string(let until) = ends[1]
                else { return .failure(RefusedHours(ValidationMessage.noWeek)) }
                switch OpenSpan.read(from, until) {
                case .success(let span): spans.append(span)
                case .failure(let problem):
                    return .failure(RefusedHours(problem, at: pair.name))
                }
            }
            if case .failure(let problem) = WeekHours.inOrder(spans) {
                return .failure(RefusedHours(problem, at: pair.name))
            }
            days[day] = spans
        }
        return read(days).mapError { RefusedHours($0) }
    }
}

extension HoursException {
    /// Reads `[{"date":"2026-12-24","from":"09:00","to":"15:00"}]`; without times the day is closed.
    package static func read(_ json: JSON) -> Result<[HoursException], RefusedHours> {
        guard case .list(let items) = json else {
            return .failure(RefusedHours(ValidationMessage.noExceptions))
        }
        var exceptions: [HoursException] = []
        for item in items {
            guard case .object(let members) = item,
                members.pairs.allSatisfy({ ["date", "from", "to"].contains($0.name) }),
                case .string(let text)? = item["date"]
            else { return .failure(RefusedHours(ValidationMessage.noExceptions)) }
            guard let date = CivilDate(text) else {
                return .failure(RefusedHours(.noDate(text)))
            }
            switch (item["from"] ?? .null, item["to"] ?? .null) {
            case (.null, .null): exceptions.append(HoursException(date, nil))
            case (.string(let from), .string(let until)):
                switch OpenSpan.read(from, until) {
                case .success(let span): exceptions.append(HoursException(date, span))
                case .failure(let problem): return .failure(RefusedHours(problem, at: text))
                }
            default: return .failure(RefusedHours(.halfOpen, at: text))
            }
        }
        return read(exceptions).mapError { RefusedHours($0) }
    }
}

extension JSON {
    /// All seven days; a closed one has an empty list.
    package init(_ week: WeekHours) {
        self = .object(
            Weekday.allCases.map { day in
                (
                    day.rawValue,
                    .list(week[day].map { .list([.string($0.fromText), .string($0.untilText)]) })
                )
            })
    }

    /// In the order of the dates; a closed date has no times.
    package init(_ exceptions: [HoursException]) {
        self = .list(
            exceptions.map {
                .object([
                    ("date", .string($0.date.text)), ("from", .text($0.span?.fromText)),
                    ("to", .text($0.span?.untilText)),
                ])
            })
    }
}
