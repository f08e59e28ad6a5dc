import CallRules

/// The words of statistics.
enum StatisticsWords {
    static let title = Sentence(uk: "Статистика", en: "Statistics")
    static let employee = Sentence(uk: "Співробітник", en: "Employee")
    static let nobody = Sentence(uk: "Нічиї", en: "Nobody’s")
    static let noPeriod = Sentence(
        uk: "період має починатися до свого кінця й тривати щонайбільше два роки",
        en: "a period must begin before it ends, and last two years at most")
    static let none = Sentence(
        uk: "За цей період дзвінків не було", en: "There were no calls in this period")
    static let noneNext = Sentence(
        uk: "Оберіть довший період або іншого співробітника.",
        en: "Choose a longer period, or another employee.")

    static let before = Sentence(uk: "було", en: "before:")
    static let table = Sentence(uk: "Таблиця", en: "Table")
    static let bar = Sentence(uk: "Розподіл", en: "Split")
    static let calls = Sentence(uk: "Дзвінки", en: "Calls")
    static let answered = Sentence(uk: "Прийняті", en: "Answered")
    static let missed = Sentence(uk: "Пропущені", en: "Missed")
    static let allBefore = Sentence(uk: "Попередній період", en: "Period before")
    static let day = Sentence(uk: "День", en: "Day")
    static let hour = Sentence(uk: "Година", en: "Hour")
    static let share = Sentence(uk: "Частка", en: "Share")
    static let together = Sentence(uk: "Разом", en: "Together")

    static let days = Sentence(uk: "За днями", en: "By day")
    static let stretches = Sentence(uk: "Протягом періоду", en: "Through the period")
    static let daysMeaning = Sentence(
        uk: "Вхідні та вихідні дзвінки за днем, коли вони почалися.",
        en: "Incoming and outgoing calls by the day they began.")
    static let hours = Sentence(uk: "За днями тижня й годинами", en: "By weekday and hour")
    static let hoursMeaning = Sentence(
        uk: "Скільки дзвінків почалося о цій годині за весь період.",
        en: "How many calls began in this hour, all weeks of the period together.")
    static let employees = Sentence(uk: "За співробітниками", en: "By employee")
    static let employeesMeaning = Sentence(
        uk: "Чий дзвінок: хто розмовляв останнім, хто телефонував або в кого одного дзвонило.",
        en: "Whose call it was: who talked last, who called, or whose telephone alone rang.")
    static let talkTime = Sentence(uk: "Розмови", en: "Talk")
    static let meanWait = Sentence(uk: "Середнє очікування", en: "Mean wait")
    static let leads = Sentence(uk: "Ліди", en: "Leads")
    static let outcomes = Sentence(uk: "За результатом", en: "By outcome")
    static let outcome = Sentence(uk: "Результат", en: "Outcome")
    static let outcomesMeaning = Sentence(
        uk: "Частки всіх вхідних і вихідних дзвінків.",
        en: "Shares of all incoming and outgoing calls.")
    static let waits = Sentence(uk: "За часом очікування", en: "By wait")
    static let waited = Sentence(uk: "Чекали", en: "Waited")
    static let waitsMeaning = Sentence(
        uk: "Скільки чекали ті, хто телефонував: до відповіді або доки не поклали слухавку.",
        en: "How long callers waited: for an answer, or until they hung up.")

    static let weekdays = [
        Sentence(uk: "пн", en: "Mon"), Sentence(uk: "вт", en: "Tue"), Sentence(uk: "ср", en: "Wed"),
        Sentence(uk: "чт", en: "Thu"), Sentence(uk: "пт", en: "Fri"), Sentence(uk: "сб", en: "Sat"),
        Sentence(uk: "нд", en: "Sun"),
    ]

    /// A difference of two shares.
    static func points(_ difference: String) -> Sentence {
        Sentence(uk: "\(difference) в. п.", en: "\(difference) pp")
    }

    static func goingOn(_ calls: String) -> Sentence {
        Sentence(uk: "Ще не завершилися: \(calls).", en: "Not over yet: \(calls).")
    }

    /// `09:00–10:00`
    static func clock(_ hour: Int) -> String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(two(hour)):00–\(two(hour + 1)):00"
    }

    static func span(_ span: WaitSpan) -> Sentence {
        guard let to = span.to else {
            return Sentence(uk: "від \(span.from) с", en: "\(span.from) s or longer")
        }
        return Sentence(uk: "\(span.from)–\(to) с", en: "\(span.from)–\(to) s")
    }

    static func cell(_ hour: WeekHour, _ figures: CallFigures, _ say: Voice) -> Sentence {
        let place = weekdays[hour.weekday - 1]
        let clock = "\(hour.hour):00"
        return Sentence(
            uk: "\(place.uk), \(clock): \(told(figures, say))",
            en: "\(place.en), \(clock): \(told(figures, say))")
    }

    static func column(_ column: DayColumn, _ say: Voice) -> Sentence {
        let told = "\(column.label): \(told(column.figures, say))"
        return Sentence(
            uk: "\(told); у попередньому періоді \(say.figure(column.before))",
            en: "\(told); \(say.figure(column.before)) in the period before")
    }

    private static func told(_ figures: CallFigures, _ say: Voice) -> String {
        let calls = say(figures.calls, .calls)
        let missed = say.figure(figures.missed)
        return figures.missed == 0
            ? calls
            : say(Sentence(uk: "\(calls), пропущено \(missed)", en: "\(calls), \(missed) missed"))
    }

    /// What is shown, and what it is compared with.
    static func compared(_ figures: StatisticsPage.Figures, _ say: Voice) -> Sentence {
        let now = say.dates(figures.period)
        let before = figures.period.previous.map { say.dates($0) } ?? "–"
        return Sentence(
            uk:
                "\(now), час: \(say.zone.identifier). Для порівняння – стільки ж днів до того: \(before).",
            en:
                "\(now), time: \(say.zone.identifier). Compared with as many days before: \(before)."
        )
    }
}

extension Voice {
    /// The first day and the last: `16 лис – 23 лис`.
    fileprivate func dates(_ period: LocalPeriod) -> String {
        guard let first = period.days.first, let last = period.days.last else { return "" }
        return first == last
            ? date(first.start) : "\(date(first.start)) – \(date(last.start))"
    }
}
