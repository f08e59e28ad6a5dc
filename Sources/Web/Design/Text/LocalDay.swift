import CallRules
import Foundation

/// A calendar day in one time zone, written `2026-01-05`.
struct LocalDay: Hashable, Sendable {
    /// The first moment of the day: 00:00, or later where a clock change skips 00:00.
    let start: Instant
    /// The first moment of the next day.
    let end: Instant
    let text: String

    /// The day that contains a moment.
    init(of instant: Instant, in zone: TimeZone) {
        self.init(
            holding: Date(timeIntervalSince1970: Double(instant.milliseconds) / 1000), zone)
    }

    /// Nil when the text is not a day of the years 1970 to 9999.
    init?(_ text: String, in zone: TimeZone) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { Int($0) }
        guard parts.map(\.utf8.count) == [4, 2, 2], numbers.count == 3,
            (1970...9999).contains(numbers[0]), (1...12).contains(numbers[1]),
            (1...31).contains(numbers[2])
        else { return nil }
        let noon = DateComponents(
            year: numbers[0], month: numbers[1], day: numbers[2], hour: 12)
        guard let date = LocalDay.calendar(zone).date(from: noon) else { return nil }
        self.init(holding: date, zone)
        guard self.text == text else { return nil }
    }

    private init(holding date: Date, _ zone: TimeZone) {
        let calendar = LocalDay.calendar(zone)
        let first = calendar.startOfDay(for: date)
        let next = calendar.date(byAdding: .day, value: 1, to: first) ?? first
        start = LocalDay.instant(first)
        end = LocalDay.instant(next)
        let day = calendar.dateComponents([.year, .month, .day], from: first)
        text = [(day.year, 4), (day.month, 2), (day.day, 2)].map { number, width in
            let digits = "\(number ?? 0)"
            return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
        }.joined(separator: "-")
    }

    /// The day this many days before.
    func earlier(by days: Int, in zone: TimeZone) -> LocalDay {
        let noon = Date(timeIntervalSince1970: Double(start.milliseconds) / 1000 + 43_200)
        let day = LocalDay.calendar(zone).date(byAdding: .day, value: -days, to: noon)
        return LocalDay(holding: day ?? noon, zone)
    }

    private static func calendar(_ zone: TimeZone) -> Calendar {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        return calendar
    }

    private static func instant(_ date: Date) -> Instant {
        Instant(milliseconds: Int64((date.timeIntervalSince1970 * 1000).rounded()))
    }
}
