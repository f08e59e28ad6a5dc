import CallRules
import CompanyTime

/// Formats texts, numbers and times in one language and one time zone, relative to one moment.
struct Localizer: Sendable {
    let language: Language
    let companyClock: CompanyClock
    let now: Instant
    /// The lines, for their names.
    let lines: LineBook

    /// - Parameters:
    ///   - timezone: an IANA name; UTC is used when the machine does not know it.
    ///   - now: the moment to which times such as “yesterday” are relative.
    init(
        _ language: Language, timezone: String, now: Instant, lines: LineBook = LineBook()
    ) {
        self.language = language
        companyClock = CompanyClock(timezone: timezone)
        self.now = now
        self.lines = lines
    }

    /// The name of a line; without one its number, grouped for reading.
    ///
    /// - Parameter number: what Phonet calls it.
    func line(_ number: String) -> String {
        lines[number]?.shown ?? PhoneNumber(number).grouped
    }

    /// The name of a line with its number in the title, or its number.
    func lineName(_ number: String) -> HTML {
        let grouped = PhoneNumber(number).grouped
        guard let name = lines[number]?.name else {
            return "<span class=\"figures\">\(grouped)</span>"
        }
        return "<span title=\"\(grouped)\">\(name)</span>"
    }

    /// The text in the language of this localizer.
    func callAsFunction(_ sentence: LocalizedText) -> String { sentence.text(language) }

    /// A count with its noun: `5 дзвінків`.
    func callAsFunction(_ count: Int, _ noun: Counted) -> String {
        "\(figure(count)) \(noun.form(for: count, language))"
    }

    /// A `time` element, as short as the distance from now allows: `14:05`, `вчора 14:05`,
    /// `21 лис 14:05`, `21 лис 2025 14:05`. Its title is the full time with the zone.
    func time(_ instant: Instant) -> HTML {
        """
        <time datetime="\(Timestamp.text(instant))" title="\(fullTime(instant))">\(shortTime(instant))</time>
        """
    }

    /// The text of `time`.
    func shortTime(_ instant: Instant) -> String {
        let clock = self.clock(instant)
        let day = companyClock.reading(at: instant).date.daysSince1970
        let today = companyClock.reading(at: now).date.daysSince1970
        if day == today { return clock }
        if day == today - 1 { return "\(self(Localizer.yesterday)) \(clock)" }
        return "\(date(instant)) \(clock)"
    }

    /// A date: `21 лис`; in another year `21 лис 2025`.
    func date(_ instant: Instant) -> String {
        let day = companyClock.reading(at: instant).date
        let date = "\(day.day) \(month(day))"
        return day.year == companyClock.reading(at: now).date.year ? date : "\(date) \(day.year)"
    }

    /// The days from one to another: `24–30 лис`, `28 жов – 3 лис`; one day as a date.
    func dates(from first: LocalDay, to last: LocalDay) -> String {
        if first == last { return date(first.start) }
        let isOneMonth = first.date.year == last.date.year && first.date.month == last.date.month
        return isOneMonth
            ? "\(first.date.day)–\(date(last.start))"
            : "\(date(first.start)) – \(date(last.start))"
    }

    /// A full time: `21 лис 2025 14:05:09 (Europe/Kyiv)`.
    func fullTime(_ instant: Instant) -> String {
        let day = companyClock.reading(at: instant).date
        return "\(day.day) \(month(day)) \(day.year) \(exactClock(instant)) "
            + "(\(companyClock.zone.identifier))"
    }

    /// A date in digits, as spreadsheets of the language read it: `21.11.2026`, `2026-11-21`.
    func numericDate(_ instant: Instant) -> String {
        let text = companyClock.reading(at: instant).date.text
        return language == .uk
            ? text.split(separator: "-").reversed().joined(separator: ".") : text
    }

    /// A time of day with seconds: `14:05:09`.
    func exactClock(_ instant: Instant) -> String {
        let reading = companyClock.reading(at: instant)
        return "\(Localizer.clock(reading)):\(Localizer.two(reading.second))"
    }

    /// A time of day: `14:05`.
    func clock(_ instant: Instant) -> String { Localizer.clock(companyClock.reading(at: instant)) }

    /// A duration: `1:42`, `1:02:03`. Below 0 it is 0.
    static func duration(seconds: Int) -> String {
        let total = max(0, seconds)
        let (hours, minutes, rest) = (total / 3600, total / 60 % 60, total % 60)
        return hours > 0
            ? "\(hours):\(two(minutes)):\(two(rest))" : "\(minutes):\(two(rest))"
    }

    /// A duration in words: `менше хвилини`, `12 хв`, `1 год 12 хв`, `3 дні 4 год`.
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

    private func month(_ date: CivilDate) -> String {
        let names = Localizer.months[language] ?? []
        let index = Int(date.month) - 1
        return names.indices.contains(index) ? names[index] : ""
    }

    private static func clock(_ reading: CompanyClock.Reading) -> String {
        "\(two(reading.hour)):\(two(reading.minute))"
    }

    private static func two(_ number: Int) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }
}
