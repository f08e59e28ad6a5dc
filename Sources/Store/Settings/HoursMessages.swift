import CallRules

extension ValidationMessage {
    static let noWeek = LocalizedText(
        uk: "має бути тижнем на зразок {\"mon\":[[\"09:00\",\"18:00\"]]} або null (цілодобово)",
        en: "must be a week such as {\"mon\":[[\"09:00\",\"18:00\"]]}, or null (around the clock)")
    static let noExceptions = LocalizedText(
        uk:
            "має бути списком на зразок [{\"date\":\"2026-12-24\",\"from\":\"09:00\",\"to\":\"15:00\"}]",
        en: "must be a list such as [{\"date\":\"2026-12-24\",\"from\":\"09:00\",\"to\":\"15:00\"}]"
    )

    static func noWeekday(_ name: String) -> LocalizedText {
        let (name, days) = (
            name.prefix(40), Weekday.allCases.map(\.rawValue).joined(separator: ", ")
        )
        return LocalizedText(
            uk: "«\(name)» – не день або вказаний двічі; дні: \(days)",
            en: "“\(name)” is no day or is given twice; the days are \(days)")
    }

    /// - Parameter problem: of hours in JSON or in a form.
    static func of(_ problem: HoursProblem) -> LocalizedText {
        switch problem {
        case .noTime(let text):
            LocalizedText(
                uk: "«\(text.prefix(20))» – не час; пишіть, наприклад, 09:00",
                en: "“\(text.prefix(20))” is no time; write 09:00, for example")
        case .backwards(let from, let until):
            LocalizedText(
                uk: """
                    «\(from)–\(until)» закінчується раніше, ніж починається; години після півночі \
                    пишуть у наступному дні
                    """,
                en: """
                    “\(from)–\(until)” ends before it starts; hours after midnight belong to the next \
                    day
                    """)
        case .overlap(let one, let other):
            LocalizedText(
                uk: "«\(one.text)» і «\(other.text)» накладаються",
                en: "“\(one.text)” and “\(other.text)” overlap")
        case .tooManySpans:
            LocalizedText(
                uk: "в одному дні щонайбільше \(WeekHours.maxSpans) проміжків",
                en: "a day has at most \(WeekHours.maxSpans) parts")
        case .neverOpen:
            LocalizedText(
                uk: "жоден день не має годин; якщо графіка немає, виберіть «Цілодобово»",
                en: "no day has hours; if there is no schedule, choose “Around the clock”")
        case .noDate(let text):
            LocalizedText(
                uk: "«\(text.prefix(20))» – не дата; пишіть, наприклад, 2026-12-25",
                en: "“\(text.prefix(20))” is no date; write 2026-12-25, for example")
        case .halfOpen:
            LocalizedText(
                uk: "вкажіть обидва часи або жодного: без часу день вихідний",
                en: "give both times or none: without times the day is closed")
        case .closedAndOpen(let date):
            LocalizedText(
                uk: "\(date.text) водночас вихідний і має години",
                en: "\(date.text) is both closed and has hours")
        case .tooManyExceptions:
            LocalizedText(
                uk: "щонайбільше \(HoursException.maxCount) винятків",
                en: "at most \(HoursException.maxCount) exceptions")
        }
    }
}

extension OpenSpan {
    /// `09:00–18:00`
    package var text: String { "\(fromText)–\(untilText)" }
}
