import CallRules
import Foundation

/// Writes texts, numbers and times in one language and one time zone, as of one moment.
struct Localizer: Sendable {
    let language: Language
    let zone: TimeZone
    let now: Instant

    /// - Parameter timezone: an IANA name; UTC is used when the machine does not know it.
    init(_ language: Language, timezone: String, now: Instant) {
        self.language = language
        zone = TimeZone(identifier: timezone) ?? TimeZone(secondsFromGMT: 0) ?? .current
        self.now = now
    }

    func callAsFunction(_ sentence: LocalizedText) -> String { sentence.text(language) }

    /// A count with its noun: `5 дзвінків`.
    func callAsFunction(_ count: Int, _ noun: Counted) -> String {
        "\(figure(count)) \(noun.form(for: count, language))"
    }

    /// `14:05`, `вчора 14:05`, `21 лис 14:05`, `21 лис 2025 14:05`; the full time with its zone in
    /// the title.
    func time(_ instant: Instant) -> HTML {
        """
        <time datetime="\(Timestamp.text(instant))" title="\(fullTime(instant))">\(shortTime(instant))</time>
        """
    }

    func shortTime(_ instant: Instant) -> String {
        let clock = self.clock(instant)
        let dayNumber = ordinal(instant)
        if dayNumber == ordinal(now) { return clock }
        if dayNumber == ordinal(now) - 1 { return "\(self(Localizer.yesterday)) \(clock)" }
        return "\(date(instant)) \(clock)"
    }

    /// `21 лис`, `21 лис 2025`
    func date(_ instant: Instant) -> String {
        let (day, today) = (parts(instant), parts(now))
        let date = "\(day.day ?? 0) \(month(day))"
        return day.year == today.year ? date : "\(date) \(day.year ?? 0)"
    }

    /// `21 лис 2025 14:05:09 (Europe/Kyiv)`
    func fullTime(_ instant: Instant) -> String {
        let day = parts(instant)
        return "\(day.day ?? 0) \(month(day)) \(day.year ?? 0) \(exactClock(instant)) "
            + "(\(zone.identifier))"
    }

    /// `14:05:09`
    func exactClock(_ instant: Instant) -> String {
        let day = parts(instant)
        return "\(Localizer.clock(day)):\(Localizer.two(day.second))"
    }

    /// `14:05`
    func clock(_ instant: Instant) -> String { Localizer.clock(parts(instant)) }

    /// `1:42`, `1:02:03`
    static func duration(seconds: Int) -> String {
        let total = max(0, seconds)
        let (hours, minutes, rest) = (total / 3600, total / 60 % 60, total % 60)
        return hours > 0
            ? "\(hours):\(two(minutes)):\(two(rest))" : "\(minutes):\(two(rest))"
    }

    /// `менше хвилини`, `12 хв`, `1 год 12 хв`, `3 дні 4 год`
    func span(seconds: Int) -> String {
        let minutes = max(0, seconds) / 60
        let (days, hours, rest) = (minutes / 1440, minutes / 60 % 24, minutes % 60)
        let parts: [(Int, String)] =
            days > 0
            ? [(days, self(days, .days)), (hours, "\(hours) \(self(Localizer.hour))")]
            : [
                (hours, "\(hours) \(self(Localizer.hour))"),
                (rest, "\(rest) \(self(Localizer.minute))"),
            ]
        let shown = parts.filter { $0.0 > 0 }.map(\.1)
        return shown.isEmpty ? self(Localizer.underAMinute) : shown.joined(separator: " ")
    }

    /// A list in words: `a, b і c`.
    func list(_ items: [String]) -> String {
        guard let last = items.last, items.count > 1 else { return items.first ?? "" }
        let and = self(LocalizedText(uk: " і ", en: " and "))
        return items.dropLast().joined(separator: ", ") + and + last
    }

    private static let hour = LocalizedText(uk: "год", en: "h")
    private static let minute = LocalizedText(uk: "хв", en: "min")
    private static let underAMinute = LocalizedText(uk: "менше хвилини", en: "less than a minute")
    private static let yesterday = LocalizedText(uk: "вчора", en: "yesterday")

    private static let months: [Language: [String]] = [
        .uk: ["січ", "лют", "бер", "кві", "тра", "чер", "лип", "сер", "вер", "жов", "лис", "гру"],
        .en: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
    ]

    private func month(_ day: DateComponents) -> String {
        let names = Localizer.months[language] ?? []
        let index = (day.month ?? 1) - 1
        return names.indices.contains(index) ? names[index] : ""
    }

    private var calendar: Calendar {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        return calendar
    }

    private func parts(_ instant: Instant) -> DateComponents {
        calendar.dateComponents(
            [.year, .month, .day, .hour, .minute, .second], from: Localizer.date(instant))
    }

    private func ordinal(_ instant: Instant) -> Int {
        let seconds =
            Localizer.date(instant).timeIntervalSince1970
            + Double(zone.secondsFromGMT(for: Localizer.date(instant)))
        return Int((seconds / 86_400).rounded(.down))
    }

    /// Times outside the calendar are shown as its first or last moment.
    private static func date(_ instant: Instant) -> Date {
        let limit = 253_402_300_799_000.0
        let milliseconds = min(max(Double(instant.milliseconds), -limit), limit)
        return Date(timeIntervalSince1970: milliseconds / 1000)
    }

    private static func clock(_ day: DateComponents) -> String {
        "\(two(day.hour)):\(two(day.minute))"
    }

    private static func two(_ number: Int?) -> String {
        let number = number ?? 0
        return number < 10 ? "0\(number)" : "\(number)"
    }
}
