import CallRules
import CompanyTime

/// The texts of the statistics page.
enum StatisticsStrings {
    static let part = LocalizedText(uk: "Розріз", en: "Part")
    static let takeAway = LocalizedText(uk: "Завантажити цифри:", en: "Download the figures:")
    static let title = LocalizedText(uk: "Статистика", en: "Statistics")
    static let nobody = LocalizedText(uk: "Нічиї", en: "Nobody’s")
    static let noPeriod = LocalizedText(
        uk: "період має починатися до свого кінця й тривати щонайбільше два роки",
        en: "a period must begin before it ends, and last two years at most")
    static let notReturned = LocalizedText(uk: "Ще чекають", en: "Not returned")
    static let workingHoursMeaning = LocalizedText(
        uk: "За початком дзвінка та робочими годинами, які діють зараз.",
        en: "By the start of the call and the working hours in force now.")
    static let none = LocalizedText(
        uk: "За цей період дзвінків не було", en: "There were no calls in this period")
    static let noneNext = LocalizedText(
        uk: "Оберіть довший період або іншого співробітника.",
        en: "Choose a longer period, or another employee.")

    static let before = LocalizedText(uk: "було", en: "before:")
    static let table = LocalizedText(uk: "Таблиця", en: "Table")
    static let bar = CommonStrings.distribution
    static let firstTime = LocalizedText(uk: "Уперше", en: "First-time")
    static let allBefore = LocalizedText(uk: "Попередній період", en: "Period before")
    static let day = LocalizedText(uk: "День", en: "Day")
    static let share = LocalizedText(uk: "Частка", en: "Share")
    static let withoutIgnored = LocalizedText(uk: "не рахувати", en: "leave out")
    static let withIgnored = LocalizedText(uk: "рахувати", en: "count")
    static let categories = LocalizedText(uk: "За категоріями", en: "By category")
    static let categoriesMeaning = LocalizedText(
        uk: "Категорію обирають люди на картці або сторінці дзвінка.",
        en: "People choose the category on the call’s card or page.")
    static let together = LocalizedText(uk: "Разом", en: "Together")

    static let days = LocalizedText(uk: "За днями", en: "By day")
    static let stretches = LocalizedText(uk: "Протягом періоду", en: "Through the period")
    static let daysMeaning = LocalizedText(
        uk: "Вхідні та вихідні дзвінки за днем, коли вони почалися.",
        en: "Incoming and outgoing calls by the day they began.")
    static let hours = LocalizedText(uk: "За днями тижня й годинами", en: "By weekday and hour")
    static let hoursMeaning = LocalizedText(
        uk: "Скільки дзвінків почалося о цій годині за весь період.",
        en: "How many calls began in this hour, all weeks of the period together.")
    static let employees = LocalizedText(uk: "За співробітниками", en: "By employee")
    static let employeesMeaning = LocalizedText(
        uk: "Чий дзвінок: хто розмовляв останнім, хто телефонував або в кого одного дзвонило.",
        en: "Whose call it was: who talked last, who called, or whose phone alone rang.")
    static let meanWait = LocalizedText(uk: "Середнє очікування", en: "Mean wait")
    static let outcomes = LocalizedText(uk: "За результатом", en: "By outcome")
    static let outcomesMeaning = LocalizedText(
        uk: "Частки всіх вхідних і вихідних дзвінків.",
        en: "Shares of all incoming and outgoing calls.")
    static let waits = LocalizedText(uk: "За часом очікування", en: "By wait")
    static let waited = LocalizedText(uk: "Чекали", en: "Waited")
    static let waitsMeaning = LocalizedText(
        uk: "Скільки чекали ті, хто телефонував: до відповіді або доки не поклали слухавку.",
        en: "How long callers waited: for an answer, or until they hung up.")

    static let weekdays = [
        LocalizedText(uk: "пн", en: "Mon"), LocalizedText(uk: "вт", en: "Tue"),
        LocalizedText(uk: "ср", en: "Wed"),
        LocalizedText(uk: "чт", en: "Thu"), LocalizedText(uk: "пт", en: "Fri"),
        LocalizedText(uk: "сб", en: "Sat"),
        LocalizedText(uk: "нд", en: "Sun"),
    ]

    /// The difference of two shares, in percentage points.
    static func points(_ difference: String) -> LocalizedText {
        LocalizedText(uk: "\(difference) в. п.", en: "\(difference) pp")
    }

    static func goingOn(_ calls: String) -> LocalizedText {
        LocalizedText(uk: "Ще не завершилися: \(calls).", en: "Not over yet: \(calls).")
    }

    /// `14:05`
    static func timeOfDay(_ seconds: Int) -> String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(two(seconds / 3600)):\(two(seconds / 60 % 60))"
    }

    static let better = LocalizedText(uk: "краще", en: "better")
    static let worse = LocalizedText(uk: "гірше", en: "worse")
    static let unfinished = LocalizedText(uk: "День ще триває", en: "The day is not over")

    /// `09:00–10:00`
    static func clock(_ hour: Int) -> String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(two(hour)):00–\(two(hour + 1)):00"
    }

    static func span(_ span: WaitSpan) -> LocalizedText {
        guard let to = span.to else {
            return LocalizedText(uk: "від \(span.from) с", en: "\(span.from) s or longer")
        }
        return LocalizedText(uk: "\(span.from)–\(to) с", en: "\(span.from)–\(to) s")
    }

    static func cell(_ hour: WeekHour, _ figures: CallFigures, _ localize: Localizer)
        -> LocalizedText
    {
        let place = weekdays[hour.weekday - 1]
        let clock = "\(hour.hour):00"
        return LocalizedText(
            uk: "\(place.uk), \(clock): \(told(figures, localize))",
            en: "\(place.en), \(clock): \(told(figures, localize))")
    }

    static func column(_ column: DayColumn, _ localize: Localizer) -> LocalizedText {
        let told = "\(column.label): \(told(column.figures, localize))"
        return LocalizedText(
            uk: "\(told); у попередньому періоді \(localize.figure(column.before))",
            en: "\(told); \(localize.figure(column.before)) in the period before")
    }

    private static func told(_ figures: CallFigures, _ localize: Localizer) -> String {
        let calls = localize(figures.calls, .calls)
        let missed = localize.figure(figures.missed)
        return figures.missed == 0
            ? calls
            : localize(
                LocalizedText(uk: "\(calls), пропущено \(missed)", en: "\(calls), \(missed) missed")
            )
    }

    /// The caption: the period and the period it is compared with.
    static func compared(_ figures: StatisticsPage.Figures, _ localize: Localizer) -> LocalizedText
    {
        let now = localize.dates(figures.period)
        let end = figures.compared.cutSeconds.map(timeOfDay)
        let dates = localize.dates(figures.compared)
        let before = localize(
            end.map {
                LocalizedText(
                    uk: "\(dates), останній день до \($0)", en: "\(dates), the last day until \($0)"
                )
            } ?? LocalizedText(uk: dates, en: dates))
        return LocalizedText(
            uk:
                "\(now), час: \(localize.companyClock.zone.identifier). Для порівняння – стільки ж днів до того: \(before).",
            en:
                "\(now), time: \(localize.companyClock.zone.identifier). Compared with as many days before: \(before)."
        )
    }
}

extension Localizer {
    /// The first and the last day: `16 лис – 23 лис`.
    fileprivate func dates(_ period: LocalPeriod) -> String {
        guard let first = period.days.first, let last = period.days.last else { return "" }
        return dates(from: first, to: last)
    }
}
