import CallRules
import Store

extension SettingStrings {
    static let hours = [
        "working_hours": SettingStrings(
            label: HoursStrings.title,
            help: LocalizedText(
                uk: """
                    Час – за часовим поясом компанії. До півночі – 24:00; години після півночі вказують у \
                    наступному дні. Зміни стосуються й давніх дзвінків: усе рахується за чинним графіком.
                    """,
                en: """
                    Times are in the company’s time zone. Until midnight is 24:00; hours after midnight \
                    belong to the next day. Changes hold for older calls, too: everything is counted by \
                    the schedule in force.
                    """)),
        "working_hours_exceptions": SettingStrings(
            label: LocalizedText(uk: "Винятки за датами", en: "Exceptions by date"),
            help: LocalizedText(
                uk: """
                    Свята, скорочені й робочі суботи. Дата без часу – вихідний; два рядки з однією датою – \
                    день із перервою.
                    """,
                en: """
                    Holidays, short days, working Saturdays. A date without times is closed; two rows of \
                    one date are a day with a break.
                    """)),
        "notices_outside_hours": SettingStrings(
            label: LocalizedText(
                uk: "Сповіщення поза робочими годинами", en: "Notices outside working hours"),
            help: LocalizedText(
                uk: """
                    «Не надсилати»: про дзвінки поза робочими годинами не дізнається ніхто, але вони \
                    є у пропущених. Тихі години кожен обирає собі окремо.
                    """,
                en: """
                    “Not at all”: nobody is told of calls outside working hours, but they are in the \
                    list of missed calls. Each person’s quiet hours are separate.
                    """)),
    ]
}

/// The texts of working hours.
enum HoursStrings {
    static let title = LocalizedText(uk: "Робочі години", en: "Working hours")
    static let always = LocalizedText(uk: "Цілодобово", en: "Around the clock")
    static let alwaysHelp = LocalizedText(uk: "щодня, без перерв", en: "every day, without breaks")
    static let own = LocalizedText(uk: "За графіком", en: "By a schedule")
    static let ownHelp = LocalizedText(uk: "дні та години нижче", en: "the days and hours below")
    static let company = LocalizedText(uk: "Як у компанії", en: "As the company")
    static let closed = LocalizedText(uk: "вихідний", en: "day off")
    static let pause = LocalizedText(uk: "Перерва", en: "Break")
    static let first = LocalizedText(uk: "початок роботи", en: "start of work")
    static let last = LocalizedText(uk: "кінець роботи", en: "end of work")
    static let copyMonday = LocalizedText(
        uk: "Як у понеділок – на всі будні", en: "Monday’s hours for all weekdays")
    static let date = LocalizedText(uk: "Дата", en: "Date")
    static let addDate = LocalizedText(uk: "Додати дату", en: "Add a date")
    static let removeDate = LocalizedText(uk: "Прибрати дату", en: "Remove the date")

    /// `within` and `outside` beside the word “calls”.
    static func name(_ side: HoursSide) -> LocalizedText {
        switch side {
        case .within: LocalizedText(uk: "у робочі години", en: "in working hours")
        case .outside: outside
        }
    }
    static let outside = LocalizedText(uk: "поза робочими годинами", en: "outside working hours")

    /// `пн–пт 09:00–18:00, сб 10:00–14:00`: days in a row with the same hours stand together.
    static func week(_ week: WeekHours) -> LocalizedText {
        var groups: [(days: ClosedRange<Int>, spans: [OpenSpan])] = []
        for (index, day) in Weekday.allCases.enumerated() where !week[day].isEmpty {
            if let last = groups.last, last.spans == week[day], last.days.upperBound == index - 1 {
                groups[groups.count - 1].days = last.days.lowerBound...index
            } else {
                groups.append((index...index, week[day]))
            }
        }
        let words = groups.map { group in
            let (first, last) = (
                StatisticsStrings.weekdays[group.days.lowerBound],
                StatisticsStrings.weekdays[group.days.upperBound]
            )
            let spans = group.spans.map(\.text).joined(separator: " + ")
            let isOne = group.days.count == 1
            return LocalizedText(
                uk: "\(first.uk)\(isOne ? "" : "–\(last.uk)") \(spans)",
                en: "\(first.en)\(isOne ? "" : "–\(last.en)") \(spans)")
        }
        return LocalizedText(
            uk: words.map(\.uk).joined(separator: ", "), en: words.map(\.en).joined(separator: ", ")
        )
    }

    static func exceptions(_ exceptions: [HoursException]) -> LocalizedText {
        if exceptions.isEmpty { return CommonStrings.none }
        let words = exceptions.map { exception in
            LocalizedText(
                uk: "\(exception.date.text) \(exception.span?.text ?? closed.uk)",
                en: "\(exception.date.text) \(exception.span?.text ?? closed.en)")
        }
        return LocalizedText(
            uk: words.map(\.uk).joined(separator: ", "), en: words.map(\.en).joined(separator: ", ")
        )
    }
}
