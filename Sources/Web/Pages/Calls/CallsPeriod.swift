import CallRules
import CompanyTime
import Store

/// A period of the call log and of statistics, as its parameter names it.
struct CallsPeriod: Hashable {
    /// The value of `period`: empty for the default period; `today`, `yesterday`, `month`, `all`; or the number
    /// of days before today.
    let name: String
    /// The first and the last day; nil: no limit.
    let first: LocalDay?
    let last: LocalDay?

    /// Nil: there is no period of this name.
    ///
    /// - Parameter usual: the default period: today and this number of days before.
    init?(_ name: String, usual: Int, _ localize: Localizer) {
        self.name = name
        let today = LocalDay(of: localize.now, in: localize.companyClock)
        func since(_ days: Int) -> LocalDay { today.earlier(by: days, in: localize.companyClock) }
        switch name {
        case "": (first, last) = (since(usual), today)
        case "all": (first, last) = (nil, nil)
        case "today": (first, last) = (today, today)
        case "yesterday": (first, last) = (since(1), since(1))
        case "month":
            (first, last) = (
                LocalDay("\(today.text.prefix(8))01", in: localize.companyClock), today
            )
        default:
            guard let days = Int(name), (0...3660).contains(days) else { return nil }
            (first, last) = (since(days), today)
        }
    }

    /// `Сьогодні`, `7 днів`. Days are counted with today.
    func label(usual: Int, _ localize: Localizer) -> String {
        switch name {
        case "" where usual == 0: localize(CallsStrings.today)
        case "": localize(usual + 1, .days)
        case "364": localize(CallsStrings.year)
        default:
            CallsStrings.period(name).map { localize($0) } ?? localize((Int(name) ?? 0) + 1, .days)
        }
    }

    /// The dates in words; nil: it has no limit.
    func dates(_ localize: Localizer) -> String? {
        guard let first, let last else { return nil }
        return localize.dates(from: first, to: last)
    }
}

/// The menu of periods, each with its dates, and two fields for other days. The button shows what is chosen.
struct PeriodMenu {
    let query: CallsQuery
    /// Values of `period`, without the default.
    let periods: [String]
    /// The default period: today and this number of days before.
    let usualDays: Int
    /// The days that are shown; nil: no limit.
    let days: (first: LocalDay?, last: LocalDay?)
    /// The page the links lead to.
    let route: PageRoute
    /// The days as they were typed, wrong ones too.
    let typed: CallsQuery
    let problems: [FieldProblem]
    let localize: Localizer

    var html: HTML {
        let chosen = choices.first(where: isChosen)
        let label = chosen?.label(usual: usualDays, localize) ?? otherDays
        let dates: HTML? = chosen?.dates(localize).map {
            " <span class=\"wideonly muted\">\($0)</span>"
        }
        let isWrong = [CallsQuery.Field.from, .to].contains { problems[$0.rawValue] != nil }
        return """
            <details class="drop period"\(.open, if: isWrong)><summary class="button">\(Icon.calendar.html)\
            <span class="visually-hidden">\(localize(CommonStrings.period)): </span><span>\(label)</span>\(dates)</summary>
            <div class="menu"><ul class="choices">\(choices.map { link($0, isChosen: $0 == chosen) })</ul>
            <div class="pair">\(day(.from))\(day(.to))</div>
            <div class="buttons"><button>\(localize(CommonStrings.show))</button></div></div></details>
            """
    }

    /// The periods on offer. The default has a choice of its own, unless one of the others is as long.
    private var choices: [CallsPeriod] {
        let usual = CallsPeriod("", usual: usualDays, localize)
        let others = periods.compactMap { CallsPeriod($0, usual: usualDays, localize) }
            .map { $0.first == usual?.first && $0.last == usual?.last ? usual ?? $0 : $0 }
        guard let usual, !others.contains(where: { $0.name.isEmpty }) else { return others }
        func isLonger(_ other: CallsPeriod) -> Bool {
            guard let first = other.first?.start, let own = usual.first?.start else { return true }
            return first < own
        }
        let place = others.firstIndex(where: isLonger) ?? others.endIndex
        return others.prefix(upTo: place) + [usual] + others.suffix(from: place)
    }

    private func isChosen(_ period: CallsPeriod) -> Bool {
        let today = LocalDay(of: localize.now, in: localize.companyClock)
        guard period.first != nil else { return days.first == nil && days.last == nil }
        return period.first == days.first && period.last == days.last ?? today
    }

    /// The days in words, when they are no period on offer.
    private var otherDays: String {
        switch days {
        case (let first?, let last?): localize.dates(from: first, to: last)
        case (let first?, nil): localize(CallsStrings.since(localize.date(first.start)))
        case (nil, let last?): localize(CallsStrings.until(localize.date(last.start)))
        case (nil, nil): localize(CallsStrings.allTime)
        }
    }

    private func link(_ period: CallsPeriod, isChosen: Bool) -> HTML {
        let path = query.with([.period: period.name, .from: "", .to: "", .toTime: ""]).path(
            to: route)
        let isUsual = period.name.isEmpty ? localize(CallsStrings.usual) : nil
        return """
            <li><a href="\(path)"\(.title, isUsual)\(.current, isChosen ? "true" : nil)>\
            <span>\(period.label(usual: usualDays, localize))</span><small>\(period.dates(localize) ?? "")</small></a></li>
            """
    }

    private func day(_ field: CallsQuery.Field) -> HTML {
        TextField(
            name: field.rawValue, label: localize(CallsStrings.name(of: field)),
            value: typed[field],
            problem: problems[field.rawValue].map { localize($0) }, kind: .date
        ).html
    }
}
